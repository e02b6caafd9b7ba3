import type { DeleteRestApiCommandInput, DeleteRestApiCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { badRequest } from "../errors.ts";
import { restApis, requireRestApi } from "../rest-api.ts";
import { usagePlans } from "../usage-plan.ts";

export const deleteRestApi = operation<DeleteRestApiCommandInput, DeleteRestApiCommandOutput>({
  accepts: ["restApiId"],
  access: (input, context) => onPath("DELETE", `/restapis/${input.restApiId}`, context),
  run(input, context) {
    const { id } = requireRestApi(input.restApiId!, context);
    const plan = [...context.state(usagePlans).values()].find(({ apiStages }) =>
      apiStages.some(({ apiId }) => apiId === id),
    );
    if (plan) throw badRequest(`Cannot delete rest API, please remove its stages from usage plan ${plan.id} first`);
    context.state(restApis).delete(id);
    return {};
  },
});
