import type { DeleteModelCommandInput, DeleteModelCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { conflict } from "../errors.ts";
import { methodsWithModel } from "../model.ts";
import { requireRestApi, requireModel } from "../rest-api.ts";

export const deleteModel = operation<DeleteModelCommandInput, DeleteModelCommandOutput>({
  accepts: ["restApiId", "modelName"],
  access: (input, context) => onPath("DELETE", `/restapis/${input.restApiId}/models/${input.modelName}`, context),
  run(input, context) {
    const api = requireRestApi(input.restApiId!, context);
    const { name } = requireModel(api, input.modelName!);
    const user = methodsWithModel(name!, api.definition)[0];
    if (user) throw conflict(`Cannot delete model '${name}', is referenced in method request: ${user}`);
    api.definition.models.delete(name!);
    return {};
  },
});
