import type { GetUsagePlanKeysCommandInput, GetUsagePlanKeysCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { requireApiKey } from "../api-key.ts";
import { page } from "../paging.ts";
import { usagePlans, describeKey } from "../usage-plan.ts";

export const getUsagePlanKeys = operation<GetUsagePlanKeysCommandInput, GetUsagePlanKeysCommandOutput>({
  accepts: ["usagePlanId", "limit", "position", "nameQuery"],
  access: (input, context) => onPath("GET", `/usageplans/${input.usagePlanId}/keys`, context),
  run(input, context) {
    // An unknown plan has no keys, says AWS.
    const plan = context.state(usagePlans).get(input.usagePlanId!);
    const keys = [...(plan?.keys ?? [])].map((id) => requireApiKey(id, context)).reverse();
    const { items, position } = page(
      keys.filter(({ name }) => input.nameQuery === undefined || name?.startsWith(input.nameQuery)),
      input,
    );
    return { items: items.map(describeKey), position };
  },
});
