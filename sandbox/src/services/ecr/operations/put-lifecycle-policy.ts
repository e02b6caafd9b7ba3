import type { PutLifecyclePolicyCommandInput, PutLifecyclePolicyCommandOutput } from "@aws-sdk/client-ecr";
import { operation } from "../../../core/service.ts";
import { onRepository } from "../access.ts";
import { repository } from "../repositories.ts";

export const putLifecyclePolicy = operation<PutLifecyclePolicyCommandInput, PutLifecyclePolicyCommandOutput>({
  accepts: ["repositoryName", "lifecyclePolicyText"],
  access: (input, context) => onRepository("PutLifecyclePolicy", input.repositoryName!, context),
  run(input, context) {
    const stored = repository(input.repositoryName!, context);
    stored.lifecyclePolicyText = input.lifecyclePolicyText;
    return {
      registryId: stored.registryId,
      repositoryName: stored.name,
      lifecyclePolicyText: stored.lifecyclePolicyText,
    };
  },
});
