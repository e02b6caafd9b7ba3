import type { DeleteAuthorizerCommandInput, DeleteAuthorizerCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi, getAuthorizer } from "../api.ts";
import { conflict } from "../errors.ts";

export const deleteAuthorizer = operation<DeleteAuthorizerCommandInput, DeleteAuthorizerCommandOutput>({
  accepts: ["ApiId", "AuthorizerId"],
  access: (input, context) => onPath("DELETE", `/apis/${input.ApiId}/authorizers/${input.AuthorizerId}`, context),
  run(input, context) {
    const api = getApi(input.ApiId!, context);
    const { id, name } = getAuthorizer(api, input.AuthorizerId!);
    const user = [...api.routes.values()].find(({ authorizerId }) => authorizerId === id);
    if (user) throw conflict(`Cannot delete authorizer '${name}', is referenced in route: ${user.key}`);
    api.authorizers.delete(id);
    return {};
  },
});
