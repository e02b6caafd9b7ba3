import type { GetPolicyCommandInput, GetPolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onPolicy } from "../access.ts";
import { policyByArn } from "../managed-policies.ts";
import { policyShape, tagList } from "../shapes.ts";

export const getPolicy = operation<GetPolicyCommandInput, GetPolicyCommandOutput>({
  accepts: ["PolicyArn"],
  access: onPolicy("GetPolicy"),
  run(input, context) {
    const policy = policyByArn(context, input.PolicyArn!);
    return { Policy: { ...policyShape(context, policy), Description: policy.description, Tags: tagList(policy.tags) } };
  },
});
