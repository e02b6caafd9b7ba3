import type { DeleteResourcePolicyCommandInput, DeleteResourcePolicyCommandOutput } from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { changePolicy, checkChange, policySlot } from "../resource-policy.ts";

/** Without a policy it does nothing, and says so by an absent revision. */
export const deleteResourcePolicy = operation<DeleteResourcePolicyCommandInput, DeleteResourcePolicyCommandOutput>({
  accepts: ["ExpectedRevisionId", "ResourceArn"],
  access: ({ ResourceArn }) => [{ action: "dynamodb:DeleteResourcePolicy", resource: ResourceArn! }],
  run(input, context) {
    const slot = policySlot(input.ResourceArn!, context);
    const revision = slot.current?.revisionId;
    if (revision === undefined && input.ExpectedRevisionId === undefined) return {};
    checkChange(slot, input, context);
    changePolicy(slot, undefined, context);
    return { RevisionId: revision };
  },
});
