import type { GetUsageCommandInput, GetUsageCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { requireUsagePlan } from "../usage-plan.ts";
import { usageOf } from "../execution/usage.ts";

export const getUsage = operation<GetUsageCommandInput, GetUsageCommandOutput>({
  accepts: ["usagePlanId", "startDate", "endDate", "keyId"],
  access: (input, context) => onPath("GET", `/usageplans/${input.usagePlanId}/usage`, context),
  run(input, context) {
    const plan = requireUsagePlan(input.usagePlanId!, context);
    const { startDate = "", endDate = "" } = input;
    const keys = [...plan.keys].filter((id) => input.keyId === undefined || id === input.keyId);
    return {
      usagePlanId: plan.id,
      startDate,
      endDate,
      items: Object.fromEntries(keys.map((id) => [id, usageOf(plan, id, startDate, endDate, context)])),
    };
  },
});
