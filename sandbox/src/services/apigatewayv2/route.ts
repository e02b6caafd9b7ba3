import { NotEmulated } from "../../core/errors.ts";
import type { Api, Route } from "./api.ts";
import { badRequest } from "./errors.ts";
import { MAX_SCOPES_PER_ROUTE } from "./limits.ts";
import { parseRouteKey } from "./route-key.ts";

interface RouteInput {
  RouteKey?: string | undefined;
  Target?: string | undefined;
  OperationName?: string | undefined;
  AuthorizationType?: string | undefined;
  AuthorizationScopes?: string[] | undefined;
  AuthorizerId?: string | undefined;
  ApiKeyRequired?: boolean | undefined;
}

type Values = Omit<Route, "id">;

/** The route after `input`, checked; `before` is undefined for a new one. */
export function applyRoute(api: Api, input: RouteInput, before?: Values): Values {
  if (input.ApiKeyRequired) throw new NotEmulated("apigatewayv2 routes with ApiKeyRequired");
  if (input.RouteKey !== undefined) parseRouteKey(input.RouteKey);
  if (input.Target !== undefined) checkTarget(api, input.Target);
  return {
    key: input.RouteKey ?? before!.key,
    target: input.Target ?? before?.target,
    operationName: input.OperationName ?? before?.operationName,
    ...authorizationOf(api, input, before),
  };
}

function checkTarget(api: Api, target: string): void {
  const id = /^integrations\/([a-z0-9]+)$/.exec(target)?.[1];
  if (id === undefined)
    throw badRequest("Invalid route target specified. Must be in the format: integrations/<integration-id>");
  if (!api.integrations.has(id)) throw badRequest(`Invalid integration identifier specified ${id}`);
}

const AUTHORIZERS: Record<string, string> = { JWT: "JWT", CUSTOM: "REQUEST" };

/** A route's type of authorization goes with that of its authorizer; a route without one keeps no authorizer. */
function authorizationOf(
  api: Api,
  input: RouteInput,
  before: Values | undefined,
): Pick<Route, "authorizationType" | "authorizerId" | "authorizationScopes"> {
  const type: string = input.AuthorizationType ?? before?.authorizationType ?? "NONE";
  const scopes = input.AuthorizationScopes ?? before?.authorizationScopes ?? [];
  if (type !== "NONE" && type !== "AWS_IAM" && type !== "JWT" && type !== "CUSTOM")
    throw badRequest("Invalid authorization type specified. Valid options are NONE, AWS_IAM, CUSTOM, JWT");
  const wanted = AUTHORIZERS[type];
  if (!wanted) return { authorizationType: type, authorizerId: undefined, authorizationScopes: [] };
  const authorizerId = input.AuthorizerId ?? before?.authorizerId;
  const authorizer = authorizerId === undefined ? undefined : api.authorizers.get(authorizerId);
  if (authorizer?.type !== wanted)
    throw badRequest(
      `Invalid authorizer ID specified. Setting the authorization type to ${type} requires a valid authorizer.`,
    );
  if (type === "CUSTOM" && scopes.length)
    throw badRequest("Authorization scopes are only supported for JWT authorization type");
  if (scopes.length > MAX_SCOPES_PER_ROUTE)
    throw badRequest(`A route can have at most ${MAX_SCOPES_PER_ROUTE} authorization scopes`);
  return { authorizationType: type, authorizerId, authorizationScopes: scopes };
}
