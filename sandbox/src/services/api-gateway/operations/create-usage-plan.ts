import type { CreateUsagePlanCommandInput, CreateUsagePlanCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { lowerId } from "../../../core/ids.ts";
import { onPath } from "../access.ts";
import { unlessEmpty } from "../method.ts";
import {
  usagePlans,
  describeUsagePlan,
  checkApiStage,
  checkQuota,
  checkThrottle,
  type UsagePlan,
} from "../usage-plan.ts";

export const createUsagePlan = operation<CreateUsagePlanCommandInput, CreateUsagePlanCommandOutput>({
  accepts: ["name", "description", "apiStages", "throttle", "quota", "tags"],
  access: (_, context) => onPath("POST", "/usageplans", context),
  run(input, context) {
    for (const stage of input.apiStages ?? []) checkApiStage(stage, "", context);
    checkThrottle(input.throttle);
    checkQuota(input.quota);
    const plan: UsagePlan = {
      id: lowerId(6),
      name: input.name!,
      description: input.description,
      apiStages: input.apiStages ?? [],
      throttle: input.throttle,
      quota: input.quota && { limit: input.quota.limit, offset: input.quota.offset ?? 0, period: input.quota.period },
      tags: unlessEmpty(input.tags) && { ...input.tags },
      keys: new Set(),
    };
    context.state(usagePlans).set(plan.id, plan);
    return describeUsagePlan(plan);
  },
});
