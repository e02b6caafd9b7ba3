import type { UpdateMethodResponseCommandInput, UpdateMethodResponseCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { badRequest, notFound } from "../errors.ts";
import { unlessEmpty } from "../method.ts";
import { applyPatch, checkOperations, flag } from "../patch.ts";
import { requireMethodResponse } from "../rest-api.ts";
import { statusCodeViolation } from "../settings.ts";

export const updateMethodResponse = operation<UpdateMethodResponseCommandInput, UpdateMethodResponseCommandOutput>({
  accepts: ["restApiId", "resourceId", "httpMethod", "statusCode", "patchOperations"],
  access: (input, context) =>
    onPath(
      "PATCH",
      `/restapis/${input.restApiId}/resources/${input.resourceId}/methods/${input.httpMethod}/responses/${input.statusCode}`,
      context,
    ),
  run(input, context) {
    const { statusCode = "" } = input;
    checkOperations("updateMethodResponseInput", input.patchOperations, statusCodeViolation(statusCode));
    const response = requireMethodResponse(input, context);
    const parameters = { ...response.responseParameters };
    const models = { ...response.responseModels };
    applyPatch(input.patchOperations, {
      "/responseParameters/{name}": {
        add: (value, name) => {
          if (!/^method\.response\.header\.\S+$/.test(name))
            throw badRequest(`Invalid mapping expression specified: ${name}`);
          parameters[name] = flag(value);
        },
        replace: (value, name) => {
          if (!(name in parameters)) throw notFound("Invalid parameter name specified");
          parameters[name] = flag(value);
        },
        remove: (name) => {
          if (!(name in parameters)) throw notFound("Invalid parameter name specified");
          delete parameters[name];
        },
      },
      "/responseModels/{type}": {
        add: (value, type) => (models[type] = value),
        replace: (value, type) => {
          if (!(type in models)) throw notFound("Content-Type specified was not found");
          models[type] = value;
        },
        remove: (type) => {
          if (!(type in models)) throw notFound("Content-Type specified was not found");
          delete models[type];
        },
      },
    });
    response.responseParameters = unlessEmpty(parameters);
    response.responseModels = unlessEmpty(models);
    return response;
  },
});
