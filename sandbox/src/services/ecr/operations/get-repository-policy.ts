import type { GetRepositoryPolicyCommandInput, GetRepositoryPolicyCommandOutput } from "@aws-sdk/client-ecr";
import { operation } from "../../../core/service.ts";
import { onRepository } from "../access.ts";
import { repositoryPolicyNotFound } from "../errors.ts";
import { repository } from "../repositories.ts";

export const getRepositoryPolicy = operation<GetRepositoryPolicyCommandInput, GetRepositoryPolicyCommandOutput>({
  accepts: ["repositoryName"],
  access: (input, context) => onRepository("GetRepositoryPolicy", input.repositoryName!, context),
  run(input, context) {
    const stored = repository(input.repositoryName!, context);
    if (stored.policyText === undefined) throw repositoryPolicyNotFound(stored.name, stored.registryId);
    return { registryId: stored.registryId, repositoryName: stored.name, policyText: stored.policyText };
  },
});
