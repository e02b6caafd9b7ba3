import type { CreatePolicyVersionCommandInput, CreatePolicyVersionCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onPolicy } from "../access.ts";
import { checkManagedDocument } from "../documents.ts";
import { ownPolicy } from "../managed-policies.ts";
import * as errors from "../errors.ts";
import { VERSIONS_PER_POLICY } from "../limits.ts";

export const createPolicyVersion = operation<CreatePolicyVersionCommandInput, CreatePolicyVersionCommandOutput>({
  accepts: ["PolicyArn", "PolicyDocument", "SetAsDefault"],
  access: onPolicy("CreatePolicyVersion"),
  run(input, context) {
    const policy = ownPolicy(context, input.PolicyArn!);
    checkManagedDocument(input.PolicyDocument!);
    if (policy.versions.length >= VERSIONS_PER_POLICY) throw errors.tooManyVersions(VERSIONS_PER_POLICY);
    const version = {
      id: `v${policy.nextVersion++}`,
      document: input.PolicyDocument!,
      createDate: context.clock.date(),
    };
    policy.versions.push(version);
    policy.updateDate = version.createDate;
    if (input.SetAsDefault) policy.defaultVersionId = version.id;
    return {
      PolicyVersion: {
        VersionId: version.id,
        IsDefaultVersion: policy.defaultVersionId === version.id,
        CreateDate: version.createDate,
      },
    };
  },
});
