import type { GetLifecyclePolicyCommandInput, GetLifecyclePolicyCommandOutput } from "@aws-sdk/client-ecr";
import { operation } from "../../../core/service.ts";
import { onRepository } from "../access.ts";
import { lifecyclePolicyNotFound } from "../errors.ts";
import { repository } from "../repositories.ts";

export const getLifecyclePolicy = operation<GetLifecyclePolicyCommandInput, GetLifecyclePolicyCommandOutput>({
  accepts: ["repositoryName"],
  access: (input, context) => onRepository("GetLifecyclePolicy", input.repositoryName!, context),
  run(input, context) {
    const stored = repository(input.repositoryName!, context);
    if (stored.lifecyclePolicyText === undefined) throw lifecyclePolicyNotFound(stored.name, stored.registryId);
    return {
      registryId: stored.registryId,
      repositoryName: stored.name,
      lifecyclePolicyText: stored.lifecyclePolicyText,
    };
  },
});
