import type { CreateRestApiCommandInput, CreateRestApiCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { lowerId } from "../../../core/ids.ts";
import { onPath } from "../access.ts";
import { describeRestApi } from "../describe.ts";
import { badRequest } from "../errors.ts";
import { unlessEmpty } from "../method.ts";
import { EMPTY_MODEL, ERROR_MODEL } from "../model.ts";
import { restApis, type RestApi } from "../rest-api.ts";
import { checkEndpoint, checkCompression, checkPolicy, checkKeySource } from "../settings.ts";

export const createRestApi = operation<CreateRestApiCommandInput, CreateRestApiCommandOutput>({
  accepts: [
    "name",
    "description",
    "version",
    "binaryMediaTypes",
    "minimumCompressionSize",
    "apiKeySource",
    "endpointConfiguration",
    "policy",
    "tags",
    "disableExecuteApiEndpoint",
  ],
  access: (_, context) => onPath("POST", "/restapis", context),
  run(input, context) {
    if (input.description === "") throw badRequest("Description cannot be an empty string");
    const { endpointType, ipAddressType } = checkEndpoint(input.endpointConfiguration);
    if (input.minimumCompressionSize !== undefined) checkCompression(input.minimumCompressionSize);
    const rootResourceId = lowerId(10);
    const api: RestApi = {
      id: lowerId(10),
      account: context.account,
      region: context.region,
      name: input.name!,
      description: input.description,
      version: input.version,
      createdAt: context.clock.now(),
      endpointType,
      ipAddressType,
      tags: unlessEmpty(input.tags) && { ...input.tags },
      definition: {
        rootResourceId,
        resources: new Map([
          [rootResourceId, { id: rootResourceId, parentId: undefined, pathPart: "", methods: new Map() }],
        ]),
        models: new Map([
          ["Empty", { id: lowerId(6), ...EMPTY_MODEL }],
          ["Error", { id: lowerId(6), ...ERROR_MODEL }],
        ]),
        validators: new Map(),
        authorizers: new Map(),
        gatewayResponses: new Map(),
        binaryMediaTypes: [...(input.binaryMediaTypes ?? [])],
        minimumCompressionSize: input.minimumCompressionSize,
        apiKeySource: checkKeySource(input.apiKeySource ?? "HEADER"),
        policy: input.policy ? checkPolicy(input.policy) : undefined,
        disableExecuteApiEndpoint: input.disableExecuteApiEndpoint ?? false,
      },
      stages: new Map(),
      deployments: new Map(),
    };
    context.state(restApis).set(api.id, api);
    return describeRestApi(api);
  },
});
