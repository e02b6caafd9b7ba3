import type { HttpRequest } from "../../core/http.ts";
import { NO_IDENTITY, proxyEvent } from "../../execute-api/proxy-event.ts";
import { clfTime, clientHeaders, decode, edgeHeaders, groupQuery } from "../../execute-api/request.ts";
import { requestArn, type Exchange, type SignerIdentity } from "./exchange.ts";

/**
 * The event of payload format 2.0. Members without a value are absent.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html (2026-11)
 */
export function eventV2(exchange: Exchange, mapped: HttpRequest): object {
  return { ...requestV2(exchange, mapped), ...bodyOf(mapped) };
}

/** What format 2.0 says of a request to an integration and to an authorizer. */
function requestV2(
  { api, stage, match, requestId, time, authorizer, request: original }: Exchange,
  request: HttpRequest,
) {
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
      ...(authorizer ? { authorizer } : {}),
      domainName: request.host,
      domainPrefix: request.host.split(".")[0],
      http: {
        method: request.method,
        path: decode(original.path),
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
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html (2026-11) */
export function authorizerEventV2(exchange: Exchange, identitySource: string[]): object {
  const { version, ...event } = requestV2(exchange, exchange.request);
  const sources = identitySource.length ? identitySource : null;
  return { version, type: "REQUEST", routeArn: requestArn(exchange), identitySource: sources, ...event };
}

/** The event of payload format 1.0: that of REST APIs, with the number of its version. */
export function eventV1(exchange: Exchange, mapped: HttpRequest): object {
  const { authorizer, variables } = exchange;
  const event = requestV1(exchange, mapped);
  const known = authorizer?.jwt ?? (authorizer?.lambda ? variables["authorizer"] : { claims: null, scopes: null });
  return { ...event, requestContext: { ...event.requestContext, authorizer: known } };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html (2026-11) */
export function authorizerEventV1(exchange: Exchange, identitySource: string[]): object {
  const { version, body: _, isBase64Encoded: __, ...event } = requestV1(exchange, exchange.request);
  const sources = identitySource.join(",");
  return {
    version,
    type: "REQUEST",
    methodArn: requestArn(exchange),
    identitySource: sources,
    authorizationToken: sources,
    ...event,
  };
}

function requestV1({ api, stage, match, requestId, time, authorizer }: Exchange, request: HttpRequest) {
  const headers = eventHeaders(request);
  const path = decode(request.path);
  const resource = match.route.key.split(" ")[1] ?? match.route.key;
  const { body = null, isBase64Encoded } = bodyOf(request);
  const event = proxyEvent({
    resource,
    path,
    httpMethod: request.method,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    query: groupQuery(request.query),
    requestContext: {
      accountId: api.account,
      apiId: api.id,
      domainName: request.host,
      domainPrefix: request.host.split(".")[0],
      extendedRequestId: requestId,
      httpMethod: request.method,
      identity: {
        ...NO_IDENTITY,
        cognitoAmr: null,
        ...identityOf(authorizer?.iam),
        sourceIp: request.remoteAddress,
        userAgent: request.headers["user-agent"] ?? "",
      },
      path,
      protocol: "HTTP/1.1",
      requestId,
      requestTime: clfTime(time),
      requestTimeEpoch: time.getTime(),
      resourceId: match.route.key,
      resourcePath: resource,
      stage: stage.name,
    },
    pathParameters: match.parameters,
    stageVariables: stage.variables,
    body,
    isBase64Encoded,
  });
  return { version: "1.0", ...event, requestContext: event.requestContext };
}

/** Where format 1.0 has what format 2.0 has in requestContext.authorizer.iam. */
function identityOf(iam: SignerIdentity | undefined): object {
  if (!iam) return {};
  const { accessKey, accountId, callerId, userArn, userId } = iam;
  return { accessKey, accountId, caller: callerId, user: userId, userArn };
}

/** Names in lower case; what the edge adds is added, what belongs to the connection is not passed on. */
function eventHeaders(request: HttpRequest): Record<string, string> {
  const edge = Object.entries(edgeHeaders(request)).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    ...clientHeaders(request),
    "content-length": String(request.body.length),
    host: request.host,
    ...Object.fromEntries(edge),
  };
}

function joined(query: Map<string, string[]>): Record<string, string> {
  return Object.fromEntries([...query].map(([name, values]) => [name, values.join(",")]));
}

/** Text types travel as they are, everything else (forms too) in base64. */
const TEXT = /^(text\/|application\/(json|xml|javascript)\b|application\/[\w.-]+\+(json|xml)\b)/i;

function bodyOf({ body, headers }: HttpRequest): { body?: string; isBase64Encoded: boolean } {
  if (!body.length) return { isBase64Encoded: false };
  const type = headers["content-type"];
  if (type === undefined || TEXT.test(type)) return { body: body.toString("utf8"), isBase64Encoded: false };
  return { body: body.toString("base64"), isBase64Encoded: true };
}
