import type { DeleteRolePolicyCommandInput, DeleteRolePolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onRole } from "../access.ts";
import { deleteInlinePolicy } from "../entity-policies.ts";

export const deleteRolePolicy = operation<DeleteRolePolicyCommandInput, DeleteRolePolicyCommandOutput>({
  accepts: ["RoleName", "PolicyName"],
  access: onRole("DeleteRolePolicy"),
  run(input, context) {
    deleteInlinePolicy(context, "role", input.RoleName!, input.PolicyName!);
    return {};
  },
});
