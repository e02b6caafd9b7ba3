import type { DeleteGroupPolicyCommandInput, DeleteGroupPolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onGroup } from "../access.ts";
import { deleteInlinePolicy } from "../entity-policies.ts";

export const deleteGroupPolicy = operation<DeleteGroupPolicyCommandInput, DeleteGroupPolicyCommandOutput>({
  accepts: ["GroupName", "PolicyName"],
  access: onGroup("DeleteGroupPolicy"),
  run(input, context) {
    deleteInlinePolicy(context, "group", input.GroupName!, input.PolicyName!);
    return {};
  },
});
