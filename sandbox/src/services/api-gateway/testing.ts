import { request, type IncomingHttpHeaders } from "node:http";

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  body: string;
  json: any; // oxlint-disable-line no-explicit-any -- what an API answers, looked at by tests
}

export interface Call {
  method?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
}

/** Requests an execute-api URL from a sandbox, header names as given. */
export function call(port: number, url: string, { method = "GET", headers = {}, body }: Call = {}): Promise<Answer> {
  const { host } = new URL(url);
  const path = url.slice(url.indexOf(host) + host.length) || "/";
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: "127.0.0.1", port, path, method, headers: { Host: host, ...headers } },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("end", () => {
          const bytes = Buffer.concat(chunks);
          const text = bytes.toString();
          resolve({ status: incoming.statusCode!, headers: incoming.headers, bytes, body: text, json: parse(text) });
        });
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
