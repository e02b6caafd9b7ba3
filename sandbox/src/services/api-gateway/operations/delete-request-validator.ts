import type {
  DeleteRequestValidatorCommandInput,
  DeleteRequestValidatorCommandOutput,
} from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { conflict } from "../errors.ts";
import { requireRestApi, requireValidator } from "../rest-api.ts";

export const deleteRequestValidator = operation<
  DeleteRequestValidatorCommandInput,
  DeleteRequestValidatorCommandOutput
>({
  accepts: ["restApiId", "requestValidatorId"],
  access: (input, context) =>
    onPath("DELETE", `/restapis/${input.restApiId}/requestvalidators/${input.requestValidatorId}`, context),
  run(input, context) {
    const api = requireRestApi(input.restApiId!, context);
    const { id } = requireValidator(api, input.requestValidatorId!);
    const methods = [...api.definition.resources.values()].flatMap((resource) => [...resource.methods.values()]);
    if (methods.some(({ requestValidatorId }) => requestValidatorId === id))
      throw conflict(`Cannot delete request validator '${input.requestValidatorId}', is referenced in a method`);
    api.definition.validators.delete(id!);
    return {};
  },
});
