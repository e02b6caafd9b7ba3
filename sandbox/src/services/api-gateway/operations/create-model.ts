import type * as sdk from "@aws-sdk/client-api-gateway";
import type { CreateModelCommandInput, CreateModelCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { lowerId } from "../../../core/ids.ts";
import { onPath } from "../access.ts";
import { badRequest, conflict } from "../errors.ts";
import { checkSchema } from "../model.ts";
import { requireRestApi } from "../rest-api.ts";

export const createModel = operation<CreateModelCommandInput, CreateModelCommandOutput>({
  accepts: ["restApiId", "name", "contentType", "description", "schema"],
  access: (input, context) => onPath("POST", `/restapis/${input.restApiId}/models`, context),
  run(input, context) {
    const api = requireRestApi(input.restApiId!, context);
    const { models } = api.definition;
    if (!input.name) throw badRequest("Model name must be non-empty");
    if (!/^[a-zA-Z0-9]+$/.test(input.name)) throw badRequest(`Model name must be alphanumeric: ${input.name}`);
    if (!input.schema) throw badRequest("Model schema must have at least 1 property or array items defined");
    if (models.has(input.name)) throw conflict("Model name already exists for this REST API");
    checkSchema(input.schema, api);
    const model: sdk.Model = {
      id: lowerId(6),
      name: input.name,
      description: input.description,
      schema: input.schema,
      contentType: input.contentType,
    };
    models.set(input.name, model);
    return model;
  },
});
