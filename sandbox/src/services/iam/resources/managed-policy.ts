import type { ListPolicyVersionsCommandOutput } from "@aws-sdk/client-iam";
import { AwsError } from "../../../core/errors.ts";
import type { Created, Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { VERSIONS_PER_POLICY } from "../limits.ts";
import { call, callIfPresent, documentText, orUndo } from "./attachments.ts";
import { targetsOf, without, type Target } from "./targets.ts";

/** AWS::IAM::ManagedPolicy. */
export const managedPolicy: ResourceProvider = {
  emulates: {
    Description: true,
    Groups: true,
    ManagedPolicyName: true,
    Path: true,
    PolicyDocument: true,
    Roles: true,
    Users: true,
  },

  async create(properties, context) {
    const { Path, Description } = properties;
    const PolicyName: string = properties.ManagedPolicyName ?? context.generateName({ maxLength: 128 });
    const PolicyDocument = documentText(properties.PolicyDocument);
    const { Policy } = await call(context, "CreatePolicy", { PolicyName, Path, Description, PolicyDocument });
    const arn = Policy!.Arn as string;
    await orUndo(
      () => attach(targetsOf(properties), arn, context),
      () => remove(arn, properties, context),
    );
    return created(arn, context);
  },

  async update(properties, { properties: old, created: before }, context) {
    const arn = before.physicalId;
    const PolicyDocument = documentText(properties.PolicyDocument);
    if (PolicyDocument !== documentText(old.PolicyDocument)) {
      await makeRoom(arn, context);
      await call(context, "CreatePolicyVersion", { PolicyArn: arn, PolicyDocument, SetAsDefault: true });
    }
    const targets = targetsOf(properties);
    const oldTargets = targetsOf(old);
    await attach(without(targets, oldTargets), arn, context);
    await detach(without(oldTargets, targets), arn, context);
    return created(arn, context);
  },

  async delete({ physicalId }, context, properties) {
    await remove(physicalId, properties, context);
  },
};

async function created(arn: string, context: ResourceContext): Promise<Created> {
  const { Policy = {} } = await call(context, "GetPolicy", { PolicyArn: arn });
  const { AttachmentCount, DefaultVersionId, IsAttachable, PermissionsBoundaryUsageCount, PolicyId } = Policy;
  return {
    physicalId: arn,
    attributes: {
      PolicyArn: arn,
      AttachmentCount,
      DefaultVersionId,
      IsAttachable,
      PermissionsBoundaryUsageCount,
      PolicyId,
      CreateDate: (Policy.CreateDate as Date).toISOString(),
      UpdateDate: (Policy.UpdateDate as Date).toISOString(),
    },
  };
}

async function versions(arn: string, context: ResourceContext): Promise<string[]> {
  const { Versions = [] } = await context.call<object, ListPolicyVersionsCommandOutput>("iam", "ListPolicyVersions", {
    PolicyArn: arn,
  });
  return Versions.flatMap(({ VersionId, IsDefaultVersion }) => (IsDefaultVersion ? [] : [VersionId!]));
}

/** CloudFormation removes the oldest version that is not the default when a policy has as many as it may. */
async function makeRoom(arn: string, context: ResourceContext): Promise<void> {
  const old = await versions(arn, context);
  if (old.length + 1 >= VERSIONS_PER_POLICY)
    await call(context, "DeletePolicyVersion", { PolicyArn: arn, VersionId: old.at(-1) });
}

async function attach(targets: Target[], PolicyArn: string, context: ResourceContext): Promise<void> {
  for (const { kind, name } of targets)
    await call(context, `Attach${kind}Policy`, { [`${kind}Name`]: name, PolicyArn });
}

async function detach(targets: Target[], PolicyArn: string, context: ResourceContext): Promise<void> {
  for (const { kind, name } of targets)
    await callIfPresent(context, `Detach${kind}Policy`, { [`${kind}Name`]: name, PolicyArn });
}

async function remove(arn: string, properties: Properties, context: ResourceContext): Promise<void> {
  await detach(targetsOf(properties), arn, context);
  try {
    for (const VersionId of await versions(arn, context))
      await callIfPresent(context, "DeletePolicyVersion", { PolicyArn: arn, VersionId });
  } catch (error) {
    if (!(error instanceof AwsError && error.code === "NoSuchEntity")) throw error;
  }
  await callIfPresent(context, "DeletePolicy", { PolicyArn: arn });
}
