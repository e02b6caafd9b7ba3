import type { CreateStageCommandInput, PatchOperation } from "@aws-sdk/client-api-gateway";
import type { Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { tagMap } from "../../../core/tags.ts";
import { changedEntries, changedValues, retag } from "./changes.ts";
import { deleteQuietly } from "./delete-quietly.ts";

/** Members of a method setting and their paths in an update. */
const SETTINGS: Record<string, string> = {
  MetricsEnabled: "metrics/enabled",
  LoggingLevel: "logging/loglevel",
  DataTraceEnabled: "logging/dataTrace",
  ThrottlingBurstLimit: "throttling/burstLimit",
  ThrottlingRateLimit: "throttling/rateLimit",
  CachingEnabled: "caching/enabled",
  CacheTtlInSeconds: "caching/ttlInSeconds",
  CacheDataEncrypted: "caching/dataEncrypted",
};

/** AWS::ApiGateway::Stage. */
export const stage: ResourceProvider = {
  emulates: {
    RestApiId: true,
    StageName: true,
    DeploymentId: true,
    Description: true,
    Variables: true,
    CacheClusterEnabled: true,
    CacheClusterSize: true,
    AccessLogSetting: { DestinationArn: true, Format: true },
    MethodSettings: {
      HttpMethod: true,
      ResourcePath: true,
      ...Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, true as const])),
    },
    TracingEnabled: true,
    Tags: true,
  },
  async create(properties, context) {
    await context.call<CreateStageCommandInput, unknown>("api-gateway", "CreateStage", {
      restApiId: properties.RestApiId,
      stageName: properties.StageName,
      deploymentId: properties.DeploymentId,
      description: properties.Description,
      variables: properties.Variables,
      cacheClusterEnabled: properties.CacheClusterEnabled,
      cacheClusterSize: properties.CacheClusterSize,
      tracingEnabled: properties.TracingEnabled === undefined ? undefined : isTrue(properties.TracingEnabled),
      tags: tagMap(properties.Tags),
    });
    await patch(properties, [...accessLog({}, properties), ...settings(properties)], context);
    return { physicalId: properties.StageName, attributes: {} };
  },

  async update(properties, old, context) {
    const before = old.properties;
    await patch(
      properties,
      [
        ...changedValues({
          "/deploymentId": [before.DeploymentId, properties.DeploymentId],
          "/description": [before.Description, properties.Description],
          "/tracingEnabled": [isTrue(before.TracingEnabled), isTrue(properties.TracingEnabled)],
          "/cacheClusterEnabled": [before.CacheClusterEnabled ?? false, properties.CacheClusterEnabled ?? false],
          ...(properties.CacheClusterSize && {
            "/cacheClusterSize": [before.CacheClusterSize, properties.CacheClusterSize],
          }),
        }),
        ...changedEntries("/variables", before.Variables, properties.Variables),
        ...accessLog(before, properties),
        // Removed and made anew, so that members that are gone return to their defaults.
        ...methods(before).map((path): PatchOperation => ({ op: "remove", path })),
        ...settings(properties),
      ],
      context,
    );
    await retag(`/restapis/${properties.RestApiId}/stages/${properties.StageName}`, before, properties, context);
    return old.created;
  },

  delete: ({ physicalId }, context, { RestApiId }) =>
    deleteQuietly("DeleteStage", { restApiId: RestApiId, stageName: physicalId }, context),
};

function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

async function patch(
  { RestApiId, StageName }: Properties,
  patchOperations: PatchOperation[],
  context: ResourceContext,
): Promise<void> {
  if (patchOperations.length)
    await context.call("api-gateway", "UpdateStage", { restApiId: RestApiId, stageName: StageName, patchOperations });
}

function accessLog(
  { AccessLogSetting: before }: Properties,
  { AccessLogSetting: after }: Properties,
): PatchOperation[] {
  if (before && !after) return [{ op: "remove", path: "/accessLogSettings" }];
  return changedValues({
    "/accessLogSettings/destinationArn": [before?.DestinationArn, after?.DestinationArn],
    "/accessLogSettings/format": [before?.Format, after?.Format],
  });
}

/** "/~1pets/GET" of each method setting; "/*" and "*" mean all. */
function methods({ MethodSettings = [] }: Properties): string[] {
  return (MethodSettings as Properties[]).map(
    ({ ResourcePath = "/*", HttpMethod = "*" }) => `${ResourcePath}/${HttpMethod}`,
  );
}

function settings(properties: Properties): PatchOperation[] {
  const paths = methods(properties);
  return ((properties.MethodSettings ?? []) as Properties[]).flatMap((setting, index) =>
    Object.entries(SETTINGS)
      .filter(([member]) => setting[member] !== undefined)
      .map(([member, path]): PatchOperation => ({
        op: "replace",
        path: `${paths[index]}/${path}`,
        value: String(setting[member]),
      })),
  );
}
