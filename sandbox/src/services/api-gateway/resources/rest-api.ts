import type { CreateRestApiCommandInput, CreateRestApiCommandOutput } from "@aws-sdk/client-api-gateway";
import type { Properties, ResourceProvider } from "../../../core/resource.ts";
import { changedValues, retag, tagMap } from "./changes.ts";
import { deleteQuietly } from "./delete-quietly.ts";

/** AWS::ApiGateway::RestApi, defined by resources and methods of its own; a definition in OpenAPI (Body) is refused. */
export const restApi: ResourceProvider = {
  emulates: {
    Name: true,
    Description: true,
    ApiKeySourceType: true,
    BinaryMediaTypes: true,
    DisableExecuteApiEndpoint: true,
    EndpointConfiguration: { Types: true, IpAddressType: true },
    MinimumCompressionSize: true,
    Policy: true,
    Tags: true,
  },
  refuses: ({ EndpointConfiguration }) =>
    EndpointConfiguration?.Types?.includes?.("PRIVATE")
      ? ["AWS::ApiGateway::RestApi EndpointConfiguration.Types PRIVATE"]
      : [],

  async create(properties, context) {
    const { id, rootResourceId } = await context.call<CreateRestApiCommandInput, CreateRestApiCommandOutput>(
      "api-gateway",
      "CreateRestApi",
      {
        name: properties.Name,
        description: properties.Description,
        apiKeySource: properties.ApiKeySourceType,
        binaryMediaTypes: properties.BinaryMediaTypes,
        disableExecuteApiEndpoint: properties.DisableExecuteApiEndpoint,
        endpointConfiguration: properties.EndpointConfiguration && {
          types: properties.EndpointConfiguration.Types,
          ipAddressType: properties.EndpointConfiguration.IpAddressType,
        },
        minimumCompressionSize: properties.MinimumCompressionSize,
        policy: policyOf(properties),
        tags: tagMap(properties),
      },
    );
    return { physicalId: id!, attributes: { RestApiId: id, RootResourceId: rootResourceId } };
  },

  async update(properties, old, context) {
    const { physicalId } = old.created;
    const before = old.properties;
    const types = {
      before: (before.BinaryMediaTypes ?? []) as string[],
      after: (properties.BinaryMediaTypes ?? []) as string[],
    };
    const patchOperations = [
      ...changedValues({
        "/name": [before.Name, properties.Name],
        "/description": [before.Description, properties.Description],
        "/apiKeySource": [before.ApiKeySourceType ?? "HEADER", properties.ApiKeySourceType ?? "HEADER"],
        "/disableExecuteApiEndpoint": [
          before.DisableExecuteApiEndpoint ?? false,
          properties.DisableExecuteApiEndpoint ?? false,
        ],
        "/minimumCompressionSize": [before.MinimumCompressionSize ?? "", properties.MinimumCompressionSize ?? ""],
        "/policy": [policyOf(before), policyOf(properties)],
        "/endpointConfiguration/ipAddressType": [ipOf(before), ipOf(properties)],
        [`/endpointConfiguration/types/${typeOf(before)}`]: [typeOf(before), typeOf(properties)],
      }),
      ...types.before
        .filter((type) => !types.after.includes(type))
        .map((type) => ({ op: "remove" as const, path: `/binaryMediaTypes/${type.replaceAll("/", "~1")}` })),
      ...types.after
        .filter((type) => !types.before.includes(type))
        .map((type) => ({ op: "add" as const, path: `/binaryMediaTypes/${type.replaceAll("/", "~1")}` })),
    ];
    if (patchOperations.length)
      await context.call("api-gateway", "UpdateRestApi", { restApiId: physicalId, patchOperations });
    await retag(`/restapis/${physicalId}`, before, properties, context);
    return old.created;
  },

  delete: ({ physicalId }, context) => deleteQuietly("DeleteRestApi", { restApiId: physicalId }, context),
};

function policyOf({ Policy }: Properties): string | undefined {
  return Policy === undefined || typeof Policy === "string" ? Policy : JSON.stringify(Policy);
}

function typeOf({ EndpointConfiguration }: Properties): string {
  return EndpointConfiguration?.Types?.[0] ?? "EDGE";
}

function ipOf({ EndpointConfiguration }: Properties): string {
  return EndpointConfiguration?.IpAddressType ?? "ipv4";
}
