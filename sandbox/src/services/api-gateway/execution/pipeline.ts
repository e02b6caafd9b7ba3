import type { HttpResponse } from "../../../core/http.ts";
import { MAX_PAYLOAD_BYTES } from "../limits.ts";
import { settingOf } from "../stage.ts";
import { authorizeRequest } from "./authorization.ts";
import { compressed, isBinary } from "./binary.ts";
import { cachedResponse } from "./caches.ts";
import type { Exchange } from "./exchange.ts";
import { cut, javaMap } from "./execution-log.ts";
import { Failure, missingToken } from "./failure.ts";
import { renderFailure } from "./gateway-response.ts";
import { integrate, integrateStreamed, isStreamed } from "./integrate.ts";
import { route } from "./router.ts";
import { takeToken } from "./throttle.ts";
import { checkApiKey } from "./usage.ts";
import { validateRequest } from "./validate-request.ts";

interface Outcome {
  response: HttpResponse;
  failure?: Failure;
}

/** The way of a request through an API: route -> key -> authorization -> throttling -> validation -> cache -> integration. */
export async function execute(exchange: Exchange): Promise<Outcome> {
  try {
    matchResource(exchange);
    await admit(exchange);
    return { response: await run(exchange) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    exchange.log.error(failureLine(error));
    const response = sealed(renderFailure(error, exchange), exchange);
    exchange.log.info(`Method completed with status: ${response.status}`);
    return { response, failure: error };
  }
}

/** What TestInvokeMethod runs too: validation and integration, without keys, authorization and throttling. */
export async function run(exchange: Exchange): Promise<HttpResponse> {
  logRequest(exchange);
  validateRequest(exchange);
  if (isStreamed(exchange)) return sealed(await integrateStreamed(exchange), exchange);
  const answer = await cachedResponse(exchange, () => integrate(exchange));
  const { headers, body } = answer;
  const { log } = exchange;
  log.info(`Method response body after transformations: ${cut(body.toString())}`);
  log.info(`Method response headers: ${javaMap(Object.entries(headers))}`);
  log.info("Successfully completed execution");
  log.info(`Method completed with status: ${answer.status}`);
  return sealed(answer, exchange);
}

function matchResource(exchange: Exchange): void {
  const { definition, request, path, variables } = exchange;
  const match = route(definition, request.method, path);
  if (!match) throw missingToken();
  exchange.match = match;
  variables["resourceId"] = match.resource.id;
  variables["resourcePath"] = match.resourcePath;
  if (request.body.length > MAX_PAYLOAD_BYTES)
    throw new Failure("REQUEST_TOO_LARGE", "Request Too Long", "RequestTooLargeException");
}

/** The key is looked at first, unless the authorizer is who names it. */
async function admit(exchange: Exchange): Promise<void> {
  const { definition, log, variables, match, stage } = exchange;
  log.info(`Extended Request Id: ${String(variables["extendedRequestId"])}`);
  if (definition.apiKeySource === "HEADER") checkApiKey(exchange);
  await authorizeRequest(exchange);
  if (definition.apiKeySource === "AUTHORIZER") checkApiKey(exchange);
  const { throttlingRateLimit, throttlingBurstLimit } = settingOf(
    stage,
    match!.resourcePath,
    match!.method.httpMethod!,
  );
  takeToken(
    `${match!.resource.id} ${match!.method.httpMethod}`,
    { rateLimit: throttlingRateLimit!, burstLimit: throttlingBurstLimit! },
    "the throttling of the stage's method settings",
    exchange,
  );
}

function logRequest({ request, match, path, query, headers, log, definition }: Exchange): void {
  log.info(`Starting execution for request: ${log.requestId}`);
  log.info(`HTTP Method: ${request.method}, Resource Path: ${path}`);
  log.info(`Method request path: ${javaMap(Object.entries(match!.pathParameters))}`);
  log.info(`Method request query string: ${javaMap([...query].map(([name, values]) => [name, values.at(-1)!]))}`);
  log.info(
    `Method request headers: ${javaMap([...headers.grouped()].map(([name, values]) => [name, values.at(-1)!]))}`,
  );
  const shown = isBinary(headers.get("content-type"), definition) ? "[Binary Data]" : request.body.toString();
  log.info(`Method request body before transformations: ${cut(shown)}`);
}

/** What every answer carries. */
function sealed(response: HttpResponse, exchange: Exchange): HttpResponse {
  const { variables, request } = exchange;
  const sealedResponse = {
    ...response,
    headers: {
      ...response.headers,
      "x-amzn-RequestId": String(variables["requestId"]),
      "x-amz-apigw-id": String(variables["extendedRequestId"]),
    },
  };
  const final = compressed(sealedResponse, exchange);
  return request.method === "HEAD" ? { ...final, body: "" } : final;
}

function failureLine({ type, message, options }: Failure): string {
  const reason = options.reason ?? message;
  if (type === "API_CONFIGURATION_ERROR" || options.status === 502)
    return `Execution failed due to configuration error: ${reason}`;
  return type === "INTEGRATION_TIMEOUT" ? "Execution failed due to a timeout error" : `Request failed: ${reason}`;
}
