import type { CreateRouteCommandInput, CreateRouteCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { lowerId } from "../../../core/ids.ts";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi } from "../api.ts";
import { describeRoute } from "../describe.ts";
import { badRequest, conflict } from "../errors.ts";
import { MAX_ROUTES } from "../limits.ts";
import { applyRoute } from "../route.ts";

export const createRoute = operation<CreateRouteCommandInput, CreateRouteCommandOutput>({
  accepts: [
    "ApiId",
    "RouteKey",
    "Target",
    "OperationName",
    "AuthorizationType",
    "AuthorizationScopes",
    "AuthorizerId",
    "ApiKeyRequired",
  ],
  access: (input, context) => onPath("POST", `/apis/${input.ApiId}/routes`, context),
  run(input, context) {
    const api = getApi(input.ApiId!, context);
    const values = applyRoute(api, input);
    if ([...api.routes.values()].some(({ key }) => key === input.RouteKey))
      throw conflict(`Route with key ${input.RouteKey} already exists for this API`);
    if (api.routes.size >= MAX_ROUTES) throw badRequest("Maximum number of routes for this API has been reached");
    const route = { id: lowerId(7), ...values };
    api.routes.set(route.id, route);
    return describeRoute(route);
  },
});
