import type * as sdk from "@aws-sdk/client-api-gateway";
import type { HttpResponse } from "../../../core/http.ts";
import { mapRequest, type IntegrationRequest } from "../mapping/parameters.ts";
import type { Answer, BackendAnswer } from "./answer.ts";
import { callService } from "./aws-service.ts";
import { convertPayload, decompressed, isBinary, plainType } from "./binary.ts";
import { Headers, type Exchange } from "./exchange.ts";
import { cut, javaMap } from "./execution-log.ts";
import { configurationError, Failure } from "./failure.ts";
import { callHttp, flat, streamHttp } from "./http.ts";
import { mapAnswer } from "./integration-response.ts";
import { rendered } from "./rendered.ts";
import { callFunction, proxyFunction } from "./lambda.ts";
import { streamFunction } from "./lambda-stream.ts";
import { mock } from "./mock.ts";

/** Sends the request to the integration of its method and reads the answer. */
export function integrate(exchange: Exchange): Promise<Answer> {
  const { match, definition } = exchange;
  const integration = match!.method.methodIntegration!;
  return timed(exchange, async () => {
    const isProxy = integration.type === "AWS_PROXY" || integration.type === "HTTP_PROXY";
    const request = mapped(integration, isProxy, exchange);
    if (integration.type === "AWS_PROXY") return await proxyFunction(integration, request, exchange);
    const backend = await call(integration, request, exchange);
    logBackend(backend, exchange);
    if (!isProxy) return mapAnswer(integration, backend, exchange);
    const isBinaryAnswer = isBinary(backend.headers.get("content-type"), definition);
    return {
      status: backend.status,
      headers: flat(backend.headers),
      body: isBinaryAnswer ? backend.body : Buffer.from(backend.body.toString()),
    };
  });
}

export function isStreamed({ match }: Exchange): boolean {
  return match!.method.methodIntegration?.responseTransferMode === "STREAM";
}

/** The same for an answer that goes out as it comes: no cache, no mapping, no compression. */
export function integrateStreamed(exchange: Exchange): Promise<HttpResponse> {
  const integration = exchange.match!.method.methodIntegration!;
  const stream = integration.type === "AWS_PROXY" ? streamFunction : streamHttp;
  return timed(exchange, () => stream(integration, mapped(integration, true, exchange), exchange));
}

async function timed<T>({ variables }: Exchange, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  try {
    return await work();
  } finally {
    const latency = Math.round(performance.now() - startedAt);
    variables["integrationLatency"] = latency;
    variables["integration"] = { ...(variables["integration"] as object | undefined), latency };
  }
}

function call(integration: sdk.Integration, request: IntegrationRequest, exchange: Exchange): Promise<BackendAnswer> {
  switch (integration.type) {
    case "MOCK":
      return Promise.resolve(mock(request, exchange));
    case "HTTP":
    case "HTTP_PROXY":
      return callHttp(integration, request, exchange);
    case "AWS":
      return integration.uri!.includes(":lambda:path/2015-03-31/functions/")
        ? callFunction(integration, request, exchange)
        : callService(integration, request, exchange);
    default:
      throw configurationError(`the integration has the type ${integration.type}`);
  }
}

function logBackend({ status, headers, body }: BackendAnswer, { log, match }: Exchange): void {
  if (match!.method.methodIntegration!.type === "MOCK") return;
  log.info(`Received response. Status: ${status}`);
  log.info(`Endpoint response headers: ${javaMap([...headers.grouped()])}`);
  log.info(`Endpoint response body before transformations: ${cut(body.toString())}`);
}

/** The request as the integration gets it: a proxy gets all of the client's, other types only what is mapped. */
function mapped(integration: sdk.Integration, isProxy: boolean, exchange: Exchange): IntegrationRequest {
  const { headers, query, match, request, definition, variables } = exchange;
  const isBinaryPayload = isBinary(headers.get("content-type"), definition);
  const opened = decompressed(request.body, exchange);
  const target: IntegrationRequest = {
    headers: isProxy ? headers.copy() : new Headers([]),
    query: isProxy ? new Map(query) : new Map(),
    path: isProxy ? { ...match!.pathParameters } : {},
    body: isProxy ? opened : convertPayload(opened, isBinaryPayload, integration.contentHandling),
  };
  mapRequest(integration.requestParameters, exchange, target);
  if (!isProxy) fillTemplate(integration, target, exchange);
  const { header, path, querystring } = variables.requestOverride;
  for (const [name, value] of Object.entries(header!)) target.headers.set(name, ...textsOf(value));
  for (const [name, value] of Object.entries(querystring!)) target.query.set(name, textsOf(value));
  for (const [name, value] of Object.entries(path!)) target.path[name] = String(value);
  return target;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

/**
 * The template of the request's content type makes the body; without one, passthroughBehavior decides.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html (2026-11)
 */
function fillTemplate(integration: sdk.Integration, target: IntegrationRequest, exchange: Exchange): void {
  const { headers, log } = exchange;
  const templates = integration.requestTemplates ?? {};
  const type = plainType(headers.get("content-type")) ?? "application/json";
  const template = templates[type] ?? templates["$default"];
  if (template !== undefined) {
    target.body = Buffer.from(rendered(template, target.body.toString(), exchange));
    // A header that is mapped stays: a form for SQS is made of a JSON request.
    if (!target.headers.get("content-type")) target.headers.set("Content-Type", type);
  } else {
    const passes =
      integration.passthroughBehavior === "WHEN_NO_MATCH" ||
      (integration.passthroughBehavior === "WHEN_NO_TEMPLATES" && !Object.keys(templates).length);
    if (!passes)
      throw new Failure("UNSUPPORTED_MEDIA_TYPE", "Unsupported Media Type", "BadRequestException", {
        reason: `no request template for ${type}, and passthroughBehavior is ${integration.passthroughBehavior}`,
      });
    if (integration.type !== "MOCK" && !target.headers.get("content-type")) target.headers.set("Content-Type", type);
  }
  if (integration.type !== "MOCK")
    log.info(`Endpoint request body after transformations: ${cut(target.body.toString())}`);
}
