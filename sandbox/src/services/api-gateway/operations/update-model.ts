import type { UpdateModelCommandInput, UpdateModelCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { badRequest } from "../errors.ts";
import { checkSchema } from "../model.ts";
import { applyPatch, checkOperations, unsupportedPath } from "../patch.ts";
import { requireRestApi, requireModel } from "../rest-api.ts";

export const updateModel = operation<UpdateModelCommandInput, UpdateModelCommandOutput>({
  accepts: ["restApiId", "modelName", "patchOperations"],
  access: (input, context) => onPath("PATCH", `/restapis/${input.restApiId}/models/${input.modelName}`, context),
  run(input, context) {
    checkOperations("updateModelInput", input.patchOperations);
    const api = requireRestApi(input.restApiId!, context);
    const model = requireModel(api, input.modelName!);
    applyPatch(
      input.patchOperations,
      {
        "/description": { replace: (value) => (model.description = value || undefined) },
        "/schema": {
          replace: (value) => {
            if (!value) throw badRequest("Model schema must have at least 1 property or array items defined");
            checkSchema(value, api);
            model.schema = value;
          },
        },
      },
      unsupportedPath,
    );
    return model;
  },
});
