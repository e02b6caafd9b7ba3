import type { UntagPolicyCommandInput, UntagPolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onPolicy } from "../access.ts";
import { ownPolicy } from "../managed-policies.ts";
import { removeTags } from "../names.ts";

export const untagPolicy = operation<UntagPolicyCommandInput, UntagPolicyCommandOutput>({
  accepts: ["PolicyArn", "TagKeys"],
  access: onPolicy("UntagPolicy"),
  run(input, context) {
    removeTags(ownPolicy(context, input.PolicyArn!).tags, input.TagKeys);
    return {};
  },
});
