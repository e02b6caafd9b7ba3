import type { DeletePolicyVersionCommandInput, DeletePolicyVersionCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onPolicy } from "../access.ts";
import { ownPolicy, versionOf } from "../managed-policies.ts";
import * as errors from "../errors.ts";

export const deletePolicyVersion = operation<DeletePolicyVersionCommandInput, DeletePolicyVersionCommandOutput>({
  accepts: ["PolicyArn", "VersionId"],
  access: onPolicy("DeletePolicyVersion"),
  run(input, context) {
    const policy = ownPolicy(context, input.PolicyArn!);
    const version = versionOf(policy, input.VersionId!);
    if (version.id === policy.defaultVersionId) throw errors.defaultVersion();
    policy.versions = policy.versions.filter((other) => other !== version);
    return {};
  },
});
