import { signatureOf } from "../src/gateway/sigv4.ts";

export interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}

/** The headers that sign a request to an API or a function URL with signature version 4. */
export function signedHeaders(
  { method, host, pathname, search, body }: Record<"method" | "host" | "pathname" | "search" | "body", string>,
  { accessKeyId, secretAccessKey, sessionToken }: Keys,
): Record<string, string> {
  const timestamp = new Date().toISOString().replace(/[-:]|\.\d{3}/g, "");
  const scope = {
    date: timestamp.slice(0, 8),
    region: "us-east-1",
    service: host.includes(".lambda-url.") ? "lambda" : "execute-api",
  };
  const headers = {
    "x-amz-date": timestamp,
    ...(sessionToken === undefined ? {} : { "x-amz-security-token": sessionToken }),
  };
  const names = ["host", ...Object.keys(headers)];
  const signature = signatureOf(
    secretAccessKey,
    { ...scope, accessKeyId, timestamp, signedHeaders: names, sessionToken, expires: undefined },
    {
      method,
      path: pathname,
      query: new URLSearchParams(search),
      rawQuery: search.slice(1),
      headers: { host, ...headers },
      host,
      body: Buffer.from(body),
      remoteAddress: "127.0.0.1",
    },
  );
  const credential = `${accessKeyId}/${scope.date}/${scope.region}/${scope.service}/aws4_request`;
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
  };
}
