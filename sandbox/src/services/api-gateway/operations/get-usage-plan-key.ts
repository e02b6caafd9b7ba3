import type { GetUsagePlanKeyCommandInput, GetUsagePlanKeyCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { requireApiKey } from "../api-key.ts";
import { notFound } from "../errors.ts";
import { describeKey, requireUsagePlan } from "../usage-plan.ts";

export const getUsagePlanKey = operation<GetUsagePlanKeyCommandInput, GetUsagePlanKeyCommandOutput>({
  accepts: ["usagePlanId", "keyId"],
  access: (input, context) => onPath("GET", `/usageplans/${input.usagePlanId}/keys/${input.keyId}`, context),
  run(input, context) {
    const plan = requireUsagePlan(input.usagePlanId!, context);
    if (!plan.keys.has(input.keyId!)) throw notFound("Invalid API Key identifier specified");
    return describeKey(requireApiKey(input.keyId!, context));
  },
});
