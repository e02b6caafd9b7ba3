import type { HttpResponse } from "../../core/http.ts";

/** An answer that API Gateway gives itself. HTTP APIs say no more than this to clients; `reason` is for the hop and $context.error.message. */
export class Refusal extends Error {
  readonly status: number;
  readonly text: string;
  readonly headers: Record<string, string>;

  constructor(status: number, text: string, reason: string = text, headers: Record<string, string> = {}) {
    super(reason);
    this.status = status;
    this.text = text;
    this.headers = headers;
  }

  get response(): HttpResponse {
    return {
      status: this.status,
      headers: { ...this.headers, "content-type": "application/json" },
      body: JSON.stringify({ message: this.text }),
    };
  }
}

export function unauthorized(reason: string, headers: Record<string, string> = {}): Refusal {
  return new Refusal(401, "Unauthorized", reason, headers);
}

export function forbidden(reason: string, headers: Record<string, string> = {}): Refusal {
  return new Refusal(403, "Forbidden", reason, headers);
}

export function serverError(reason: string): Refusal {
  return new Refusal(500, "Internal Server Error", reason);
}

export function unavailable(reason: string): Refusal {
  return new Refusal(503, "Service Unavailable", reason);
}
