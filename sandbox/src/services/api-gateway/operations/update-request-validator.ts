import type {
  UpdateRequestValidatorCommandInput,
  UpdateRequestValidatorCommandOutput,
} from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { badRequest } from "../errors.ts";
import { applyPatch, checkOperations, unsupportedPath, flag } from "../patch.ts";
import { requireRestApi, requireValidator } from "../rest-api.ts";

export const updateRequestValidator = operation<
  UpdateRequestValidatorCommandInput,
  UpdateRequestValidatorCommandOutput
>({
  accepts: ["restApiId", "requestValidatorId", "patchOperations"],
  access: (input, context) =>
    onPath("PATCH", `/restapis/${input.restApiId}/requestvalidators/${input.requestValidatorId}`, context),
  run(input, context) {
    checkOperations("updateRequestValidatorInput", input.patchOperations);
    const validator = requireValidator(requireRestApi(input.restApiId!, context), input.requestValidatorId!);
    applyPatch(
      input.patchOperations,
      {
        "/name": {
          replace: (value) => {
            if (!value) throw badRequest("Request Validator name cannot be blank");
            validator.name = value;
          },
        },
        "/validateRequestParameters": { replace: (value) => (validator.validateRequestParameters = flag(value)) },
        "/validateRequestBody": { replace: (value) => (validator.validateRequestBody = flag(value)) },
      },
      unsupportedPath,
    );
    return validator;
  },
});
