import type { DeleteRepositoryCommandInput, DeleteRepositoryCommandOutput } from "@aws-sdk/client-ecr";
import { operation } from "../../../core/service.ts";
import { onRepository } from "../access.ts";
import { describeRepository, repositoriesOf, repository } from "../repositories.ts";

/** `force` deletes images too; there never are any here. */
export const deleteRepository = operation<DeleteRepositoryCommandInput, DeleteRepositoryCommandOutput>({
  accepts: ["repositoryName", "force"],
  access: (input, context) => onRepository("DeleteRepository", input.repositoryName!, context),
  run(input, context) {
    const stored = repository(input.repositoryName!, context);
    repositoriesOf(context).delete(stored.name);
    return { repository: describeRepository(stored) };
  },
});
