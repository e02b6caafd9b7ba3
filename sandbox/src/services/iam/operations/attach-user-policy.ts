import type { AttachUserPolicyCommandInput, AttachUserPolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onEntity } from "../access.ts";
import { attachPolicy } from "../entity-policies.ts";

export const attachUserPolicy = operation<AttachUserPolicyCommandInput, AttachUserPolicyCommandOutput>({
  accepts: ["UserName", "PolicyArn"],
  access: (input, context) =>
    onEntity(context, "user", "AttachUserPolicy", input.UserName!, { "iam:PolicyARN": input.PolicyArn! }),
  run(input, context) {
    attachPolicy(context, "user", input.UserName!, input.PolicyArn!);
    return {};
  },
});
