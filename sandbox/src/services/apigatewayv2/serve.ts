import { randomBytes } from "node:crypto";
import { AwsError } from "../../core/errors.ts";
import type { HttpRequest, HttpResponse } from "../../core/http.ts";
import { ANONYMOUS, servicePrincipal } from "../../core/principal.ts";
import type { DataPlaneContext } from "../../core/service.ts";
import { invokeFunction } from "../../execute-api/invoke-function.ts";
import { MalformedResponse, responseOf } from "../../execute-api/proxy-response.ts";
import { findApi, routingOf, type Api, type Integration, type Routing, type Stage } from "./api.ts";
import { CORS_HEADER, corsHeaders, preflight } from "./cors.ts";
import { eventV1, eventV2, type Incoming } from "./event.ts";
import { functionOf } from "./integration-uri.ts";
import { MAX_PAYLOAD_BYTES } from "./limits.ts";
import { DEFAULT_ROUTE } from "./route-key.ts";
import { selectRoute } from "./routing.ts";

/** What a client gets, and the reason for the people who look at the hop. */
interface Answer {
  response: HttpResponse;
  reason?: string;
}

/** A request to <api-id>.execute-api.<region>.amazonaws.com: stage -> route -> integration -> response. Undefined when the id is of no HTTP API. */
export async function serve(request: HttpRequest, context: DataPlaneContext): Promise<HttpResponse | undefined> {
  const startedAt = performance.now();
  const requestId = randomBytes(11).toString("base64");
  const api = findApi(request.host.split(".")[0]!, context.allState);
  if (!api) return undefined;

  const found = findStage(api, request.path);
  const routing = found && routingOf(api, found.stage);
  const match = routing && selectRoute(routing.routes.values(), request.method, found.path);
  const time = context.clock.date();
  const { response, reason } =
    found && routing && match
      ? await answer({ request, api, stage: found.stage, match, requestId, time }, routing, context)
      : {
          response: preflight(request, api.cors) ?? message(404, "Not Found").response,
          reason: noRoute(api, found?.stage, routing),
        };

  context.in(api.account, api.region, ANONYMOUS).hop({
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
  return { ...response, headers: { ...withCors(response.headers, request, api), "apigw-requestid": requestId } };
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

async function answer(incoming: Incoming, routing: Routing, context: DataPlaneContext): Promise<Answer> {
  const { request, api, match } = incoming;
  const direct = preflight(request, api.cors);
  if (direct) return { response: direct };
  if (request.body.length > MAX_PAYLOAD_BYTES) return message(413, "Request Entity Too Large");
  const integration = routing.integrations.get(match.route.target?.replace("integrations/", "") ?? "");
  if (!integration) return message(500, "Internal Server Error", "the route has no integration");
  return invoke(incoming, integration, context);
}

async function invoke(incoming: Incoming, integration: Integration, context: DataPlaneContext): Promise<Answer> {
  const { request, api, stage, match } = incoming;
  const version = integration.payloadFormatVersion;
  const path = match.route.key === DEFAULT_ROUTE ? "/$default" : `/${request.method}${match.route.key.split(" ")[1]}`;
  const sourceArn = `arn:aws:execute-api:${api.region}:${api.account}:${api.id}/${stage.name}${path}`;
  const caller = context.in(
    api.account,
    api.region,
    servicePrincipal("apigateway.amazonaws.com", api.account, sourceArn),
  );
  const event = version === "1.0" ? eventV1(incoming) : eventV2(incoming);

  try {
    const result = await invokeFunction(
      functionOf(integration.uri),
      JSON.stringify(event),
      integration.timeoutMs,
      caller,
    );
    if (!result)
      return message(503, "Service Unavailable", `the integration took more than ${integration.timeoutMs} ms`);
    if (result.failed)
      return message(
        500,
        "Internal Server Error",
        `the function failed: ${(JSON.parse(result.text) as { errorMessage?: string }).errorMessage}`,
      );
    const { isBase64Encoded, ...response } = responseOf(JSON.parse(result.text), version);
    return { response: isBase64Encoded ? { ...response, body: Buffer.from(response.body, "base64") } : response };
  } catch (error) {
    if (error instanceof MalformedResponse)
      return message(500, "Internal Server Error", `the function's response is malformed: ${error.message}`);
    if (!(error instanceof AwsError)) throw error;
    if (error.code === "TooManyRequestsException") return message(503, "Service Unavailable", error.message);
    return message(500, "Internal Server Error", error.message);
  }
}

function withCors(headers: HttpResponse["headers"], request: HttpRequest, api: Api): HttpResponse["headers"] {
  if (!api.cors || request.method === "OPTIONS") return headers;
  const own = Object.entries(headers).filter(([name]) => !CORS_HEADER.test(name));
  return { ...Object.fromEntries(own), ...corsHeaders(request, api.cors) };
}

function message(status: number, text: string, reason?: string): Answer {
  const response = { status, headers: { "content-type": "application/json" }, body: JSON.stringify({ message: text }) };
  return { response, ...(reason === undefined ? {} : { reason }) };
}
