import { randomBytes } from "node:crypto";
import type { HttpRequest, HttpResponse } from "../../core/http.ts";
import { ANONYMOUS, servicePrincipal } from "../../core/principal.ts";
import type { DataPlaneContext } from "../../core/service.ts";
import { writeAccessLog } from "./access-log.ts";
import { findApi, routingOf, type Api, type Routing, type Stage } from "./api.ts";
import { authorizeRequest } from "./authorization/authorize.ts";
import { CORS_HEADER, corsHeaders, preflight } from "./cors.ts";
import { openExchange, type Exchange } from "./exchange.ts";
import { callBackend } from "./integrations/http.ts";
import { callFunction } from "./integrations/lambda.ts";
import { callAction } from "./integrations/service-action.ts";
import { MAX_PAYLOAD_BYTES } from "./limits.ts";
import { mapRequest, mapResponse } from "./mapping.ts";
import { Refusal, serverError } from "./refusal.ts";
import { DEFAULT_ROUTE } from "./route-key.ts";
import { selectRoute } from "./routing.ts";
import { checkThrottle } from "./throttle.ts";

/** What a client gets, and the reason for the people who look at the hop. */
interface Answer {
  response: HttpResponse;
  reason?: string;
}

/**
 * A request to <api-id>.execute-api.<region>.amazonaws.com: stage -> route -> throttle -> authorize -> map -> integration -> map. Undefined when
 * the id is of no HTTP API.
 */
export async function serve(request: HttpRequest, context: DataPlaneContext): Promise<HttpResponse | undefined> {
  const startedAt = performance.now();
  const requestId = randomBytes(11).toString("base64");
  const api = findApi(request.host.split(".")[0]!, context.allState);
  if (!api) return undefined;

  const found = findStage(api, request.path);
  const routing = found && routingOf(api, found.stage);
  const match = routing && selectRoute(routing.routes.values(), request.method, found.path);
  const exchange =
    found && routing && match && openExchange({ request, api, ...found, routing, match, requestId, context });
  const { response, reason } = exchange
    ? await answer(exchange)
    : refused(request, api, new Refusal(404, "Not Found", noRoute(api, found?.stage, routing)));

  const gateway = context.in(api.account, api.region, ANONYMOUS);
  gateway.hop({
    caller: "anonymous",
    service: "apigatewayv2",
    action:
      match && match.route.key !== DEFAULT_ROUTE
        ? `${request.method} ${match.route.key.split(" ")[1]}`
        : `${request.method} ${request.path}`,
    resource: `arn:aws:apigateway:${api.region}::/apis/${api.id}`,
    result: response.status < 400 ? "ok" : String(response.status),
    detail: [
      `${response.status} ${request.method} ${request.path}`,
      ...(response.status >= 400 && reason ? [reason] : []),
    ].join(": "),
    durationMs: performance.now() - startedAt,
  });
  const sent = { ...response, headers: { ...withCors(response.headers, request, api), "apigw-requestid": requestId } };
  if (exchange) log(exchange, sent, startedAt);
  return sent;
}

/** A path that begins with the name of a stage goes there, everything else to $default. The rest of the path selects the route. */
function findStage(api: Api, path: string): { stage: Stage; path: string } | undefined {
  if (api.disableExecuteApiEndpoint) return undefined;
  const first = path.split("/")[1]!;
  const named = first === "$default" ? undefined : api.stages.get(first);
  if (named) return { stage: named, path: path.slice(first.length + 1) || "/" };
  const stage = api.stages.get("$default");
  return stage && { stage, path };
}

function noRoute(api: Api, stage: Stage | undefined, routing: Routing | undefined): string {
  if (api.disableExecuteApiEndpoint) return "the execute-api endpoint of the API is disabled";
  if (!stage) return "the path begins with no stage, and there is no $default stage";
  return routing ? "no route matches" : `the stage ${stage.name} has no deployment`;
}

/** Without a route a preflight request is still answered. */
function refused(request: HttpRequest, api: Api, refusal: Refusal): Answer {
  return { response: preflight(request, api.cors) ?? refusal.response, reason: refusal.message };
}

async function answer(exchange: Exchange): Promise<Answer> {
  const { request, api, variables } = exchange;
  const direct = preflight(request, api.cors);
  if (direct) return { response: direct };
  try {
    if (request.body.length > MAX_PAYLOAD_BYTES) throw new Refusal(413, "Request Entity Too Large");
    checkThrottle(exchange);
    await authorizeRequest(exchange);
    return { response: await integrate(exchange) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    variables["error"] = { message: error.text, messageString: JSON.stringify(error.text) };
    return { response: error.response, reason: error.message };
  }
}

async function integrate(exchange: Exchange): Promise<HttpResponse> {
  const { match, routing, variables } = exchange;
  const integration = routing.integrations.get(match.route.target?.replace("integrations/", "") ?? "");
  if (!integration) throw serverError("the route has no integration");
  const isAction = integration.subtype !== undefined;
  const request = isAction ? exchange.request : mapRequest(integration.requestParameters, exchange);
  const call = isAction ? callAction : integration.type === "AWS_PROXY" ? callFunction : callBackend;
  const startedAt = performance.now();
  try {
    const response = await call(integration, request, exchange);
    variables["integration"] = { status: response.status };
    return mapResponse(integration.responseParameters[response.status], response, exchange);
  } catch (error) {
    if (error instanceof Refusal) {
      variables["integrationErrorMessage"] = error.message;
      variables["integration"] = { error: error.message };
    }
    throw error;
  } finally {
    const latency = Math.round(performance.now() - startedAt);
    const { integrationStatus } = variables;
    variables["integrationLatency"] = latency;
    variables["integration"] = { ...(variables["integration"] as object | undefined), latency, integrationStatus };
  }
}

function withCors(headers: HttpResponse["headers"], request: HttpRequest, api: Api): HttpResponse["headers"] {
  if (!api.cors || request.method === "OPTIONS") return headers;
  const own = Object.entries(headers).filter(([name]) => !CORS_HEADER.test(name));
  return { ...Object.fromEntries(own), ...corsHeaders(request, api.cors) };
}

function log({ api, stage, context, variables }: Exchange, response: HttpResponse, startedAt: number): void {
  if (!stage.accessLog) return;
  const delivery = context.in(api.account, api.region, servicePrincipal("delivery.logs.amazonaws.com", api.account));
  const all = { ...variables, responseLatency: Math.round(performance.now() - startedAt) };
  delivery.background(writeAccessLog(stage.accessLog, api.id + stage.name, all, response, delivery));
}
