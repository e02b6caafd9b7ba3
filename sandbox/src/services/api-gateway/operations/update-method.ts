import type * as sdk from "@aws-sdk/client-api-gateway";
import type { UpdateMethodCommandInput, UpdateMethodCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { notFound } from "../errors.ts";
import { checkMethod, unlessEmpty, wantsAuthorizer } from "../method.ts";
import { applyPatch, checkOperations, flag } from "../patch.ts";
import { requireRestApi, requireMethod } from "../rest-api.ts";

export const updateMethod = operation<UpdateMethodCommandInput, UpdateMethodCommandOutput>({
  accepts: ["restApiId", "resourceId", "httpMethod", "patchOperations"],
  access: (input, context) =>
    onPath("PATCH", `/restapis/${input.restApiId}/resources/${input.resourceId}/methods/${input.httpMethod}`, context),
  run(input, context) {
    checkOperations("updateMethodInput", input.patchOperations);
    const api = requireRestApi(input.restApiId!, context);
    const before = requireMethod(input, context);
    const method = {
      ...before,
      requestParameters: { ...before.requestParameters },
      requestModels: { ...before.requestModels },
    };
    applyPatch(input.patchOperations, {
      "/authorizationType": { replace: (value) => (method.authorizationType = value) },
      "/authorizerId": {
        replace: (value) => (method.authorizerId = value),
        remove: () => (method.authorizerId = undefined),
      },
      "/apiKeyRequired": { replace: (value) => (method.apiKeyRequired = flag(value)) },
      "/authorizationScopes": {
        add: (value) => (method.authorizationScopes = [...(method.authorizationScopes ?? []), ...value.split(",")]),
        remove: (_, value) =>
          (method.authorizationScopes = method.authorizationScopes?.filter(
            (scope) => value !== undefined && !value.split(",").includes(scope),
          )),
      },
      "/operationName": {
        replace: (value) => (method.operationName = value),
        remove: () => (method.operationName = undefined),
      },
      "/requestValidatorId": {
        replace: (value) => (method.requestValidatorId = value || undefined),
        remove: () => (method.requestValidatorId = undefined),
      },
      "/requestParameters/{name}": {
        add: (value, name) => (method.requestParameters[name] = flag(value)),
        replace: (value, name) => {
          if (!(name in method.requestParameters)) throw notFound("Invalid parameter name specified");
          method.requestParameters[name] = flag(value);
        },
        remove: (name) => delete method.requestParameters[name],
      },
      "/requestModels/{type}": {
        add: (value, type) => (method.requestModels[type] = value),
        replace: (value, type) => (method.requestModels[type] = value),
        remove: (type) => delete method.requestModels[type],
      },
    });
    if (!wantsAuthorizer(method.authorizationType)) method.authorizerId = undefined;
    if (!method.authorizationScopes?.length) method.authorizationScopes = undefined;
    const after: sdk.Method = {
      ...method,
      requestParameters: unlessEmpty(method.requestParameters),
      requestModels: unlessEmpty(method.requestModels),
    };
    checkMethod(after, api);
    return Object.assign(before, after);
  },
});
