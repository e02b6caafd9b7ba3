import {
  CreateRepositoryCommand,
  DeleteLifecyclePolicyCommand,
  DeleteRepositoryCommand,
  DeleteRepositoryPolicyCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetLifecyclePolicyCommand,
  GetRepositoryPolicyCommand,
  ListTagsForResourceCommand,
  PutImageScanningConfigurationCommand,
  PutImageTagMutabilityCommand,
  PutLifecyclePolicyCommand,
  SetRepositoryPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-ecr";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";

let sandbox: TestSandbox;
let ecr: ECRClient;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  ecr = new ECRClient(sandbox.client());
});
afterAll(() => sandbox.stop());

test("a repository from creation to deletion", async () => {
  const repositoryName = "team/app";
  const { repository } = await ecr.send(
    new CreateRepositoryCommand({ repositoryName, tags: [{ Key: "a", Value: "1" }] }),
  );
  expect(repository).toMatchObject({
    repositoryArn: "arn:aws:ecr:us-east-1:000000000000:repository/team/app",
    repositoryUri: "000000000000.dkr.ecr.us-east-1.amazonaws.com/team/app",
    imageTagMutability: "MUTABLE",
    imageScanningConfiguration: { scanOnPush: false },
    encryptionConfiguration: { encryptionType: "AES256" },
  });
  await expect(ecr.send(new CreateRepositoryCommand({ repositoryName }))).rejects.toMatchObject({
    name: "RepositoryAlreadyExistsException",
  });

  await expect(ecr.send(new GetRepositoryPolicyCommand({ repositoryName }))).rejects.toMatchObject({
    name: "RepositoryPolicyNotFoundException",
  });
  const policyText = JSON.stringify({ Version: "2012-10-17", Statement: [] });
  await ecr.send(new SetRepositoryPolicyCommand({ repositoryName, policyText }));
  expect((await ecr.send(new GetRepositoryPolicyCommand({ repositoryName }))).policyText).toBe(policyText);
  await ecr.send(new DeleteRepositoryPolicyCommand({ repositoryName }));

  await ecr.send(new PutLifecyclePolicyCommand({ repositoryName, lifecyclePolicyText: '{"rules":[]}' }));
  expect((await ecr.send(new GetLifecyclePolicyCommand({ repositoryName }))).lifecyclePolicyText).toBe('{"rules":[]}');
  await ecr.send(new DeleteLifecyclePolicyCommand({ repositoryName }));

  await ecr.send(
    new PutImageScanningConfigurationCommand({ repositoryName, imageScanningConfiguration: { scanOnPush: true } }),
  );
  await ecr.send(new PutImageTagMutabilityCommand({ repositoryName, imageTagMutability: "IMMUTABLE" }));
  const { repositories } = await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }));
  expect(repositories).toMatchObject([
    { imageTagMutability: "IMMUTABLE", imageScanningConfiguration: { scanOnPush: true } },
  ]);

  const resourceArn = repository!.repositoryArn!;
  await ecr.send(new TagResourceCommand({ resourceArn, tags: [{ Key: "b", Value: "2" }] }));
  await ecr.send(new UntagResourceCommand({ resourceArn, tagKeys: ["a"] }));
  expect((await ecr.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual([{ Key: "b", Value: "2" }]);

  await ecr.send(new DeleteRepositoryCommand({ repositoryName }));
  await expect(ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }))).rejects.toMatchObject({
    name: "RepositoryNotFoundException",
    message: "The repository with name 'team/app' does not exist in the registry with id '000000000000'",
  });
});

test("images are refused", async () => {
  await expect(ecr.send(new DescribeImagesCommand({ repositoryName: "x" }))).rejects.toMatchObject({
    name: "NotEmulated",
  });
});
