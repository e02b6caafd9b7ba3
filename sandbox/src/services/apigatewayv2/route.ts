import { NotEmulated } from "../../core/errors.ts";
import type { Api } from "./api.ts";
import { badRequest } from "./errors.ts";
import { parseRouteKey } from "./route-key.ts";

interface RouteInput {
  RouteKey?: string | undefined;
  Target?: string | undefined;
  AuthorizationType?: string | undefined;
  ApiKeyRequired?: boolean | undefined;
}

/** Values of a route that AWS refuses, and those the sandbox does not emulate. */
export function checkRoute(api: Api, { RouteKey, Target, AuthorizationType, ApiKeyRequired }: RouteInput): void {
  if (AuthorizationType !== undefined && AuthorizationType !== "NONE")
    throw new NotEmulated(`apigatewayv2 routes with AuthorizationType ${AuthorizationType}`);
  if (ApiKeyRequired) throw new NotEmulated("apigatewayv2 routes with ApiKeyRequired");
  if (RouteKey !== undefined) parseRouteKey(RouteKey);
  if (Target === undefined) return;
  const id = /^integrations\/([a-z0-9]+)$/.exec(Target)?.[1];
  if (id === undefined)
    throw badRequest("Invalid route target specified. Must be in the format: integrations/<integration-id>");
  if (!api.integrations.has(id)) throw badRequest(`Invalid integration identifier specified ${id}`);
}
