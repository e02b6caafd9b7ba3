import type { DeleteUsagePlanCommandInput, DeleteUsagePlanCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { badRequest } from "../errors.ts";
import { usagePlans, requireUsagePlan } from "../usage-plan.ts";

export const deleteUsagePlan = operation<DeleteUsagePlanCommandInput, DeleteUsagePlanCommandOutput>({
  accepts: ["usagePlanId"],
  access: (input, context) => onPath("DELETE", `/usageplans/${input.usagePlanId}`, context),
  run(input, context) {
    const plan = requireUsagePlan(input.usagePlanId!, context);
    if (plan.apiStages.length)
      throw badRequest(
        "Cannot delete usage plan, because it has API stages associated with it. Please remove the API stages first.",
      );
    context.state(usagePlans).delete(plan.id);
    return {};
  },
});
