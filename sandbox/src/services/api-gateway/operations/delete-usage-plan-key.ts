import type { DeleteUsagePlanKeyCommandInput, DeleteUsagePlanKeyCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { notFound } from "../errors.ts";
import { requireUsagePlan } from "../usage-plan.ts";

export const deleteUsagePlanKey = operation<DeleteUsagePlanKeyCommandInput, DeleteUsagePlanKeyCommandOutput>({
  accepts: ["usagePlanId", "keyId"],
  access: (input, context) => onPath("DELETE", `/usageplans/${input.usagePlanId}/keys/${input.keyId}`, context),
  run(input, context) {
    const plan = requireUsagePlan(input.usagePlanId!, context);
    if (!plan.keys.delete(input.keyId!)) throw notFound("Invalid API Key identifier specified");
    return {};
  },
});
