import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import { request as httpsRequest } from "node:https";

/** A backend that does not answer, and why. */
export class BackendUnreachable extends Error {}

/** A backend that takes too long. */
export class BackendTimeout extends Error {}

export interface BackendRequest {
  url: URL;
  method: string;
  headers: OutgoingHttpHeaders;
  body: Buffer;
}

export interface BackendResponse {
  status: number;
  /** As they were sent, repeated ones apart. */
  headerLines: [name: string, value: string][];
  body: Buffer;
}

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])$/;
/** Hosts that are the sandbox's own: other APIs, function URLs, and services. */
const OWN =
  /(\.(execute-api|lambda-url)\.[a-z0-9-]+\.(amazonaws\.com|on\.aws|localhost)|^[a-z0-9-]+\.[a-z0-9-]+\.amazonaws\.com)$/;

/** Where a request to `url` goes: this machine, or the sandbox's own endpoint. Nothing else can be reached, as behind a broken network. */
export function reach(url: URL, endpoint: string): URL {
  if (OWN.test(url.hostname)) return new URL(url.pathname + url.search, endpoint);
  if (LOOPBACK.test(url.hostname)) return url;
  throw new BackendUnreachable(`the sandbox reaches nothing but this machine and its own APIs, not ${url.hostname}`);
}

/** One HTTP request on loopback, its answer read within `timeoutMs` altogether; redirects are not followed. */
export async function send(request: BackendRequest, timeoutMs: number): Promise<BackendResponse> {
  const { body, ...head } = await open(request, timeoutMs);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return { ...head, body: Buffer.concat(chunks) };
}

/** The same, answered when the headers are there; the body comes as the backend sends it. */
export function open(
  { url, method, headers, body }: BackendRequest,
  timeoutMs: number,
): Promise<Omit<BackendResponse, "body"> & { body: AsyncIterable<Uint8Array> }> {
  return new Promise((resolve, reject) => {
    let late: BackendTimeout | undefined;
    const outgoing = (url.protocol === "https:" ? httpsRequest : httpRequest)(
      url,
      { method, headers: { ...headers, "Content-Length": String(body.length) } },
      (response) => {
        const { statusCode, rawHeaders } = response;
        resolve({ status: statusCode!, headerLines: linesOf(rawHeaders), body: read(response, timer, () => late) });
      },
    );
    // The whole exchange counts, not only silence on the line.
    const timer = setTimeout(() => {
      late = new BackendTimeout(`the backend took more than ${timeoutMs} ms`);
      reject(late);
      outgoing.destroy();
    }, timeoutMs);
    timer.unref();
    outgoing.on("error", (error) => {
      clearTimeout(timer);
      reject(new BackendUnreachable(error.message));
    });
    outgoing.end(body);
  });
}

function linesOf(rawHeaders: string[]): [string, string][] {
  const lines: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    lines.push([rawHeaders[index]!, rawHeaders[index + 1]!]);
  return lines;
}

async function* read(
  response: IncomingMessage,
  timer: NodeJS.Timeout,
  late: () => BackendTimeout | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    yield* response as AsyncIterable<Buffer>;
  } catch (error) {
    throw late() ?? new BackendUnreachable((error as Error).message);
  } finally {
    clearTimeout(timer);
  }
}
