import type { Headers } from "./exchange.ts";

/** An answer before it is sealed for the client. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
}

/** What an integration answered, before responses are selected and mapped. */
export interface BackendAnswer {
  /** What selection patterns look at: a status code, or a function's error message. */
  selector: string;
  status: number;
  headers: Headers;
  body: Buffer;
}
