import type { GetPolicyVersionCommandInput, GetPolicyVersionCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onPolicy } from "../access.ts";
import { policyByArn, versionOf } from "../managed-policies.ts";
import { encodeDocument } from "../shapes.ts";

export const getPolicyVersion = operation<GetPolicyVersionCommandInput, GetPolicyVersionCommandOutput>({
  accepts: ["PolicyArn", "VersionId"],
  access: onPolicy("GetPolicyVersion"),
  run(input, context) {
    const policy = policyByArn(context, input.PolicyArn!);
    const { id, document, createDate } = versionOf(policy, input.VersionId!);
    return {
      PolicyVersion: {
        Document: encodeDocument(document),
        VersionId: id,
        IsDefaultVersion: policy.defaultVersionId === id,
        CreateDate: createDate,
      },
    };
  },
});
