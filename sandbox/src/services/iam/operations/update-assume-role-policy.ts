import type { UpdateAssumeRolePolicyCommandInput, UpdateAssumeRolePolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onRole } from "../access.ts";
import { checkTrustPolicy } from "../documents.ts";
import { roleNamed } from "../entities.ts";

export const updateAssumeRolePolicy = operation<
  UpdateAssumeRolePolicyCommandInput,
  UpdateAssumeRolePolicyCommandOutput
>({
  accepts: ["RoleName", "PolicyDocument"],
  access: onRole("UpdateAssumeRolePolicy"),
  run(input, context) {
    const role = roleNamed(context, input.RoleName!);
    checkTrustPolicy(input.PolicyDocument!, context);
    role.trustPolicy = input.PolicyDocument!;
    return {};
  },
});
