import type { UpdateRouteCommandInput, UpdateRouteCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi, getRoute } from "../api.ts";
import { describeRoute } from "../describe.ts";
import { conflict } from "../errors.ts";
import { applyRoute } from "../route.ts";

export const updateRoute = operation<UpdateRouteCommandInput, UpdateRouteCommandOutput>({
  accepts: [
    "ApiId",
    "RouteId",
    "RouteKey",
    "Target",
    "OperationName",
    "AuthorizationType",
    "AuthorizationScopes",
    "AuthorizerId",
    "ApiKeyRequired",
  ],
  access: (input, context) => onPath("PATCH", `/apis/${input.ApiId}/routes/${input.RouteId}`, context),
  run(input, context) {
    const api = getApi(input.ApiId!, context);
    const route = getRoute(api, input.RouteId!);
    const values = applyRoute(api, input, route);
    if ([...api.routes.values()].some(({ id, key }) => id !== route.id && key === input.RouteKey))
      throw conflict(`Route with key ${input.RouteKey} already exists for this API`);
    return describeRoute(Object.assign(route, values));
  },
});
