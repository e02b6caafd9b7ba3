import type { Credential } from "../core/credentials.ts";
import type { HttpRequest } from "../core/http.ts";
import { signatureOf } from "../gateway/sigv4.ts";

interface Outgoing {
  service: string;
  region: string;
  url: URL;
  method: string;
  /** All that are sent, x-amz-date and the session's token among them; repeated ones joined. */
  headers: Record<string, string>;
  body: Buffer;
}

/** The headers that date a request and carry the session's token; they are signed. */
export function sessionHeaders(credential: Credential, now: number): Record<string, string> {
  const date = new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, "");
  return {
    "X-Amz-Date": date,
    ...(credential.sessionToken ? { "X-Amz-Security-Token": credential.sessionToken } : {}),
  };
}

/** The header Authorization of a request that API Gateway makes with the credentials of a role. */
export function authorizationOf(credential: Credential, outgoing: Outgoing): string {
  const { service, region, url, method, body } = outgoing;
  const headers = Object.fromEntries(
    Object.entries(outgoing.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const timestamp = headers["x-amz-date"]!;
  const signature = {
    accessKeyId: credential.accessKeyId,
    date: timestamp.slice(0, 8),
    region,
    service,
    signedHeaders: Object.keys(headers).sort(),
    timestamp,
    sessionToken: credential.sessionToken,
    expires: undefined,
  };
  const signed: HttpRequest = {
    method,
    path: url.pathname,
    query: url.searchParams,
    rawQuery: url.search.slice(1),
    headers,
    host: url.hostname,
    body,
    remoteAddress: "127.0.0.1",
  };
  const scope = `${signature.accessKeyId}/${signature.date}/${region}/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=${signature.signedHeaders.join(";")}, Signature=${signatureOf(credential.secretAccessKey, signature, signed)}`;
}
