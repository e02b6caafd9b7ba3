/** A request as it arrived, before any AWS meaning. */
export interface HttpRequest {
  method: string;
  /** Raw path, still percent-encoded, without the query. */
  path: string;
  query: URLSearchParams;
  rawQuery: string;
  /** Names in lower case; repeated headers joined with ", ". */
  headers: Record<string, string>;
  /** Host header without the port. */
  host: string;
  body: Buffer;
  remoteAddress: string;
}

export interface HttpResponse {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Uint8Array | AsyncIterable<Uint8Array>;
}
