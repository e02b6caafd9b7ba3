import type { AttachRolePolicyCommandInput, AttachRolePolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onEntity } from "../access.ts";
import { attachPolicy } from "../entity-policies.ts";

export const attachRolePolicy = operation<AttachRolePolicyCommandInput, AttachRolePolicyCommandOutput>({
  accepts: ["RoleName", "PolicyArn"],
  access: (input, context) =>
    onEntity(context, "role", "AttachRolePolicy", input.RoleName!, { "iam:PolicyARN": input.PolicyArn! }),
  run(input, context) {
    attachPolicy(context, "role", input.RoleName!, input.PolicyArn!);
    return {};
  },
});
