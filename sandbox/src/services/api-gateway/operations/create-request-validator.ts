import type * as sdk from "@aws-sdk/client-api-gateway";
import type {
  CreateRequestValidatorCommandInput,
  CreateRequestValidatorCommandOutput,
} from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { lowerId } from "../../../core/ids.ts";
import { onPath } from "../access.ts";
import { badRequest } from "../errors.ts";
import { restApis } from "../rest-api.ts";

export const createRequestValidator = operation<
  CreateRequestValidatorCommandInput,
  CreateRequestValidatorCommandOutput
>({
  accepts: ["restApiId", "name", "validateRequestBody", "validateRequestParameters"],
  access: (input, context) => onPath("POST", `/restapis/${input.restApiId}/requestvalidators`, context),
  run(input, context) {
    // Unlike every other operation, this one does not say which API is missing.
    const api = context.state(restApis).get(input.restApiId!);
    if (!api) throw badRequest("Invalid REST API identifier specified");
    const validator: sdk.RequestValidator = {
      id: lowerId(6),
      name: input.name,
      validateRequestBody: input.validateRequestBody ?? false,
      validateRequestParameters: input.validateRequestParameters ?? false,
    };
    api.definition.validators.set(validator.id!, validator);
    return validator;
  },
});
