import type { PutGroupPolicyCommandInput, PutGroupPolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onGroup } from "../access.ts";
import { putInlinePolicy } from "../entity-policies.ts";

export const putGroupPolicy = operation<PutGroupPolicyCommandInput, PutGroupPolicyCommandOutput>({
  accepts: ["GroupName", "PolicyName", "PolicyDocument"],
  access: onGroup("PutGroupPolicy"),
  run(input, context) {
    putInlinePolicy(context, "group", input.GroupName!, input.PolicyName!, input.PolicyDocument!);
    return {};
  },
});
