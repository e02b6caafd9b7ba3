import type { GetRouteCommandInput, GetRouteCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi, getRoute as find } from "../api.ts";
import { describeRoute } from "../describe.ts";

export const getRoute = operation<GetRouteCommandInput, GetRouteCommandOutput>({
  accepts: ["ApiId", "RouteId"],
  access: (input, context) => onPath("GET", `/apis/${input.ApiId}/routes/${input.RouteId}`, context),
  run: (input, context) => describeRoute(find(getApi(input.ApiId!, context), input.RouteId!)),
});
