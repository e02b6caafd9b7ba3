import type { DeleteRouteCommandInput, DeleteRouteCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi, getRoute } from "../api.ts";

export const deleteRoute = operation<DeleteRouteCommandInput, DeleteRouteCommandOutput>({
  accepts: ["ApiId", "RouteId"],
  access: (input, context) => onPath("DELETE", `/apis/${input.ApiId}/routes/${input.RouteId}`, context),
  run(input, context) {
    const api = getApi(input.ApiId!, context);
    api.routes.delete(getRoute(api, input.RouteId!).id);
    return {};
  },
});
