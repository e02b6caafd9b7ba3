import type { PutUserPolicyCommandInput, PutUserPolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onUser } from "../access.ts";
import { putInlinePolicy } from "../entity-policies.ts";

export const putUserPolicy = operation<PutUserPolicyCommandInput, PutUserPolicyCommandOutput>({
  accepts: ["UserName", "PolicyName", "PolicyDocument"],
  access: onUser("PutUserPolicy"),
  run(input, context) {
    putInlinePolicy(context, "user", input.UserName!, input.PolicyName!, input.PolicyDocument!);
    return {};
  },
});
