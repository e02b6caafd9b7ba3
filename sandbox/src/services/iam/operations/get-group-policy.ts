import type { GetGroupPolicyCommandInput, GetGroupPolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onGroup } from "../access.ts";
import { readInlinePolicy } from "../entity-policies.ts";

export const getGroupPolicy = operation<GetGroupPolicyCommandInput, GetGroupPolicyCommandOutput>({
  accepts: ["GroupName", "PolicyName"],
  access: onGroup("GetGroupPolicy"),
  run(input, context) {
    return { GroupName: input.GroupName!, ...readInlinePolicy(context, "group", input.GroupName!, input.PolicyName!) };
  },
});
