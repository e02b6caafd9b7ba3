/** A request as it arrived, before any AWS meaning. */
export interface HttpRequest {
  method: string;
  /** Raw path, still percent-encoded, without the query. */
  path: string;
  query: URLSearchParams;
  rawQuery: string;
  /** Names in lower case; repeated headers joined with ", ". */
  headers: Record<string, string>;
  /** Names as they were sent, and repeated headers apart, for who hands headers on (API Gateway); absent in requests that are made inside. */
  headerLines?: [name: string, value: string][];
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
