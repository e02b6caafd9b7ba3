import type { SetDefaultPolicyVersionCommandInput, SetDefaultPolicyVersionCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onPolicy } from "../access.ts";
import { ownPolicy, versionOf } from "../managed-policies.ts";

export const setDefaultPolicyVersion = operation<
  SetDefaultPolicyVersionCommandInput,
  SetDefaultPolicyVersionCommandOutput
>({
  accepts: ["PolicyArn", "VersionId"],
  access: onPolicy("SetDefaultPolicyVersion"),
  run(input, context) {
    const policy = ownPolicy(context, input.PolicyArn!);
    policy.defaultVersionId = versionOf(policy, input.VersionId!).id;
    policy.updateDate = context.clock.date();
    return {};
  },
});
