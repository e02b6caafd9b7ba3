import type { CreateRepositoryCommandInput, CreateRepositoryCommandOutput } from "@aws-sdk/client-ecr";
import { NotEmulated } from "../../../core/errors.ts";
import { operation } from "../../../core/service.ts";
import { onRepository } from "../access.ts";
import { invalidParameter, repositoryAlreadyExists } from "../errors.ts";
import { describeRepository, repositoriesOf, repositoryArn, type StoredRepository } from "../repositories.ts";

const NAME = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

export const createRepository = operation<CreateRepositoryCommandInput, CreateRepositoryCommandOutput>({
  accepts: ["repositoryName", "tags", "imageTagMutability", "imageScanningConfiguration", "encryptionConfiguration"],
  access: (input, context) => [
    ...onRepository("CreateRepository", input.repositoryName!, context),
    ...(input.tags?.length ? onRepository("TagResource", input.repositoryName!, context) : []),
  ],
  run(input, context) {
    const name = input.repositoryName!;
    const { account, region } = context;
    if (!NAME.test(name) || name.length < 2 || name.length > 256)
      throw invalidParameter(
        `'repositoryName' failed to satisfy constraint: 'must satisfy regular expression '${NAME.source}''`,
      );
    const mutability = input.imageTagMutability ?? "MUTABLE";
    if (mutability !== "MUTABLE" && mutability !== "IMMUTABLE")
      throw new NotEmulated(`ecr imageTagMutability ${mutability}`);
    if (input.encryptionConfiguration && input.encryptionConfiguration.encryptionType !== "AES256")
      throw new NotEmulated(`ecr encryptionType ${input.encryptionConfiguration.encryptionType}`);
    if (repositoriesOf(context).has(name)) throw repositoryAlreadyExists(name, account);
    const stored: StoredRepository = {
      name,
      arn: repositoryArn(name, context),
      uri: `${account}.dkr.ecr.${region}.amazonaws.com/${name}`,
      registryId: account,
      createdAt: context.clock.date(),
      imageTagMutability: mutability,
      imageScanning: { scanOnPush: input.imageScanningConfiguration?.scanOnPush ?? false },
      encryption: { encryptionType: "AES256" },
      tags: input.tags ?? [],
      policyText: undefined,
      lifecyclePolicyText: undefined,
    };
    repositoriesOf(context).set(name, stored);
    return { repository: describeRepository(stored) };
  },
});
