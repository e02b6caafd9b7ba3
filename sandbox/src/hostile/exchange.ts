import { request as httpRequest, type Agent } from "node:http";
import type { WireRequest } from "./mutations.ts";

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Writes the request as it is, as far as HTTP lets it; rejects when there is no answer in time. */
export async function exchange(endpoint: string, agent: Agent, request: WireRequest, limitMs: number): Promise<Answer> {
  const { hostname, port } = new URL(endpoint);
  const { "content-length": _, ...headers } = request.headers;
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        agent,
        hostname,
        port,
        method: request.method,
        path: target(request),
        headers: {
          ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, writable(value)])),
          "content-length": String(request.body.byteLength),
        },
        timeout: limitMs,
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("error", reject);
        incoming.on("end", () => {
          clearTimeout(timer);
          resolve({ status: incoming.statusCode!, headers: incoming.headers, body: Buffer.concat(chunks).toString() });
        });
      },
    );
    const timer = setTimeout(() => outgoing.destroy(new Error(`no answer in ${limitMs} ms`)), limitMs);
    outgoing.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    outgoing.end(request.body);
  });
}

function target({ path, query }: WireRequest): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((one) => (one === null ? escape(name) : `${escape(name)}=${escape(one)}`)),
  );
  const plain = path.toWellFormed().replace(/[^\x21-\x7e]|[?#]/g, encodeURIComponent);
  return `${plain.startsWith("/") ? "" : "/"}${plain}${pairs.length ? `?${pairs.join("&")}` : ""}`;
}

/** A lone percent sign stays: a client may send it. */
function escape(text: string): string {
  return text === "%" ? text : encodeURIComponent(text.toWellFormed());
}

/** Without what no header can carry. */
function writable(value: string): string {
  return value.replace(/[^\t\x20-\x7e\x80-\xff]/g, "?");
}

const REQUEST_ID = /^x-amz(n)?-request-?id$/;

/** What is wrong with an answer; `undefined`: a success, or an error in the form of AWS. 501 names something that is not emulated. */
export function faultOf(request: WireRequest, { status, headers, body }: Answer): string | undefined {
  if (status >= 500 && !(status === 501 && /NotEmulated/.test(`${body}${String(headers["x-amzn-errortype"])}`)))
    return request.method === "HEAD" && status === 501 ? undefined : `a fault: ${body.slice(0, 500)}`;
  if (status < 400 || request.method === "HEAD") return undefined;
  if (!Object.keys(headers).some((name) => REQUEST_ID.test(name))) return `an error without request id: ${body}`;
  if (body.startsWith("<"))
    return /<Error>(<Type>\w+<\/Type>)?<Code>\w[\w.]*<\/Code><Message>/.test(body) && body.endsWith(">")
      ? undefined
      : `an error that is none of AWS's: ${body.slice(0, 500)}`;
  try {
    const parsed = JSON.parse(body) as Record<string, unknown>;
    const code = parsed["__type"] ?? headers["x-amzn-errortype"];
    if (typeof code === "string" && typeof (parsed["message"] ?? parsed["Message"]) === "string") return undefined;
  } catch {
    // Told below.
  }
  return `an error that is none of AWS's: ${body.slice(0, 500)}`;
}
