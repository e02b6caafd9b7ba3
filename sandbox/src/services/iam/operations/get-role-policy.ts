import type { GetRolePolicyCommandInput, GetRolePolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onRole } from "../access.ts";
import { readInlinePolicy } from "../entity-policies.ts";

export const getRolePolicy = operation<GetRolePolicyCommandInput, GetRolePolicyCommandOutput>({
  accepts: ["RoleName", "PolicyName"],
  access: onRole("GetRolePolicy"),
  run(input, context) {
    return { RoleName: input.RoleName!, ...readInlinePolicy(context, "role", input.RoleName!, input.PolicyName!) };
  },
});
