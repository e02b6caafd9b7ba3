import type { PutImageTagMutabilityCommandInput, PutImageTagMutabilityCommandOutput } from "@aws-sdk/client-ecr";
import { operation } from "../../../core/service.ts";
import { onRepository } from "../access.ts";
import { repository } from "../repositories.ts";

export const putImageTagMutability = operation<PutImageTagMutabilityCommandInput, PutImageTagMutabilityCommandOutput>({
  accepts: ["repositoryName", "imageTagMutability"],
  access: (input, context) => onRepository("PutImageTagMutability", input.repositoryName!, context),
  run(input, context) {
    const stored = repository(input.repositoryName!, context);
    stored.imageTagMutability = input.imageTagMutability!;
    return {
      registryId: stored.registryId,
      repositoryName: stored.name,
      imageTagMutability: stored.imageTagMutability,
    };
  },
});
