import type { GetUsagePlanCommandInput, GetUsagePlanCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { requireUsagePlan, describeUsagePlan } from "../usage-plan.ts";

export const getUsagePlan = operation<GetUsagePlanCommandInput, GetUsagePlanCommandOutput>({
  accepts: ["usagePlanId"],
  access: (input, context) => onPath("GET", `/usageplans/${input.usagePlanId}`, context),
  run(input, context) {
    const plan = requireUsagePlan(input.usagePlanId!, context);
    return { ...describeUsagePlan(plan), tags: plan.tags ?? {} };
  },
});
