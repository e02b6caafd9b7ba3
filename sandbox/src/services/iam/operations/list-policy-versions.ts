import type { ListPolicyVersionsCommandInput, ListPolicyVersionsCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onPolicy } from "../access.ts";
import { policyByArn } from "../managed-policies.ts";
import { page } from "../paging.ts";

/** Newest first. */
export const listPolicyVersions = operation<ListPolicyVersionsCommandInput, ListPolicyVersionsCommandOutput>({
  accepts: ["PolicyArn", "Marker", "MaxItems"],
  access: onPolicy("ListPolicyVersions"),
  run(input, context) {
    const policy = policyByArn(context, input.PolicyArn!);
    const { items, next } = page(policy.versions.toReversed(), input);
    const versions = items.map(({ id, createDate }) => ({
      VersionId: id,
      IsDefaultVersion: policy.defaultVersionId === id,
      CreateDate: createDate,
    }));
    return { Versions: versions, ...next };
  },
});
