import type { DeleteIntegrationCommandInput, DeleteIntegrationCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi, getIntegration } from "../api.ts";
import { conflict } from "../errors.ts";

export const deleteIntegration = operation<DeleteIntegrationCommandInput, DeleteIntegrationCommandOutput>({
  accepts: ["ApiId", "IntegrationId"],
  access: (input, context) => onPath("DELETE", `/apis/${input.ApiId}/integrations/${input.IntegrationId}`, context),
  run(input, context) {
    const api = getApi(input.ApiId!, context);
    const { id } = getIntegration(api, input.IntegrationId!);
    const user = [...api.routes.values()].find(({ target }) => target === `integrations/${id}`);
    if (user) throw conflict(`Cannot delete Integration '${id}'. Integration is referenced by Route '${user.key}'`);
    api.integrations.delete(id);
    return {};
  },
});
