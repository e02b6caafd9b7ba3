import type { SetRepositoryPolicyCommandInput, SetRepositoryPolicyCommandOutput } from "@aws-sdk/client-ecr";
import { operation } from "../../../core/service.ts";
import { onRepository } from "../access.ts";
import { invalidParameter } from "../errors.ts";
import { repository } from "../repositories.ts";

export const setRepositoryPolicy = operation<SetRepositoryPolicyCommandInput, SetRepositoryPolicyCommandOutput>({
  accepts: ["repositoryName", "policyText"],
  access: (input, context) => onRepository("SetRepositoryPolicy", input.repositoryName!, context),
  run(input, context) {
    const stored = repository(input.repositoryName!, context);
    try {
      JSON.parse(input.policyText!);
    } catch {
      throw invalidParameter("'PolicyText' failed to satisfy constraint: 'Invalid repository policy provided'");
    }
    stored.policyText = input.policyText;
    return { registryId: stored.registryId, repositoryName: stored.name, policyText: stored.policyText };
  },
});
