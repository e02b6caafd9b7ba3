import type { PutRolePolicyCommandInput, PutRolePolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onRole } from "../access.ts";
import { putInlinePolicy } from "../entity-policies.ts";

export const putRolePolicy = operation<PutRolePolicyCommandInput, PutRolePolicyCommandOutput>({
  accepts: ["RoleName", "PolicyName", "PolicyDocument"],
  access: onRole("PutRolePolicy"),
  run(input, context) {
    putInlinePolicy(context, "role", input.RoleName!, input.PolicyName!, input.PolicyDocument!);
    return {};
  },
});
