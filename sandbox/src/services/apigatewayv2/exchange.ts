import type { HttpRequest } from "../../core/http.ts";
import { servicePrincipal } from "../../core/principal.ts";
import type { DataPlaneContext, OperationContext } from "../../core/service.ts";
import { clfTime } from "../../execute-api/request.ts";
import type { Api, Routing, Stage } from "./api.ts";
import { DEFAULT_ROUTE } from "./route-key.ts";
import type { Match } from "./routing.ts";

/** Who signed the request, for routes with IAM authorization. */
export interface SignerIdentity {
  accessKey: string;
  accountId: string;
  callerId: string | null;
  cognitoIdentity: null;
  principalOrgId: null;
  userArn: string;
  userId: string | null;
}

/** One request on its way through an API, once a route is found. */
export interface Exchange {
  request: HttpRequest;
  api: Api;
  stage: Stage;
  routing: Routing;
  match: Match;
  /** Without a named stage; what selects the route. */
  path: string;
  /** API Gateway's id of the request, also in the header apigw-requestid. */
  requestId: string;
  time: Date;
  context: DataPlaneContext;
  /** What integrations and logs get of who calls: requestContext.authorizer of format 2.0. */
  authorizer: { jwt?: object; lambda?: Record<string, unknown>; iam?: SignerIdentity } | undefined;
  /** $context, but for what is only known at the end. */
  variables: Record<string, unknown>;
}

type Opened = Pick<Exchange, "request" | "api" | "stage" | "routing" | "match" | "path" | "requestId" | "context">;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html (2026-11) */
export function openExchange(opened: Opened): Exchange {
  const { request, api, stage, match, requestId, context } = opened;
  const time = context.clock.date();
  return {
    ...opened,
    time,
    authorizer: undefined,
    variables: {
      accountId: api.account,
      apiId: api.id,
      domainName: request.host,
      domainPrefix: request.host.split(".")[0],
      extendedRequestId: requestId,
      httpMethod: request.method,
      identity: { sourceIp: request.remoteAddress, userAgent: request.headers["user-agent"] },
      path: request.path,
      protocol: "HTTP/1.1",
      requestId,
      requestTime: clfTime(time),
      requestTimeEpoch: time.getTime(),
      routeKey: match.route.key,
      stage: stage.name,
    },
  };
}

/** arn:aws:execute-api:<region>:<account>:<api>/<stage>/<method><path>, of the request. */
export function requestArn({ api, stage, request, path }: Exchange): string {
  return `arn:aws:execute-api:${api.region}:${api.account}:${api.id}/${stage.name}/${request.method}${path}`;
}

/** The context in which API Gateway acts for the API; functions see the ARN of the route. */
export function asGateway({ api, stage, match, request, context }: Exchange): OperationContext {
  const { key } = match.route;
  const path = key === DEFAULT_ROUTE ? "/$default" : `/${request.method}${key.split(" ")[1]}`;
  const source = `arn:aws:execute-api:${api.region}:${api.account}:${api.id}/${stage.name}${path}`;
  return context.in(api.account, api.region, servicePrincipal("apigateway.amazonaws.com", api.account, source));
}
