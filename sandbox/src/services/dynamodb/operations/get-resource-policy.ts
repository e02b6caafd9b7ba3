import type { GetResourcePolicyCommandInput, GetResourcePolicyCommandOutput } from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { policyNotFound } from "../errors.ts";
import { policySlot } from "../resource-policy.ts";

export const getResourcePolicy = operation<GetResourcePolicyCommandInput, GetResourcePolicyCommandOutput>({
  accepts: ["ResourceArn"],
  access: ({ ResourceArn }) => [{ action: "dynamodb:GetResourcePolicy", resource: ResourceArn! }],
  run({ ResourceArn }, context) {
    const { current } = policySlot(ResourceArn!, context);
    if (!current) throw policyNotFound(ResourceArn!);
    return { Policy: current.document, RevisionId: current.revisionId };
  },
});
