import type { DescribeRepositoriesCommandInput, DescribeRepositoriesCommandOutput } from "@aws-sdk/client-ecr";
import { operation } from "../../../core/service.ts";
import { onRepository } from "../access.ts";
import { describeRepository, repositoriesOf, repository } from "../repositories.ts";

export const describeRepositories = operation<DescribeRepositoriesCommandInput, DescribeRepositoriesCommandOutput>({
  accepts: ["repositoryNames"],
  access: (input, context) =>
    (input.repositoryNames ?? ["*"]).flatMap((name) => onRepository("DescribeRepositories", name, context)),
  run(input, context) {
    const found = input.repositoryNames?.map((name) => repository(name, context)) ?? [
      ...repositoriesOf(context).values(),
    ];
    return { repositories: found.map(describeRepository) };
  },
});
