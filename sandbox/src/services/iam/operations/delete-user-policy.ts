import type { DeleteUserPolicyCommandInput, DeleteUserPolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onUser } from "../access.ts";
import { deleteInlinePolicy } from "../entity-policies.ts";

export const deleteUserPolicy = operation<DeleteUserPolicyCommandInput, DeleteUserPolicyCommandOutput>({
  accepts: ["UserName", "PolicyName"],
  access: onUser("DeleteUserPolicy"),
  run(input, context) {
    deleteInlinePolicy(context, "user", input.UserName!, input.PolicyName!);
    return {};
  },
});
