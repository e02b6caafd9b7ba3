import { request as httpRequest, type IncomingMessage } from "node:http";
import type * as sdk from "@aws-sdk/client-api-gateway";
import { fillStageVariables } from "../integration-uri.ts";
import type { IntegrationRequest } from "../mapping/parameters.ts";
import type { BackendAnswer } from "./answer.ts";
import { Headers, type Exchange } from "./exchange.ts";
import { cut, javaMap } from "./execution-log.ts";
import { Failure, integrationTimeout } from "./failure.ts";
import { remapped } from "./lambda.ts";

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])$/;
/** Hosts that are the sandbox's own: other APIs and function URLs. */
const OWN = /\.(execute-api|lambda-url)\.[a-z0-9-]+\.(amazonaws\.com|on\.aws|localhost)$/;

/** Sends a request to an HTTP backend: on this machine, or another API of the sandbox. Nothing else can be reached, as behind a broken network. */
export async function callHttp(
  integration: sdk.Integration,
  request: IntegrationRequest,
  exchange: Exchange,
): Promise<BackendAnswer> {
  const { api, variables, log, request: incoming, headers: sent, context } = exchange;
  const url = new URL(fill(fillStageVariables(integration.uri!, exchange.stage.variables), request.path));
  for (const [name, values] of request.query) for (const value of values) url.searchParams.append(name, value);
  const headers = request.headers;
  headers.set("Host", url.host);
  if (integration.type === "HTTP") {
    headers.set("User-Agent", `AmazonAPIGateway_${api.id}`);
    headers.set("Accept", sent.get("accept") ?? "application/json");
  }
  for (const added of ["X-Forwarded-For", "X-Forwarded-Port", "X-Forwarded-Proto"])
    if (headers.get(added)) headers.set(added);
  headers.set("x-amzn-apigateway-api-id", api.id);
  headers.set("X-Amzn-Trace-Id", String(variables["xrayTraceId"]));
  const method = integration.httpMethod === "ANY" ? incoming.method : integration.httpMethod!;
  log.info(`Endpoint request URI: ${url.href}`);
  log.info(`Endpoint request headers: ${javaMap([...headers.grouped()])}`);
  log.info(`Endpoint request body after transformations: ${cut(request.body.toString())}`);
  const own = OWN.test(url.hostname);
  if (!own && !LOOPBACK.test(url.hostname))
    throw unreachable(`the sandbox reaches nothing but this machine and its own APIs, not ${url.hostname}`);
  if (!own && url.protocol === "https:") throw unreachable("the sandbox speaks no TLS to backends on this machine");

  log.info(`Sending request to ${url.href}`);
  const answer = await send(
    { url: own ? new URL(url.pathname + url.search, context.endpoint) : url, method, headers, body: request.body },
    integration.timeoutInMillis!,
  );
  variables["integration"] = { integrationStatus: answer.status, status: answer.status };
  return { selector: String(answer.status), ...answer, headers: renamed(answer.headers) };
}

/** Path variables of the URI: {name} and {name+}. */
export function fill(uri: string, path: Record<string, string>): string {
  return uri.replace(/\{([^{}+]+)\+?\}/g, (whole, name: string) => path[name] ?? whole);
}

/** The headers of a backend that AWS hands on under another name; the body's length and encoding are the sandbox's. */
function renamed(headers: Headers): Headers {
  const lines: [string, string][] = [];
  for (const [name, values] of headers.grouped()) {
    if (/^(transfer-encoding|keep-alive)$/i.test(name)) continue;
    const [target] = Object.keys(remapped({ [name]: values }));
    for (const value of values) lines.push([target!, value]);
  }
  return new Headers(lines);
}

interface Outgoing {
  url: URL;
  method: string;
  headers: Headers;
  body: Buffer;
}

/** One HTTP request on loopback; API Gateway follows no redirects. */
export function send(
  { url, method, headers, body }: Outgoing,
  timeoutMs: number,
): Promise<{ status: number; headers: Headers; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      url,
      {
        method,
        headers: { ...flat(headers), "Content-Length": String(body.length) },
        timeout: timeoutMs,
      },
      (response) => {
        resolve(answerOf(response).finally(() => clearTimeout(timer)));
      },
    );
    // The whole exchange counts, not only silence on the line.
    const timer = setTimeout(() => {
      reject(integrationTimeout(timeoutMs));
      outgoing.destroy();
    }, timeoutMs);
    outgoing.on("error", (error) => {
      clearTimeout(timer);
      reject(unreachable(error.message));
    });
    outgoing.end(body);
  });
}

async function answerOf(response: IncomingMessage): Promise<{ status: number; headers: Headers; body: Buffer }> {
  const lines: [string, string][] = [];
  for (let index = 0; index + 1 < response.rawHeaders.length; index += 2)
    lines.push([response.rawHeaders[index]!, response.rawHeaders[index + 1]!]);
  try {
    return { status: response.statusCode!, headers: new Headers(lines), body: await read(response) };
  } catch (error) {
    throw unreachable((error as Error).message);
  }
}

/** One value as text, several as a list: Node takes no list for Host. */
export function flat(headers: Headers): Record<string, string | string[]> {
  return Object.fromEntries(
    [...headers.grouped()].map(([name, values]) => [name, values.length > 1 ? values : values[0]!]),
  );
}

async function read(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** 504, as for a connection that fails. */
function unreachable(reason: string): Failure {
  return new Failure(
    "INTEGRATION_FAILURE",
    "Network error communicating with endpoint",
    "InternalServerErrorException",
    {
      reason,
    },
  );
}
