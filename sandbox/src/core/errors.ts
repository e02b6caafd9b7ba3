/** An error that AWS itself would answer. `code`, `message` and `status` are AWS's words; `members` are further members of the error's body, `headers` of its answer; `query` what differs in the query protocol (its code is also in the header that JSON services send for old clients). */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number | undefined;
  readonly members: Record<string, unknown>;
  readonly headers: Record<string, string>;
  readonly query: { code?: string; message?: string } | undefined;

  /** `status` is needed only for errors that the service's model does not list (ValidationException, AccessDenied, ...). */
  constructor(
    code: string,
    message: string,
    options: {
      status?: number;
      members?: Record<string, unknown>;
      headers?: Record<string, string>;
      query?: { code?: string; message?: string };
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = code;
    this.code = code;
    this.status = options.status;
    this.members = options.members ?? {};
    this.headers = options.headers ?? {};
    this.query = options.query;
  }
}

/** The sandbox knows this part of AWS and does not emulate it: HTTP 501, never a silent success. `what` names service, operation and parameter, or type, property and logical id. */
export class NotEmulated extends AwsError {
  constructor(what: string) {
    super(
      "NotEmulated",
      `The sandbox does not emulate ${what}. AWS does; see "Gaps" in the header of the service's index.ts under sandbox/src/services.`,
      { status: 501 },
    );
  }
}
