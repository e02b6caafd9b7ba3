import { AwsError } from "../core/errors.ts";

/** An HTTP endpoint that did not take an event. */
export class HttpFailure extends AwsError {
  readonly isRetriable: boolean;
  /** What the endpoint asked for, in milliseconds; negative: never again. */
  readonly retryAfter: number | undefined;

  constructor(message: string, options: { status?: number; isRetriable: boolean; retryAfter?: number | undefined }) {
    const { status, isRetriable, retryAfter } = options;
    super("ApiDestinationFailure", message, status === undefined ? {} : { status });
    this.isRetriable = isRetriable && !(retryAfter !== undefined && retryAfter < 0);
    this.retryAfter = retryAfter;
  }
}
