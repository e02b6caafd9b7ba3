import type { TagPolicyCommandInput, TagPolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onPolicy } from "../access.ts";
import { ownPolicy } from "../managed-policies.ts";
import { addTags } from "../names.ts";

export const tagPolicy = operation<TagPolicyCommandInput, TagPolicyCommandOutput>({
  accepts: ["PolicyArn", "Tags"],
  access: onPolicy("TagPolicy"),
  run(input, context) {
    addTags(ownPolicy(context, input.PolicyArn!).tags, input.Tags);
    return {};
  },
});
