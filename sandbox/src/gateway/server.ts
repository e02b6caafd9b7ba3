import { createServer as createHttp1, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttp2, type Http2ServerRequest, type Http2ServerResponse } from "node:http2";
import { createServer as createTcp, type AddressInfo, type Server, type Socket } from "node:net";
import type { HttpRequest, HttpResponse } from "../core/http.ts";

const LOOPBACK = "127.0.0.1";
const MAX_BODY_BYTES = 512 * 1024 * 1024;
/** Names that this server answers to; any other Host header is a web page that had its name resolve to loopback (DNS rebinding). */
const OWN_HOST =
  /^((sync-)?127\.0\.0\.1|\[::1\]|(sync-)?localhost|([a-z0-9_.-]+\.)(localhost|amazonaws\.com|on\.aws|api\.aws|cloudfront\.net))$/i;

export interface RunningServer {
  port: number;
  close(): Promise<void>;
}

/** HTTP/1.1 and h2c on one loopback port: the first bytes decide (an HTTP/2 client opens with "PRI "). Rejects with the system's error when the port is taken. */
export async function listen(
  port: number,
  handle: (request: HttpRequest) => Promise<HttpResponse>,
): Promise<RunningServer> {
  const onRequest = (
    incoming: IncomingMessage | Http2ServerRequest,
    outgoing: ServerResponse | Http2ServerResponse,
  ): void => {
    respond(incoming, outgoing as ServerResponse, handle).catch((error: unknown) => {
      // Only a broken connection lands here; there is nobody left to answer.
      outgoing.destroy?.(error as Error);
    });
  };
  const http1 = createHttp1({ keepAliveTimeout: 60_000 }, onRequest);
  http1.on("clientError", (_error, socket) => socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"));
  const http2 = createHttp2(onRequest);
  const sockets = new Set<Socket>();

  const tcp = createTcp({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    // Read by "readable", not "data": both servers take over a paused socket with what was read put back.
    socket.once("readable", () => {
      const first = socket.read() as Buffer | null;
      if (!first) return;
      socket.unshift(first);
      const server = first.subarray(0, 4).toString("latin1") === "PRI " ? http2 : http1;
      server.emit("connection", socket);
    });
  });
  await bind(tcp, port);
  return {
    port: (tcp.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise<void>((resolve) => tcp.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function bind(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, LOOPBACK, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function respond(
  incoming: IncomingMessage | Http2ServerRequest,
  outgoing: ServerResponse,
  handle: (request: HttpRequest) => Promise<HttpResponse>,
): Promise<void> {
  const headers = readHeaders(incoming);
  const host = (headers["host"] ?? "").replace(/:\d+$/, "");
  if (!OWN_HOST.test(host)) {
    await send(outgoing, {
      status: 421,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ message: `The sandbox does not answer to the host "${host}".` }),
    });
    return;
  }
  const body = await readBody(incoming);
  if (body === "too-large") {
    await send(outgoing, {
      status: 413,
      headers: { "content-type": "text/plain", connection: "close" },
      body: "The body is larger than the sandbox accepts (512 MiB).",
    });
    return;
  }
  const url = incoming.url ?? "/";
  const mark = url.indexOf("?");
  const rawQuery = mark < 0 ? "" : url.slice(mark + 1);
  await send(
    outgoing,
    await handle({
      method: incoming.method ?? "GET",
      path: mark < 0 ? url : url.slice(0, mark),
      query: new URLSearchParams(rawQuery.replaceAll("+", "%2B")),
      rawQuery,
      headers,
      headerLines: headerLines(incoming.rawHeaders),
      host: host.toLowerCase(),
      body,
      remoteAddress: incoming.socket?.remoteAddress ?? LOOPBACK,
    }),
  );
}

function readHeaders(incoming: IncomingMessage | Http2ServerRequest): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name in incoming.headers) {
    const value = incoming.headers[name];
    if (value === undefined || name.startsWith(":")) continue;
    headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  const authority = incoming.headers[":authority"];
  if (typeof authority === "string") headers["host"] ??= authority;
  return headers;
}

/** Node's flat list of names and values, in pairs. */
function headerLines(raw: string[]): [name: string, value: string][] {
  const lines: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) lines.push([raw[index]!, raw[index + 1]!]);
  return lines;
}

/** By events: to iterate over a request costs as much as to authenticate it. */
function readBody(incoming: IncomingMessage | Http2ServerRequest): Promise<Buffer | "too-large"> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) resolve("too-large");
      else chunks.push(chunk);
    });
    incoming.on("end", () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    incoming.on("error", reject);
    incoming.on("close", () => {
      if (!incoming.complete) reject(new Error("the connection ended before the request"));
    });
  });
}

async function send(outgoing: ServerResponse, response: HttpResponse): Promise<void> {
  const { status, headers, body } = response;
  if (typeof body === "string" || body instanceof Uint8Array) {
    // A HEAD answer names the length of the body it does not carry.
    outgoing.writeHead(status, { "content-length": String(Buffer.byteLength(body)), ...headers });
    // A text goes out in one piece with the head.
    outgoing.end(body);
    return;
  }
  outgoing.writeHead(status, headers);
  const iterator = body[Symbol.asyncIterator]();
  outgoing.on("close", () => void iterator.return?.());
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    if (outgoing.destroyed) break;
    if (!outgoing.write(next.value)) await drained(outgoing);
  }
  outgoing.end();
}

/** There is room again, or nobody to write to. */
function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      outgoing.off("drain", done).off("close", done);
      resolve();
    };
    outgoing.once("drain", done).once("close", done);
  });
}
