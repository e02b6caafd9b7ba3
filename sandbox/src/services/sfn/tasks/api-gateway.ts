import { AwsError } from "../../../core/errors.ts";
import type { OperationContext } from "../../../core/service.ts";
import { BackendTimeout, BackendUnreachable, send, type BackendResponse } from "../../../execute-api/backend.ts";
import { authorizationOf, sessionHeaders } from "../../../execute-api/sign.ts";
import { StatesError } from "../asl/errors.ts";
import { isObject, type Json, type JsonObject } from "../../../core/json.ts";
import type { Execution } from "../execution.ts";
import { credentialsOf } from "../role.ts";

/** Longer than any integration of an API. */
const TIMEOUT_MS = 60_000;
const HOST = /^[a-z0-9]+\.execute-api\.([a-z0-9-]+)\.amazonaws\.com$/;

/** apigateway:invoke: one request to an API. https://docs.aws.amazon.com/step-functions/latest/dg/connect-api-gateway.html (2026-11), and recordings */
export async function invokeApi(
  parameters: JsonObject,
  execution: Execution,
  context: OperationContext,
): Promise<Json> {
  const { ApiEndpoint, Method, AuthType = "NO_AUTH" } = parameters;
  const [, region] = HOST.exec(String(ApiEndpoint)) ?? [];
  if (region === undefined)
    throw new StatesError("ApiGateway.SdkClientException", `Unable to execute HTTP request: ${String(ApiEndpoint)}`);
  const url = urlOf(parameters, context.endpoint);
  const body = Buffer.from(bodyOf(parameters));
  const method = String(Method);
  const headers: Record<string, string> = {
    Host: String(ApiEndpoint),
    ...(body.length ? { "Content-Type": "application/json" } : {}),
    ...headersOf(parameters),
  };
  if (AuthType !== "NO_AUTH") {
    const { revision, machine } = execution;
    const credential = await credentialsOf(revision.roleArn, machine.arn, context);
    Object.assign(headers, sessionHeaders(credential, context.clock.now()));
    headers["Authorization"] = authorizationOf(credential, {
      service: "execute-api",
      region,
      url,
      method,
      headers,
      body,
    });
  }
  const answer = resultOf(await request({ url, method, headers, body }));
  if (answer.StatusCode >= 400)
    throw new StatesError(`ApiGateway.${answer.StatusCode}`, JSON.stringify(answer.ResponseBody));
  return answer;
}

async function request(outgoing: Parameters<typeof send>[0]): Promise<BackendResponse> {
  try {
    return await send(outgoing, TIMEOUT_MS);
  } catch (error) {
    if (error instanceof BackendTimeout || error instanceof BackendUnreachable || error instanceof AwsError)
      throw new StatesError("ApiGateway.SdkClientException", error.message);
    throw error;
  }
}

function urlOf({ Stage, Path, QueryParameters }: JsonObject, endpoint: string): URL {
  const parts = [Stage, Path].filter((part) => typeof part === "string" && part !== "");
  const url = new URL(`/${parts.map((part) => String(part).replace(/^\//, "")).join("/")}`, endpoint);
  for (const [name, value] of Object.entries(isObject(QueryParameters) ? QueryParameters : {}))
    for (const each of [value].flat()) url.searchParams.append(name, String(each));
  return url;
}

function bodyOf({ RequestBody, AllowNullValues }: JsonObject): string {
  if (RequestBody === undefined || (RequestBody === null && AllowNullValues !== true)) return "";
  return JSON.stringify(RequestBody);
}

/** Each header is a list of values. */
function headersOf({ Headers }: JsonObject): Record<string, string> {
  if (!isObject(Headers)) return {};
  return Object.fromEntries(Object.entries(Headers).map(([name, values]) => [name, (values as string[]).join(", ")]));
}

interface ApiResult extends JsonObject {
  StatusCode: number;
  ResponseBody: Json;
}

const TEXTS: Record<number, string> = { 200: "OK", 201: "Created", 202: "Accepted", 204: "No Content" };

function resultOf({ status, headerLines, body }: BackendResponse): ApiResult {
  const headers: Record<string, string[]> = {};
  for (const [name, value] of headerLines) (headers[name] ??= []).push(value);
  return {
    Headers: headers,
    ResponseBody: parsed(body.toString()),
    StatusCode: status,
    StatusText: TEXTS[status] ?? "",
  };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
