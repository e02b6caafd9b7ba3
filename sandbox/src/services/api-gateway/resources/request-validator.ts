import type {
  CreateRequestValidatorCommandInput,
  CreateRequestValidatorCommandOutput,
} from "@aws-sdk/client-api-gateway";
import type { ResourceProvider } from "../../../core/resource.ts";
import { changedValues } from "./changes.ts";
import { deleteQuietly } from "./delete-quietly.ts";

/** AWS::ApiGateway::RequestValidator. */
export const requestValidator: ResourceProvider = {
  emulates: { RestApiId: true, Name: true, ValidateRequestBody: true, ValidateRequestParameters: true },

  async create(properties, context) {
    const { id } = await context.call<CreateRequestValidatorCommandInput, CreateRequestValidatorCommandOutput>(
      "api-gateway",
      "CreateRequestValidator",
      {
        restApiId: properties.RestApiId,
        name: properties.Name ?? context.generateName(),
        validateRequestBody: properties.ValidateRequestBody,
        validateRequestParameters: properties.ValidateRequestParameters,
      },
    );
    return { physicalId: id!, attributes: { RequestValidatorId: id } };
  },

  async update(properties, old, context) {
    const before = old.properties;
    const patchOperations = changedValues({
      "/validateRequestBody": [before.ValidateRequestBody ?? false, properties.ValidateRequestBody ?? false],
      "/validateRequestParameters": [
        before.ValidateRequestParameters ?? false,
        properties.ValidateRequestParameters ?? false,
      ],
    });
    if (patchOperations.length)
      await context.call("api-gateway", "UpdateRequestValidator", {
        restApiId: properties.RestApiId,
        requestValidatorId: old.created.physicalId,
        patchOperations,
      });
    return old.created;
  },

  delete: ({ physicalId }, context, { RestApiId }) =>
    deleteQuietly("DeleteRequestValidator", { restApiId: RestApiId, requestValidatorId: physicalId }, context),
};
