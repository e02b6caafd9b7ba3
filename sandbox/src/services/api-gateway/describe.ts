import type * as sdk from "@aws-sdk/client-api-gateway";
import { pathOf } from "./resource-tree.ts";
import type { Definition, Deployment, Resource, RestApi, Stage } from "./rest-api.ts";

/** Lists and maps that are empty are absent in AWS's answers, but for the tags of an API that was updated or read. */
export function describeRestApi(api: RestApi): sdk.RestApi {
  const { definition } = api;
  return {
    id: api.id,
    name: api.name,
    description: api.description,
    createdDate: new Date(api.createdAt),
    version: api.version,
    binaryMediaTypes: definition.binaryMediaTypes.length ? definition.binaryMediaTypes : undefined,
    minimumCompressionSize: definition.minimumCompressionSize,
    apiKeySource: definition.apiKeySource,
    endpointConfiguration: { types: [api.endpointType], ipAddressType: api.ipAddressType },
    // AWS escapes the quotes of the document.
    policy: definition.policy?.replaceAll('"', '\\"'),
    tags: api.tags,
    disableExecuteApiEndpoint: definition.disableExecuteApiEndpoint,
    rootResourceId: definition.rootResourceId,
  };
}

export function describeResource(resource: Resource, definition: Definition, withMethods = false): sdk.Resource {
  const methods = [...resource.methods];
  return {
    id: resource.id,
    parentId: resource.parentId,
    pathPart: resource.parentId === undefined ? undefined : resource.pathPart,
    path: pathOf(resource, definition),
    resourceMethods: methods.length
      ? Object.fromEntries(methods.map(([name, method]) => [name, withMethods ? method : {}]))
      : undefined,
  };
}

export function describeDeployment(deployment: Deployment): sdk.Deployment {
  return {
    id: deployment.id,
    description: deployment.description,
    createdDate: new Date(deployment.createdAt),
  };
}

export function describeStage({ tags, variables, ...stage }: Stage): sdk.Stage {
  return {
    ...stage,
    ...(Object.keys(variables).length ? { variables } : {}),
    ...(Object.keys(tags).length ? { tags } : {}),
  };
}
