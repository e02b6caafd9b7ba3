import type { PutResourcePolicyCommandInput, PutResourcePolicyCommandOutput } from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { changePolicy, checkChange, checkLockout, checkPolicy, policySlot } from "../resource-policy.ts";

export const putResourcePolicy = operation<PutResourcePolicyCommandInput, PutResourcePolicyCommandOutput>({
  accepts: ["ConfirmRemoveSelfResourceAccess", "ExpectedRevisionId", "Policy", "ResourceArn"],
  access: ({ ResourceArn }) => [{ action: "dynamodb:PutResourcePolicy", resource: ResourceArn! }],
  async run(input, context) {
    const { ResourceArn: resource, Policy: document } = { ResourceArn: input.ResourceArn!, Policy: input.Policy! };
    policySlot(resource, context);
    checkPolicy(document, resource);
    if (!input.ConfirmRemoveSelfResourceAccess) await checkLockout(document, resource, context);
    const slot = policySlot(resource, context);
    const isSame = slot.current?.document === document && input.ExpectedRevisionId === undefined;
    if (!isSame) {
      checkChange(slot, input, context);
      changePolicy(slot, document, context);
    }
    return { RevisionId: slot.current!.revisionId };
  },
});
