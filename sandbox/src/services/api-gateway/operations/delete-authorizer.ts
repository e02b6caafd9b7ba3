import type { DeleteAuthorizerCommandInput, DeleteAuthorizerCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { conflict } from "../errors.ts";
import { requireRestApi, requireAuthorizer } from "../rest-api.ts";

export const deleteAuthorizer = operation<DeleteAuthorizerCommandInput, DeleteAuthorizerCommandOutput>({
  accepts: ["restApiId", "authorizerId"],
  access: (input, context) =>
    onPath("DELETE", `/restapis/${input.restApiId}/authorizers/${input.authorizerId}`, context),
  run(input, context) {
    const api = requireRestApi(input.restApiId!, context);
    const { id } = requireAuthorizer(api, input.authorizerId!);
    const methods = [...api.definition.resources.values()].flatMap((resource) => [...resource.methods.values()]);
    if (methods.some(({ authorizerId }) => authorizerId === id))
      throw conflict("Cannot delete authorizer, is referenced in a method");
    api.definition.authorizers.delete(id!);
    return {};
  },
});
