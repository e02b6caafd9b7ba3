import type * as sdk from "@aws-sdk/client-api-gateway";
import { AwsError } from "../../../core/errors.ts";
import type { OperationContext } from "../../../core/service.ts";
import { invokeFunction, type FunctionResult } from "../../../execute-api/invoke-function.ts";
import { proxyEvent } from "../../../execute-api/proxy-event.ts";
import { MalformedResponse, responseOf } from "../../../execute-api/proxy-response.ts";
import { fillStageVariables, functionOf, parseServiceUri } from "../integration-uri.ts";
import type { IntegrationRequest } from "../mapping/parameters.ts";
import type { Answer, BackendAnswer } from "./answer.ts";
import { isBinary } from "./binary.ts";
import { assumeRole } from "./credentials.ts";
import { asGateway, Headers, type Exchange } from "./exchange.ts";
import { cut, javaMap } from "./execution-log.ts";
import { badGateway, configurationError, integrationTimeout } from "./failure.ts";

/** Lambda proxy: the function gets the request as an event, and its result is the answer. */
export async function proxyFunction(
  integration: sdk.Integration,
  request: IntegrationRequest,
  exchange: Exchange,
): Promise<Answer> {
  const { log, headers, definition, variables } = exchange;
  const result = await invoke(integration, JSON.stringify(eventOf(request, exchange)), exchange);
  log.info(`Endpoint response body before transformations: ${cut(result.text)}`);
  if (result.failed)
    throw badGateway(`Lambda execution failed with status 200 due to customer function error: ${errorMessage(result)}`);
  const { isBase64Encoded, ...response } = readResult(result.text);
  variables["integration"] = { ...(variables["integration"] as object | undefined), status: response.status };
  // Binary goes out as such only to who asks for a binary type of the API.
  const asBinary = isBase64Encoded && isBinary(headers.get("accept"), definition);
  return {
    ...response,
    headers: { ...response.headers, "X-Amzn-Trace-Id": String(variables["xrayTraceId"]) },
    body: asBinary ? Buffer.from(response.body, "base64") : Buffer.from(response.body),
  };
}

/** These headers of an integration's answer come back to the client under another name. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html (2026-11) */
const REMAPPED =
  /^(authorization|connection|content-length|content-md5|date|host|proxy-authenticate|server|transfer-encoding|upgrade|www-authenticate|user-agent)$/i;

export function remapped(headers: Record<string, string | string[]>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [REMAPPED.test(name) ? `x-amzn-Remapped-${name}` : name, value]),
  );
}

function readResult(text: string) {
  try {
    const response = responseOf(JSON.parse(text), "rest");
    return { ...response, headers: remapped(response.headers) };
  } catch (error) {
    if (!(error instanceof MalformedResponse)) throw error;
    throw badGateway(`Malformed Lambda proxy response: ${error.message}`);
  }
}

export function eventOf({ headers, query, path, body }: IntegrationRequest, exchange: Exchange): object {
  const { request, match, stage, variables, definition } = exchange;
  const asBinary = isBinary(headers.get("content-type"), definition);
  const multi = Object.fromEntries([...headers.grouped()].sort(([a], [b]) => (a < b ? -1 : 1)));
  return proxyEvent({
    resource: match!.resourcePath,
    path: exchange.path,
    httpMethod: request.method,
    headers: Object.fromEntries(Object.entries(multi).map(([name, values]) => [name, values.at(-1)!])),
    multiValueHeaders: multi,
    query,
    pathParameters: trimmed(path),
    stageVariables: stage.variables,
    requestContext: requestContext(variables),
    body: body.length ? body.toString(asBinary ? "base64" : "utf8") : null,
    isBase64Encoded: asBinary && body.length > 0,
  });
}

/** A slash at the end belongs to the path, not to the parameter: recorded. */
function trimmed(path: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(path).map(([name, value]) => [name, value.replace(/\/+$/, "")]));
}

/** $context without what belongs to templates. */
export function requestContext(variables: Exchange["variables"]): object {
  const {
    requestOverride: _,
    responseOverride: __,
    xrayTraceId: ___,
    usageIdentifierKey: ____,
    ...members
  } = variables;
  return members;
}

/** Lambda without proxy: the function gets the mapped payload; its error message, if any, selects the response. */
export async function callFunction(
  integration: sdk.Integration,
  request: IntegrationRequest,
  exchange: Exchange,
): Promise<BackendAnswer> {
  const text = request.body.toString() || "{}";
  if (!isJson(text))
    throw configurationError("Lambda invocation failed with status: 400. Could not parse request body into json");
  const isAsync = request.headers.get("X-Amz-Invocation-Type")?.replaceAll("'", "") === "Event";
  if (isAsync) return invokeAsync(integration, text, exchange);
  const result = await invoke(integration, text, exchange);
  return {
    selector: result.failed ? errorMessage(result) : "",
    status: 200,
    headers: new Headers([
      ["Content-Type", "application/json"],
      ["X-Amz-Executed-Version", result.executedVersion],
      ...(result.failed ? ([["X-Amz-Function-Error", "Unhandled"]] as [string, string][]) : []),
    ]),
    body: Buffer.from(result.text),
  };
}

async function invokeAsync(integration: sdk.Integration, text: string, exchange: Exchange): Promise<BackendAnswer> {
  const { caller, functionName } = await targetOf(integration, exchange);
  try {
    await caller.call("lambda", "Invoke", {
      FunctionName: functionName,
      InvocationType: "Event",
      Payload: Buffer.from(text),
    });
  } catch (error) {
    throw invocationFailure(error);
  }
  return { selector: "202", status: 202, headers: new Headers([]), body: Buffer.alloc(0) };
}

async function invoke(integration: sdk.Integration, payload: string, exchange: Exchange): Promise<FunctionResult> {
  const { log, api, variables } = exchange;
  if (integration.httpMethod !== "POST")
    throw configurationError(
      "Lambda invocation failed with status: 403. Functions are invoked with POST, whatever the method of the client",
    );
  const { caller, functionName } = await targetOf(integration, exchange);
  const url = `https://lambda.${api.region}.amazonaws.com/2015-03-31/functions/${functionName}/invocations`;
  log.info(`Endpoint request URI: ${url}`);
  log.info(
    `Endpoint request headers: ${javaMap([
      ["x-amzn-apigateway-api-id", api.id],
      ["User-Agent", `AmazonAPIGateway_${api.id}`],
    ])}`,
  );
  log.info(`Endpoint request body after transformations: ${cut(payload)}`);
  log.info(`Sending request to ${url}`);
  const timeoutMs = integration.timeoutInMillis!;
  try {
    const result = await invokeFunction(functionName, payload, timeoutMs, caller);
    if (!result) throw integrationTimeout(timeoutMs);
    variables["integration"] = { integrationStatus: 200, status: 200 };
    log.info("Received response. Status: 200");
    return result;
  } catch (error) {
    throw invocationFailure(error);
  }
}

export function invocationFailure(error: unknown): unknown {
  if (!(error instanceof AwsError)) return error;
  return error.code === "AccessDeniedException"
    ? configurationError(`Invalid permissions on Lambda function: ${error.message}`)
    : configurationError(`Lambda invocation failed: ${error.message}`);
}

/** Who invokes which function: API Gateway by the function's own policy, or the role that the integration names. */
export async function targetOf(
  integration: sdk.Integration,
  exchange: Exchange,
): Promise<{ caller: OperationContext; functionName: string }> {
  const gateway = asGateway(exchange);
  const functionName = functionOf(parseServiceUri(fillStageVariables(integration.uri!, exchange.stage.variables)))!;
  if (!integration.credentials) return { caller: gateway, functionName };
  const { principal } = await assumeRole(integration.credentials, exchange);
  return { caller: gateway.as(principal), functionName };
}

function errorMessage({ text }: FunctionResult): string {
  return (JSON.parse(text) as { errorMessage?: string }).errorMessage ?? "";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
