import type { DetachRolePolicyCommandInput, DetachRolePolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onEntity } from "../access.ts";
import { detachPolicy } from "../entity-policies.ts";

export const detachRolePolicy = operation<DetachRolePolicyCommandInput, DetachRolePolicyCommandOutput>({
  accepts: ["RoleName", "PolicyArn"],
  access: (input, context) =>
    onEntity(context, "role", "DetachRolePolicy", input.RoleName!, { "iam:PolicyARN": input.PolicyArn! }),
  run(input, context) {
    detachPolicy(context, "role", input.RoleName!, input.PolicyArn!);
    return {};
  },
});
