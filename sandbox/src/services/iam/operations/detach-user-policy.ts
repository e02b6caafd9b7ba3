import type { DetachUserPolicyCommandInput, DetachUserPolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onEntity } from "../access.ts";
import { detachPolicy } from "../entity-policies.ts";

export const detachUserPolicy = operation<DetachUserPolicyCommandInput, DetachUserPolicyCommandOutput>({
  accepts: ["UserName", "PolicyArn"],
  access: (input, context) =>
    onEntity(context, "user", "DetachUserPolicy", input.UserName!, { "iam:PolicyARN": input.PolicyArn! }),
  run(input, context) {
    detachPolicy(context, "user", input.UserName!, input.PolicyArn!);
    return {};
  },
});
