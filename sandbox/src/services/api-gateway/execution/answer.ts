/** An answer before it is sealed for the client. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
}
