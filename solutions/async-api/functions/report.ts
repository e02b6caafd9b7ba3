/** What a client asks for. */
export interface ReportRequest {
  account: string;
  /** "2026-10" */
  month: string;
}

export interface Report extends ReportRequest {
  number: string;
  bookings: number;
}

/** What the report engine answers when it does not throw. A refusal is final: asking again gets the same one. An exception is not. */
export type EngineAnswer = { report: Report } | { refused: string };

/** The request in a body; undefined when it is not one. */
export function parseRequest(body: string): ReportRequest | undefined {
  try {
    const { account, month } = JSON.parse(body) as Record<string, unknown>;
    const isValid =
      typeof account === "string" && /^[a-z0-9-]{1,64}$/.test(account) && /^\d{4}-(0[1-9]|1[0-2])$/.test(String(month));
    return isValid ? { account, month: String(month) } : undefined;
  } catch {
    return undefined;
  }
}
