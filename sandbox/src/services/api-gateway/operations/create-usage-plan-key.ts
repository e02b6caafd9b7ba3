import type { CreateUsagePlanKeyCommandInput, CreateUsagePlanKeyCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { requireApiKey } from "../api-key.ts";
import { badRequest, conflict } from "../errors.ts";
import { describeKey, requireUsagePlan } from "../usage-plan.ts";

export const createUsagePlanKey = operation<CreateUsagePlanKeyCommandInput, CreateUsagePlanKeyCommandOutput>({
  accepts: ["usagePlanId", "keyId", "keyType"],
  access: (input, context) => onPath("POST", `/usageplans/${input.usagePlanId}/keys`, context),
  run(input, context) {
    const plan = requireUsagePlan(input.usagePlanId!, context);
    if (input.keyType !== "API_KEY") throw badRequest(`Invalid keyType specified: ${input.keyType}`);
    const key = requireApiKey(input.keyId!, context);
    if (plan.keys.has(key.id)) throw conflict("Usage Plan already contains this key");
    plan.keys.add(key.id);
    return describeKey(key);
  },
});
