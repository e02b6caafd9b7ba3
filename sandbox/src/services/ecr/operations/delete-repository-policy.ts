import type { DeleteRepositoryPolicyCommandInput, DeleteRepositoryPolicyCommandOutput } from "@aws-sdk/client-ecr";
import { operation } from "../../../core/service.ts";
import { onRepository } from "../access.ts";
import { repositoryPolicyNotFound } from "../errors.ts";
import { repository } from "../repositories.ts";

export const deleteRepositoryPolicy = operation<
  DeleteRepositoryPolicyCommandInput,
  DeleteRepositoryPolicyCommandOutput
>({
  accepts: ["repositoryName"],
  access: (input, context) => onRepository("DeleteRepositoryPolicy", input.repositoryName!, context),
  run(input, context) {
    const stored = repository(input.repositoryName!, context);
    const { policyText } = stored;
    if (policyText === undefined) throw repositoryPolicyNotFound(stored.name, stored.registryId);
    stored.policyText = undefined;
    return { registryId: stored.registryId, repositoryName: stored.name, policyText };
  },
});
