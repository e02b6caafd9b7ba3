import { randomBytes } from "node:crypto";
import type * as sdk from "@aws-sdk/client-api-gateway";
import type { HttpRequest } from "../../../core/http.ts";
import { requestId } from "../../../core/ids.ts";
import { servicePrincipal } from "../../../core/principal.ts";
import type { DataPlaneContext, OperationContext } from "../../../core/service.ts";
import { NO_IDENTITY } from "../../../execute-api/proxy-event.ts";
import { clfTime, sampled, traceId } from "../../../execute-api/request.ts";
import type { Definition, Resource, RestApi, Stage } from "../rest-api.ts";
import { ExecutionLog } from "./execution-log.ts";

/** One request on its way through an API: what came in, what it met, and what later steps add for templates, events and logs. */
export interface Exchange {
  request: HttpRequest;
  api: RestApi;
  stage: Stage;
  definition: Definition;
  /** With the stage, as it came. */
  fullPath: string;
  /** Without the stage. */
  path: string;
  headers: Headers;
  query: Map<string, string[]>;
  /** Absent until a resource matched. */
  match: Match | undefined;
  log: ExecutionLog;
  /** $context, but for what is computed from the above. */
  variables: Variables;
  startedAt: number;
  context: DataPlaneContext;
}

export interface Match {
  resource: Resource;
  resourcePath: string;
  method: sdk.Method;
  /** As they came, not decoded. */
  pathParameters: Record<string, string>;
}

/** Members of $context; https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html (2026-11) */
interface Variables {
  [name: string]: unknown;
  identity: Record<string, unknown>;
  authorizer?: Record<string, unknown>;
  error?: Record<string, unknown>;
  requestOverride: Record<string, Record<string, unknown>>;
  responseOverride: { status?: unknown; header: Record<string, unknown> };
}

/** Headers by any spelling of their names, which keep the one they came with. */
export class Headers {
  #lines: [name: string, value: string][];

  constructor(lines: [name: string, value: string][]) {
    this.#lines = lines;
  }

  /** The last value, as AWS takes where one is wanted. */
  get(name: string): string | undefined {
    return this.all(name).at(-1);
  }

  all(name: string): string[] {
    const wanted = name.toLowerCase();
    return this.#lines.filter(([other]) => other.toLowerCase() === wanted).map(([, value]) => value);
  }

  set(name: string, ...values: string[]): void {
    const unwanted = name.toLowerCase();
    this.#lines = this.#lines.filter(([other]) => other.toLowerCase() !== unwanted);
    for (const value of values) this.#lines.push([name, value]);
  }

  grouped(): Map<string, string[]> {
    const groups = new Map<string, { name: string; values: string[] }>();
    for (const [name, value] of this.#lines) {
      const group = groups.get(name.toLowerCase());
      if (group) group.values.push(value);
      else groups.set(name.toLowerCase(), { name, values: [value] });
    }
    return new Map([...groups.values()].map(({ name, values }) => [name, values]));
  }

  copy(): Headers {
    return new Headers([...this.#lines]);
  }
}

const HOP_BY_HOP = /^(connection|keep-alive|transfer-encoding|upgrade|te|trailer|proxy-connection|content-length)$/i;

export function openExchange(
  { request, api, stage, definition, path }: Pick<Exchange, "request" | "api" | "stage" | "definition" | "path">,
  context: DataPlaneContext,
): Exchange {
  const lines = request.headerLines ?? Object.entries(request.headers);
  const headers = new Headers(lines.filter(([name]) => !HOP_BY_HOP.test(name) && !name.startsWith(":")));
  headers.set("Host", request.host);
  const received = headers.get("x-amzn-trace-id") ?? traceId();
  const trace = stage.tracingEnabled ? sampled(received) : received;
  headers.set("X-Amzn-Trace-Id", trace);
  headers.set("X-Forwarded-For", request.remoteAddress);
  headers.set("X-Forwarded-Port", "443");
  headers.set("X-Forwarded-Proto", "https");
  const query = new Map<string, string[]>();
  // Unlike in the sandbox's own queries, a plus is a space: recorded.
  for (const [name, value] of new URLSearchParams(request.rawQuery))
    query.set(name, [...(query.get(name) ?? []), value]);
  const now = context.clock.date();
  const id = requestId();
  return {
    request,
    api,
    stage,
    definition,
    fullPath: request.path,
    path,
    headers,
    query,
    match: undefined,
    log: new ExecutionLog(id),
    startedAt: performance.now(),
    context,
    variables: {
      accountId: api.account,
      apiId: api.id,
      deploymentId: stage.deploymentId,
      domainName: request.host,
      domainPrefix: request.host.split(".")[0],
      extendedRequestId: `${randomBytes(11).toString("base64url")}=`,
      httpMethod: request.method,
      identity: {
        ...NO_IDENTITY,
        sourceIp: request.remoteAddress,
        userAgent: headers.get("user-agent") ?? null,
      },
      path: request.path,
      protocol: "HTTP/1.1",
      requestId: id,
      requestTime: clfTime(now),
      requestTimeEpoch: now.getTime(),
      stage: stage.stageName,
      xrayTraceId: trace,
      requestOverride: { header: {}, path: {}, querystring: {} },
      responseOverride: { header: {} },
    },
  };
}

/** arn:aws:execute-api:<region>:<account>:<api>/<stage>/<method><path> */
export function methodArn({ api, stage, request, path }: Exchange): string {
  return `arn:aws:execute-api:${api.region}:${api.account}:${api.id}/${stage.stageName}/${request.method}${path}`;
}

/** The context in which API Gateway acts for the API; functions see the ARN of the resource, not of the request. */
export function asGateway({ api, stage, request, match, context }: Exchange): OperationContext {
  const source = `arn:aws:execute-api:${api.region}:${api.account}:${api.id}/${stage.stageName}/${request.method}${match!.resourcePath}`;
  return context.in(api.account, api.region, servicePrincipal("apigateway.amazonaws.com", api.account, source));
}
