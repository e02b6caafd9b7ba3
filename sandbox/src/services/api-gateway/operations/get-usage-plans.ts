import type { GetUsagePlansCommandInput, GetUsagePlansCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { page } from "../paging.ts";
import { usagePlans, describeUsagePlan } from "../usage-plan.ts";

export const getUsagePlans = operation<GetUsagePlansCommandInput, GetUsagePlansCommandOutput>({
  accepts: ["limit", "position", "keyId"],
  access: (_, context) => onPath("GET", "/usageplans", context),
  run(input, context) {
    const { keyId } = input;
    const plans = [...context.state(usagePlans).values()].filter(({ keys }) => keyId === undefined || keys.has(keyId));
    const { items, position } = page(plans, input);
    return { items: items.map(describeUsagePlan), position };
  },
});
