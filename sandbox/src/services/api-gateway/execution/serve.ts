import type { HttpRequest, HttpResponse } from "../../../core/http.ts";
import { ANONYMOUS } from "../../../core/principal.ts";
import type { DataPlaneContext } from "../../../core/service.ts";
import { findRestApi, type RestApi, type Stage } from "../rest-api.ts";
import { settingOf } from "../stage.ts";
import { openExchange, type Exchange } from "./exchange.ts";
import type { Failure } from "./failure.ts";
import { writeLogs } from "./logs.ts";
import { execute } from "./pipeline.ts";

/** A request to <api-id>.execute-api.<region>.amazonaws.com; undefined when the id is of no REST API. */
export async function serve(request: HttpRequest, context: DataPlaneContext): Promise<HttpResponse | undefined> {
  const api = findRestApi(request.host.split(".")[0]!, context.allState);
  if (!api) return undefined;
  const startedAt = performance.now();
  // Slashes before the stage do not count.
  const [, name = "", path = ""] = /^\/*([^/]*)(\/.*)?$/.exec(request.path) ?? [];
  const stage = api.stages.get(name);
  const definition = stage && api.deployments.get(stage.deploymentId)?.definition;
  if (!stage || !definition || definition.disableExecuteApiEndpoint)
    return refuse(api, stage, request, performance.now() - startedAt, context);

  const exchange = openExchange({ request, api, stage, definition, path: normalise(path) }, context);
  exchange.log.now = () => context.clock.now();
  const { response, failure } = await execute(exchange);
  finish(exchange, response, failure);
  return response;
}

/** One slash at the front, whatever came: recorded. */
function normalise(path: string): string {
  return `/${path.replace(/^\/+/, "")}`;
}

function finish(exchange: Exchange, response: HttpResponse, failure: Failure | undefined): void {
  const { api, request, match, startedAt, context, variables, stage } = exchange;
  const gateway = context.in(api.account, api.region, ANONYMOUS);
  const caller = variables.identity["userArn"];
  gateway.hop({
    caller: typeof caller === "string" ? caller : "anonymous",
    service: "api-gateway",
    action: `${request.method} ${match?.resourcePath ?? exchange.path}`,
    resource: `arn:aws:apigateway:${api.region}::/restapis/${api.id}/stages/${stage.stageName}`,
    result: response.status < 400 ? "ok" : String(response.status),
    detail: [
      `${response.status} ${request.method} ${request.path}`,
      ...(failure ? [failure.options.reason ?? failure.message] : []),
    ].join(": "),
    durationMs: performance.now() - startedAt,
  });
  const settings = settingOf(stage, match?.resourcePath ?? "", match?.method.httpMethod ?? "");
  gateway.background(writeLogs(exchange, response, settings, gateway));
}

/** What has no stage has no gateway responses either. */
function refuse(
  api: RestApi,
  stage: Stage | undefined,
  request: HttpRequest,
  durationMs: number,
  context: DataPlaneContext,
): HttpResponse {
  context.in(api.account, api.region, ANONYMOUS).hop({
    caller: "anonymous",
    service: "api-gateway",
    action: `${request.method} ${request.path}`,
    resource: `arn:aws:apigateway:${api.region}::/restapis/${api.id}`,
    result: "403",
    detail: `403 ${request.method} ${request.path}: ${
      stage ? "the execute-api endpoint of the API is disabled" : "the path begins with no stage of the API"
    }`,
    durationMs,
  });
  return {
    status: 403,
    headers: {
      "content-type": "application/json",
      "x-amzn-ErrorType": "ForbiddenException",
      "x-amzn-RequestId": context.requestId,
    },
    body: JSON.stringify({ message: "Forbidden" }),
  };
}
