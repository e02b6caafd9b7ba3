import type { DeleteLifecyclePolicyCommandInput, DeleteLifecyclePolicyCommandOutput } from "@aws-sdk/client-ecr";
import { operation } from "../../../core/service.ts";
import { onRepository } from "../access.ts";
import { lifecyclePolicyNotFound } from "../errors.ts";
import { repository } from "../repositories.ts";

export const deleteLifecyclePolicy = operation<DeleteLifecyclePolicyCommandInput, DeleteLifecyclePolicyCommandOutput>({
  accepts: ["repositoryName"],
  access: (input, context) => onRepository("DeleteLifecyclePolicy", input.repositoryName!, context),
  run(input, context) {
    const stored = repository(input.repositoryName!, context);
    const { lifecyclePolicyText } = stored;
    if (lifecyclePolicyText === undefined) throw lifecyclePolicyNotFound(stored.name, stored.registryId);
    stored.lifecyclePolicyText = undefined;
    return { registryId: stored.registryId, repositoryName: stored.name, lifecyclePolicyText };
  },
});
