import type * as sdk from "@aws-sdk/client-api-gateway";
import type { PutMethodCommandInput, PutMethodCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { checkTexts, conflict } from "../errors.ts";
import { checkHttpMethod, checkMethod, unlessEmpty, wantsAuthorizer } from "../method.ts";
import { requireRestApi, requireResource } from "../rest-api.ts";

export const putMethod = operation<PutMethodCommandInput, PutMethodCommandOutput>({
  accepts: [
    "restApiId",
    "resourceId",
    "httpMethod",
    "authorizationType",
    "authorizerId",
    "apiKeyRequired",
    "operationName",
    "requestParameters",
    "requestModels",
    "requestValidatorId",
    "authorizationScopes",
  ],
  access: (input, context) =>
    onPath("PUT", `/restapis/${input.restApiId}/resources/${input.resourceId}/methods/${input.httpMethod}`, context),
  run(input, context) {
    checkTexts(input.requestModels);
    const api = requireRestApi(input.restApiId!, context);
    const resource = requireResource(api, input.resourceId!);
    checkHttpMethod(input.httpMethod!);
    if (resource.methods.has(input.httpMethod!)) throw conflict("Method already exists for this resource");
    const method: sdk.Method = {
      httpMethod: input.httpMethod!,
      authorizationType: input.authorizationType!,
      authorizerId: wantsAuthorizer(input.authorizationType) ? input.authorizerId : undefined,
      apiKeyRequired: input.apiKeyRequired ?? false,
      operationName: input.operationName,
      requestParameters: unlessEmpty(input.requestParameters),
      requestModels: unlessEmpty(input.requestModels),
      requestValidatorId: input.requestValidatorId,
      authorizationScopes: input.authorizationScopes?.length ? input.authorizationScopes : undefined,
    };
    checkMethod({ ...method, authorizerId: input.authorizerId }, api);
    resource.methods.set(input.httpMethod!, method);
    return method;
  },
});
