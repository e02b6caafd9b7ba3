import type { UpdateRestApiCommandInput, UpdateRestApiCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { NotEmulated } from "../../../core/errors.ts";
import { onPath } from "../access.ts";
import { describeRestApi } from "../describe.ts";
import { badRequest } from "../errors.ts";
import { applyPatch, checkOperations, flag } from "../patch.ts";
import { requireRestApi } from "../rest-api.ts";
import { checkCompression, checkPolicy, checkKeySource } from "../settings.ts";

export const updateRestApi = operation<UpdateRestApiCommandInput, UpdateRestApiCommandOutput>({
  accepts: ["restApiId", "patchOperations"],
  access: (input, context) => onPath("PATCH", `/restapis/${input.restApiId}`, context),
  run(input, context) {
    checkOperations("updateRestApiInput", input.patchOperations);
    const api = requireRestApi(input.restApiId!, context);
    const { definition } = api;
    applyPatch(input.patchOperations, {
      "/name": { replace: (value) => (api.name = value) },
      "/description": {
        replace: (value) => (api.description = value),
        remove: () => (api.description = undefined),
      },
      "/version": { replace: (value) => (api.version = value), remove: () => (api.version = undefined) },
      "/policy": {
        replace: (value) => (definition.policy = value ? checkPolicy(value) : undefined),
        remove: () => (definition.policy = undefined),
      },
      "/apiKeySource": { replace: (value) => (definition.apiKeySource = checkKeySource(value)) },
      "/disableExecuteApiEndpoint": { replace: (value) => (definition.disableExecuteApiEndpoint = flag(value)) },
      "/minimumCompressionSize": {
        replace: (value) => (definition.minimumCompressionSize = value ? checkCompression(Number(value)) : undefined),
        add: onlyReplace,
        remove: onlyReplace,
      },
      "/binaryMediaTypes/{type}": {
        add: (_, type) => (definition.binaryMediaTypes = [...new Set([...definition.binaryMediaTypes, type])]),
        // The path names the type that is replaced.
        replace: (value, type) =>
          (definition.binaryMediaTypes = definition.binaryMediaTypes.map((old) => (old === type ? value : old))),
        remove: (type) => (definition.binaryMediaTypes = definition.binaryMediaTypes.filter((old) => old !== type)),
      },
      "/endpointConfiguration/ipAddressType": {
        replace: (value) => {
          if (value !== "ipv4" && value !== "dualstack")
            throw badRequest("ipAddressType must be either ipv4 or dualstack.");
          if (api.endpointType === "PRIVATE" && value === "ipv4")
            throw badRequest("Only dualstack ipAddressType is supported for Private APIs.");
          api.ipAddressType = value;
        },
      },
      "/endpointConfiguration/types/{type}": {
        replace: (value) => {
          if (value === "PRIVATE") throw new NotEmulated("api-gateway APIs of the endpoint type PRIVATE");
          if (value !== "REGIONAL" && value !== "EDGE")
            throw badRequest("Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE");
          api.endpointType = value;
        },
        other: () => {
          throw badRequest("Invalid patch operation specified. Must be 'add'|'remove'|'replace'");
        },
      },
    });
    api.tags ??= {};
    return describeRestApi(api);
  },
});

function onlyReplace(): never {
  throw badRequest("Invalid patch operation specified. Must be one of: [replace]");
}
