import type { CreateRepositoryCommandInput, CreateRepositoryCommandOutput, Repository, Tag } from "@aws-sdk/client-ecr";
import { isDeepStrictEqual } from "node:util";
import type { Created, Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";

/** AWS::ECR::Repository. */
export const repository: ResourceProvider = {
  emulates: {
    RepositoryName: true,
    ImageTagMutability: true,
    ImageScanningConfiguration: true,
    EncryptionConfiguration: { EncryptionType: true },
    LifecyclePolicy: { LifecyclePolicyText: true },
    RepositoryPolicyText: true,
    EmptyOnDelete: true,
    Tags: true,
  },

  async create(properties, context) {
    const { repository: stored } = await context.call<CreateRepositoryCommandInput, CreateRepositoryCommandOutput>(
      "ecr",
      "CreateRepository",
      {
        repositoryName: properties.RepositoryName ?? context.generateName({ lowerCase: true }),
        imageTagMutability: properties.ImageTagMutability,
        imageScanningConfiguration: scanning(properties),
        encryptionConfiguration: properties.EncryptionConfiguration && {
          encryptionType: properties.EncryptionConfiguration.EncryptionType,
        },
        tags: properties.Tags,
      },
    );
    await putPolicies(stored!.repositoryName!, properties, {}, context);
    return created(stored!);
  },

  async update(properties, old, context) {
    const repositoryName = old.created.physicalId;
    const changed = (name: string) => !isDeepStrictEqual(properties[name], old.properties[name]);
    if (changed("ImageTagMutability"))
      await context.call("ecr", "PutImageTagMutability", {
        repositoryName,
        imageTagMutability: properties.ImageTagMutability ?? "MUTABLE",
      });
    if (changed("ImageScanningConfiguration"))
      await context.call("ecr", "PutImageScanningConfiguration", {
        repositoryName,
        imageScanningConfiguration: scanning(properties) ?? { scanOnPush: false },
      });
    await putPolicies(repositoryName, properties, old.properties, context);
    await putTags(old.created.attributes.Arn as string, properties.Tags ?? [], old.properties.Tags ?? [], context);
    return old.created;
  },

  async delete({ physicalId }, context, properties) {
    try {
      await context.call("ecr", "DeleteRepository", { repositoryName: physicalId, force: properties.EmptyOnDelete });
    } catch (error) {
      if ((error as Error).name !== "RepositoryNotFoundException") throw error;
    }
  },
};

function scanning({ ImageScanningConfiguration }: Properties) {
  return ImageScanningConfiguration && { scanOnPush: ImageScanningConfiguration.ScanOnPush };
}

async function putPolicies(
  repositoryName: string,
  properties: Properties,
  old: Properties,
  context: ResourceContext,
): Promise<void> {
  const lifecyclePolicyText: string | undefined = properties.LifecyclePolicy?.LifecyclePolicyText;
  if (lifecyclePolicyText !== old.LifecyclePolicy?.LifecyclePolicyText)
    await (lifecyclePolicyText === undefined
      ? context.call("ecr", "DeleteLifecyclePolicy", { repositoryName })
      : context.call("ecr", "PutLifecyclePolicy", { repositoryName, lifecyclePolicyText }));
  const policy: unknown = properties.RepositoryPolicyText;
  if (!isDeepStrictEqual(policy, old.RepositoryPolicyText))
    await (policy === undefined
      ? context.call("ecr", "DeleteRepositoryPolicy", { repositoryName })
      : context.call("ecr", "SetRepositoryPolicy", {
          repositoryName,
          policyText: typeof policy === "string" ? policy : JSON.stringify(policy),
        }));
}

async function putTags(resourceArn: string, tags: Tag[], old: Tag[], context: ResourceContext): Promise<void> {
  const gone = old.map((tag) => tag.Key!).filter((key) => !tags.some((tag) => tag.Key === key));
  if (gone.length) await context.call("ecr", "UntagResource", { resourceArn, tagKeys: gone });
  if (tags.length && !isDeepStrictEqual(tags, old)) await context.call("ecr", "TagResource", { resourceArn, tags });
}

function created({ repositoryName, repositoryArn, repositoryUri }: Repository): Created {
  return { physicalId: repositoryName!, attributes: { Arn: repositoryArn, RepositoryUri: repositoryUri } };
}
