import { randomBytes } from "node:crypto";
import type { HttpRequest } from "../../core/http.ts";
import type { Api, Stage } from "./api.ts";
import { decode, type Match } from "./routing.ts";

export interface Incoming {
  request: HttpRequest;
  api: Api;
  stage: Stage;
  match: Match;
  /** API Gateway's id of the request, also in the header apigw-requestid. */
  requestId: string;
  time: Date;
}

const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
  "te",
  "trailer",
  "proxy-connection",
]);

/**
 * The event of payload format 2.0. Members without a value are absent.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html (2026-11)
 */
export function eventV2({ request, api, stage, match, requestId, time }: Incoming): object {
  const { cookie, ...headers } = eventHeaders(request);
  const query = groupQuery(request.query);
  // Decoded, unlike rawQueryString, "raw" or not: seen on AWS (https://github.com/fastify/aws-lambda-fastify/issues/169, 2023).
  const path = decode(request.path);
  return {
    version: "2.0",
    routeKey: match.route.key,
    rawPath: path,
    rawQueryString: request.rawQuery,
    ...(cookie ? { cookies: cookie.split(/;\s*|,\s*(?=[^;=,]+=)/) } : {}),
    headers,
    ...(query.size ? { queryStringParameters: joined(query) } : {}),
    requestContext: {
      accountId: api.account,
      apiId: api.id,
      domainName: request.host,
      domainPrefix: request.host.split(".")[0],
      http: {
        method: request.method,
        path,
        protocol: "HTTP/1.1",
        sourceIp: request.remoteAddress,
        userAgent: request.headers["user-agent"] ?? "",
      },
      requestId,
      routeKey: match.route.key,
      stage: stage.name,
      time: clfTime(time),
      timeEpoch: time.getTime(),
    },
    ...(Object.keys(match.parameters).length ? { pathParameters: match.parameters } : {}),
    ...(Object.keys(stage.variables).length ? { stageVariables: stage.variables } : {}),
    ...bodyOf(request),
  };
}

/** The event of payload format 1.0, which REST APIs use too. Members without a value are null. */
export function eventV1({ request, api, stage, match, requestId, time }: Incoming): object {
  const headers = eventHeaders(request);
  const query = groupQuery(request.query);
  const path = decode(request.path);
  const resource = match.route.key.split(" ")[1] ?? match.route.key;
  const { body = null, isBase64Encoded } = bodyOf(request);
  return {
    version: "1.0",
    resource,
    path,
    httpMethod: request.method,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: query.size ? lastValues(query) : null,
    multiValueQueryStringParameters: query.size ? Object.fromEntries(query) : null,
    requestContext: {
      accountId: api.account,
      apiId: api.id,
      domainName: request.host,
      domainPrefix: request.host.split(".")[0],
      extendedRequestId: requestId,
      httpMethod: request.method,
      identity: { ...NO_IDENTITY, sourceIp: request.remoteAddress, userAgent: request.headers["user-agent"] ?? "" },
      path,
      protocol: "HTTP/1.1",
      requestId,
      requestTime: clfTime(time),
      requestTimeEpoch: time.getTime(),
      resourceId: match.route.key,
      resourcePath: resource,
      stage: stage.name,
    },
    pathParameters: Object.keys(match.parameters).length ? match.parameters : null,
    stageVariables: Object.keys(stage.variables).length ? stage.variables : null,
    body,
    isBase64Encoded,
  };
}

const NO_IDENTITY = {
  accessKey: null,
  accountId: null,
  caller: null,
  cognitoAmr: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userArn: null,
};

/** Names in lower case; what the edge adds is added, what belongs to the connection is not passed on. */
function eventHeaders(request: HttpRequest): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) if (!HOP_BY_HOP.has(name)) headers[name] = value;
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return {
    ...headers,
    "content-length": String(request.body.length),
    host: request.host,
    "x-amzn-trace-id": `Root=1-${seconds}-${randomBytes(12).toString("hex")}`,
    "x-forwarded-for": request.remoteAddress,
    "x-forwarded-port": "443",
    "x-forwarded-proto": "https",
  };
}

function groupQuery(query: URLSearchParams): Map<string, string[]> {
  const grouped = new Map<string, string[]>();
  for (const [name, value] of query) grouped.set(name, [...(grouped.get(name) ?? []), value]);
  return grouped;
}

function joined(query: Map<string, string[]>): Record<string, string> {
  return Object.fromEntries([...query].map(([name, values]) => [name, values.join(",")]));
}

function lastValues(query: Map<string, string[]>): Record<string, string> {
  return Object.fromEntries([...query].map(([name, values]) => [name, values.at(-1)!]));
}

/** Text types travel as they are, everything else (forms too) in base64. */
const TEXT = /^(text\/|application\/(json|xml|javascript)\b|application\/[\w.-]+\+(json|xml)\b)/i;

function bodyOf({ body, headers }: HttpRequest): { body?: string; isBase64Encoded: boolean } {
  if (!body.length) return { isBase64Encoded: false };
  const type = headers["content-type"];
  if (type === undefined || TEXT.test(type)) return { body: body.toString("utf8"), isBase64Encoded: false };
  return { body: body.toString("base64"), isBase64Encoded: true };
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** 12/Mar/2020:19:03:58 +0000 */
function clfTime(time: Date): string {
  const [date, clock] = time.toISOString().split("T");
  const [year, month, day] = date!.split("-");
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${clock!.slice(0, 8)} +0000`;
}
