import type { CreateStageCommandInput, UpdateStageCommandInput } from "@aws-sdk/client-apigatewayv2";
import type { Properties, ResourceProvider } from "../../../core/resource.ts";
import { retag } from "./api.ts";
import { deleteQuietly } from "./delete-quietly.ts";

const ROUTE_SETTINGS = { DetailedMetricsEnabled: true, ThrottlingBurstLimit: true, ThrottlingRateLimit: true } as const;

/** AWS::ApiGatewayV2::Stage. Its Tags are a map. */
export const stage: ResourceProvider = {
  emulates: {
    ApiId: true,
    StageName: true,
    AccessLogSettings: { DestinationArn: true, Format: true },
    AutoDeploy: true,
    DefaultRouteSettings: ROUTE_SETTINGS,
    DeploymentId: true,
    Description: true,
    RouteSettings: true,
    StageVariables: true,
    Tags: true,
  },
  async create(properties, context) {
    await context.call<CreateStageCommandInput, unknown>("apigatewayv2", "CreateStage", {
      ApiId: properties.ApiId,
      StageName: properties.StageName,
      ...valuesOf(properties),
      AccessLogSettings: properties.AccessLogSettings,
      DefaultRouteSettings: routeSettings(properties.DefaultRouteSettings),
      Tags: properties.Tags,
    });
    return { physicalId: properties.StageName, attributes: {} };
  },

  async update(properties, old, context) {
    const { physicalId } = old.created;
    await context.call<UpdateStageCommandInput, unknown>("apigatewayv2", "UpdateStage", {
      ApiId: properties.ApiId,
      StageName: physicalId,
      ...valuesOf(properties),
      AutoDeploy: properties.AutoDeploy ?? false,
      StageVariables: properties.StageVariables ?? {},
      // Without members: AWS's defaults, and no access log.
      AccessLogSettings: properties.AccessLogSettings ?? {},
      DefaultRouteSettings: routeSettings(properties.DefaultRouteSettings ?? {}),
    });
    const stage = { ApiId: properties.ApiId, StageName: physicalId };
    for (const RouteKey of Object.keys((old.properties.RouteSettings ?? {}) as object))
      if (!(RouteKey in (properties.RouteSettings ?? {})))
        await deleteQuietly("DeleteRouteSettings", { ...stage, RouteKey }, context);
    const arn = `arn:aws:apigateway:${context.region}::/apis/${properties.ApiId}/stages/${physicalId}`;
    await retag(arn, old.properties, properties, context);
    return old.created;
  },

  delete: ({ physicalId }, context, { ApiId }) =>
    deleteQuietly("DeleteStage", { ApiId, StageName: physicalId }, context),
};

function valuesOf(properties: Properties) {
  return {
    AutoDeploy: properties.AutoDeploy,
    DeploymentId: properties.DeploymentId,
    Description: properties.Description,
    RouteSettings:
      properties.RouteSettings &&
      Object.fromEntries(
        Object.entries(properties.RouteSettings as Record<string, Properties>).map(([key, settings]) => [
          key,
          routeSettings(settings),
        ]),
      ),
    StageVariables: properties.StageVariables,
  };
}

/** Templates may write numbers and booleans as texts. */
function routeSettings(settings: Properties | undefined) {
  if (!settings) return undefined;
  const {
    ThrottlingBurstLimit: burst,
    ThrottlingRateLimit: rate,
    DetailedMetricsEnabled: metrics,
    ...others
  } = settings;
  return {
    ...others,
    ...(burst === undefined ? {} : { ThrottlingBurstLimit: Number(burst) }),
    ...(rate === undefined ? {} : { ThrottlingRateLimit: Number(rate) }),
    ...(metrics === undefined ? {} : { DetailedMetricsEnabled: String(metrics) === "true" }),
  };
}
