import type { DetachGroupPolicyCommandInput, DetachGroupPolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onEntity } from "../access.ts";
import { detachPolicy } from "../entity-policies.ts";

export const detachGroupPolicy = operation<DetachGroupPolicyCommandInput, DetachGroupPolicyCommandOutput>({
  accepts: ["GroupName", "PolicyArn"],
  access: (input, context) =>
    onEntity(context, "group", "DetachGroupPolicy", input.GroupName!, { "iam:PolicyARN": input.PolicyArn! }),
  run(input, context) {
    detachPolicy(context, "group", input.GroupName!, input.PolicyArn!);
    return {};
  },
});
