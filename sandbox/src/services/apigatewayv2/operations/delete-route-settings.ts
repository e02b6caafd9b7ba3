import type { DeleteRouteSettingsCommandInput, DeleteRouteSettingsCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi, getStage } from "../api.ts";
import { unknownRoute } from "../errors.ts";

export const deleteRouteSettings = operation<DeleteRouteSettingsCommandInput, DeleteRouteSettingsCommandOutput>({
  accepts: ["ApiId", "StageName", "RouteKey"],
  access: (input, context) =>
    onPath(
      "DELETE",
      `/apis/${input.ApiId}/stages/${input.StageName}/routesettings/${encodeURIComponent(input.RouteKey ?? "")}`,
      context,
    ),
  run(input, context) {
    const { routeSettings } = getStage(getApi(input.ApiId!, context), input.StageName!);
    if (!routeSettings[input.RouteKey!]) throw unknownRoute(input.RouteKey!);
    delete routeSettings[input.RouteKey!];
    return {};
  },
});
