import type { DeletePolicyCommandInput, DeletePolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onPolicy } from "../access.ts";
import { accounts } from "../accounts.ts";
import { ownPolicy } from "../managed-policies.ts";
import { usage } from "../shapes.ts";
import * as errors from "../errors.ts";

export const deletePolicy = operation<DeletePolicyCommandInput, DeletePolicyCommandOutput>({
  accepts: ["PolicyArn"],
  access: onPolicy("DeletePolicy"),
  run(input, context) {
    const policy = ownPolicy(context, input.PolicyArn!);
    const { attached, bounded } = usage(context, policy.arn);
    if (attached.length || bounded.length) throw errors.policyInUse();
    if (policy.versions.length > 1) throw errors.policyHasVersions();
    context.state(accounts).policies.delete(policy.arn);
    return {};
  },
});
