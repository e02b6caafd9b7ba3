import type { GetUserPolicyCommandInput, GetUserPolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onUser } from "../access.ts";
import { readInlinePolicy } from "../entity-policies.ts";

export const getUserPolicy = operation<GetUserPolicyCommandInput, GetUserPolicyCommandOutput>({
  accepts: ["UserName", "PolicyName"],
  access: onUser("GetUserPolicy"),
  run(input, context) {
    return { UserName: input.UserName!, ...readInlinePolicy(context, "user", input.UserName!, input.PolicyName!) };
  },
});
