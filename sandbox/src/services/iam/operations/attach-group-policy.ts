import type { AttachGroupPolicyCommandInput, AttachGroupPolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onEntity } from "../access.ts";
import { attachPolicy } from "../entity-policies.ts";

export const attachGroupPolicy = operation<AttachGroupPolicyCommandInput, AttachGroupPolicyCommandOutput>({
  accepts: ["GroupName", "PolicyArn"],
  access: (input, context) =>
    onEntity(context, "group", "AttachGroupPolicy", input.GroupName!, { "iam:PolicyARN": input.PolicyArn! }),
  run(input, context) {
    attachPolicy(context, "group", input.GroupName!, input.PolicyArn!);
    return {};
  },
});
