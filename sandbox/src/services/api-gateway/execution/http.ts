import type * as sdk from "@aws-sdk/client-api-gateway";
import type { HttpResponse } from "../../../core/http.ts";
import {
  BackendTimeout,
  BackendUnreachable,
  open,
  reach,
  send as sendToBackend,
} from "../../../execute-api/backend.ts";
import { fillStageVariables } from "../integration-uri.ts";
import type { IntegrationRequest } from "../mapping/parameters.ts";
import type { BackendAnswer } from "./answer.ts";
import { Headers, type Exchange } from "./exchange.ts";
import { cut, javaMap } from "./execution-log.ts";
import { Failure, integrationTimeout } from "./failure.ts";
import { remapped } from "./lambda.ts";

/** Sends a request to an HTTP backend: on this machine, or another API of the sandbox. Nothing else can be reached, as behind a broken network. */
export async function callHttp(
  integration: sdk.Integration,
  request: IntegrationRequest,
  exchange: Exchange,
): Promise<BackendAnswer> {
  const outgoing = backendRequest(integration, request, exchange);
  const answer = await send(outgoing, integration.timeoutInMillis!, exchange.context.endpoint);
  exchange.variables["integration"] = { integrationStatus: answer.status, status: answer.status };
  return { selector: String(answer.status), ...answer, headers: renamed(answer.headers) };
}

/** The same with the transfer mode STREAM: the client gets the body as the backend sends it. */
export async function streamHttp(
  integration: sdk.Integration,
  request: IntegrationRequest,
  exchange: Exchange,
): Promise<HttpResponse> {
  const { url, method, headers, body } = backendRequest(integration, request, exchange);
  const outgoing = { url: reachOrFail(url, exchange.context.endpoint), method, headers: flat(headers), body };
  const answer = await orFail(open(outgoing, integration.timeoutInMillis!), integration.timeoutInMillis!);
  exchange.variables["integration"] = { integrationStatus: answer.status, status: answer.status };
  const answered = renamed(new Headers(answer.headerLines));
  return { status: answer.status, headers: flat(answered), body: answer.body };
}

function backendRequest(integration: sdk.Integration, request: IntegrationRequest, exchange: Exchange) {
  const { api, variables, log, request: incoming, headers: sent } = exchange;
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
  log.info(`Sending request to ${url.href}`);
  return { url, method, headers, body: request.body };
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

/** One HTTP request; the failures of a REST API where there is no answer. */
export async function send(
  { url, method, headers, body }: { url: URL; method: string; headers: Headers; body: Buffer },
  timeoutMs: number,
  endpoint: string,
): Promise<{ status: number; headers: Headers; body: Buffer }> {
  const outgoing = { url: reachOrFail(url, endpoint), method, headers: flat(headers), body };
  const answer = await orFail(sendToBackend(outgoing, timeoutMs), timeoutMs);
  return { status: answer.status, headers: new Headers(answer.headerLines), body: answer.body };
}

function reachOrFail(url: URL, endpoint: string): URL {
  try {
    return reach(url, endpoint);
  } catch (error) {
    throw error instanceof BackendUnreachable ? unreachable(error.message) : error;
  }
}

async function orFail<T>(answer: Promise<T>, timeoutMs: number): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof BackendTimeout) throw integrationTimeout(timeoutMs);
    if (error instanceof BackendUnreachable) throw unreachable(error.message);
    throw error;
  }
}

/** One value as text, several as a list: Node takes no list for Host. */
export function flat(headers: Headers): Record<string, string | string[]> {
  return Object.fromEntries(
    [...headers.grouped()].map(([name, values]) => [name, values.length > 1 ? values : values[0]!]),
  );
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
