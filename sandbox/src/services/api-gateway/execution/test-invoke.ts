import type { TestInvokeMethodCommandInput, TestInvokeMethodCommandOutput } from "@aws-sdk/client-api-gateway";
import type { HttpRequest, HttpResponse } from "../../../core/http.ts";
import type { DataPlaneContext, OperationContext } from "../../../core/service.ts";
import { requireMethod, requireResource, requireRestApi, type Stage } from "../rest-api.ts";
import { pathOf } from "../resource-tree.ts";
import { openExchange, type Exchange } from "./exchange.ts";
import { Failure } from "./failure.ts";
import { renderFailure } from "./gateway-response.ts";
import { run } from "./pipeline.ts";
import { route } from "./router.ts";

const STAGE = "test-invoke-stage";

/** Runs a method as it is defined now, without deployment, authorization, keys and throttling; the answer comes with its execution log. */
export async function testInvoke(
  input: TestInvokeMethodCommandInput,
  context: OperationContext,
): Promise<Omit<TestInvokeMethodCommandOutput, "$metadata">> {
  const method = requireMethod(input, context);
  const api = requireRestApi(input.restApiId!, context);
  const resource = requireResource(api, input.resourceId!);
  const resourcePath = pathOf(resource, api.definition);
  const [path, rawQuery = ""] = (input.pathWithQueryString || resourcePath).split("?") as [string, string?];
  const httpMethod = input.httpMethod === "ANY" ? "GET" : input.httpMethod!;
  const stage: Stage = {
    stageName: STAGE,
    deploymentId: "",
    methodSettings: {},
    variables: { ...input.stageVariables },
    tags: {},
  };
  const exchange = openExchange(
    {
      request: requestOf(httpMethod, path, rawQuery, input, api.id, context),
      api,
      stage,
      definition: api.definition,
      path,
    },
    dataPlane(context),
  );
  exchange.log.now = () => context.clock.now();
  const found = route(api.definition, httpMethod, path);
  const pathParameters = found?.resource === resource ? found.pathParameters : {};
  exchange.match = { resource, resourcePath, method, pathParameters };
  exchange.variables["resourceId"] = resource.id;
  exchange.variables["resourcePath"] = resourcePath;
  const { status, headers, body } = await answer(exchange);
  const multi = Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !/^x-amzn-requestid$|^x-amz-apigw-id$/i.test(name))
      .map(([name, value]) => [name, [value].flat()]),
  );
  return {
    status,
    body: await textOf(body),
    headers: Object.fromEntries(Object.entries(multi).map(([name, values]) => [name, values.at(-1)!])),
    multiValueHeaders: multi,
    log: logText(exchange),
    latency: Math.round(performance.now() - exchange.startedAt),
  };
}

/** A stream is shown when it has ended. */
async function textOf(body: HttpResponse["body"]): Promise<string> {
  if (typeof body === "string") return body;
  if (body instanceof Uint8Array) return Buffer.from(body).toString();
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function answer(exchange: Exchange) {
  try {
    return await run(exchange);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    exchange.log.error(`Execution failed due to configuration error: ${error.options.reason ?? error.message}`);
    const response = renderFailure(error, exchange);
    exchange.log.info(`Method completed with status: ${response.status}`);
    return response;
  }
}

function requestOf(
  method: string,
  path: string,
  rawQuery: string,
  { headers = {}, multiValueHeaders = {}, body = "" }: TestInvokeMethodCommandInput,
  apiId: string,
  { region }: OperationContext,
): HttpRequest {
  const lines = Object.entries(headers).concat(
    Object.entries(multiValueHeaders).flatMap(([name, values]) =>
      values.map((value): [string, string] => [name, value]),
    ),
  );
  return {
    method,
    path: `/${STAGE}${path}`,
    query: new URLSearchParams(rawQuery),
    rawQuery,
    headers: Object.fromEntries(lines.map(([name, value]) => [name.toLowerCase(), value])),
    headerLines: lines,
    host: `${apiId}.execute-api.${region}.amazonaws.com`,
    body: Buffer.from(body),
    remoteAddress: "test-invoke-source-ip",
  };
}

function dataPlane(context: OperationContext): DataPlaneContext {
  const { clock, endpoint, allState, requestId } = context;
  // Nobody is asked who calls: authorization is left out.
  return {
    authenticate: () => undefined,
    clock,
    endpoint,
    allState,
    requestId,
    in: (_account, _region, principal) => context.as(principal),
  };
}

function logText({ log }: Exchange): string {
  const lines = log.lines.map(({ message, timestamp }) => `${javaDate(timestamp)} : ${message}\n`);
  return `Execution log for request ${log.requestId}\n${lines.join("")}`;
}

/** Thu Apr 12 21:24:49 UTC 2026 */
function javaDate(ms: number): string {
  const [day, date, month, year, time] = new Date(ms).toUTCString().replace(",", "").split(" ");
  return `${day} ${month} ${date} ${time} UTC ${year}`;
}
