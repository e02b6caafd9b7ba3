import type { Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { call, callIfPresent, documentText, orUndo, syncBoundary, syncPolicies, syncTags } from "./attachments.ts";

/** AWS::IAM::Role. */
export const role: ResourceProvider = {
  emulates: {
    AssumeRolePolicyDocument: true,
    Description: true,
    ManagedPolicyArns: true,
    MaxSessionDuration: true,
    Path: true,
    PermissionsBoundary: true,
    Policies: true,
    RoleName: true,
    Tags: true,
  },

  async create(properties, context) {
    const { Path, Description, MaxSessionDuration, PermissionsBoundary, Tags } = properties;
    const RoleName: string = properties.RoleName ?? context.generateName({ maxLength: 64 });
    const { Role } = await call(context, "CreateRole", {
      Path,
      RoleName,
      Description,
      MaxSessionDuration: seconds(MaxSessionDuration),
      PermissionsBoundary,
      Tags,
      AssumeRolePolicyDocument: documentText(properties.AssumeRolePolicyDocument),
    });
    await orUndo(
      () => syncPolicies(context, "Role", RoleName, {}, properties),
      () => remove(RoleName, properties, context),
    );
    return { physicalId: RoleName, attributes: { Arn: Role!.Arn, RoleId: Role!.RoleId } };
  },

  async update(properties, { properties: old, created }, context) {
    const RoleName = created.physicalId;
    await call(context, "UpdateRole", {
      RoleName,
      Description: properties.Description ?? (old.Description === undefined ? undefined : ""),
      MaxSessionDuration: seconds(properties.MaxSessionDuration) ?? 3600,
    });
    const trust = documentText(properties.AssumeRolePolicyDocument);
    if (trust !== documentText(old.AssumeRolePolicyDocument))
      await call(context, "UpdateAssumeRolePolicy", { RoleName, PolicyDocument: trust });
    await syncBoundary(context, "Role", RoleName, old, properties);
    await syncPolicies(context, "Role", RoleName, old, properties);
    await syncTags(context, "Role", RoleName, old, properties);
    return created;
  },

  async delete({ physicalId }, context, properties) {
    await remove(physicalId, properties, context);
  },
};

/** Numbers come from templates as numbers or as text. */
function seconds(value: unknown): number | undefined {
  return value === undefined ? undefined : Number(value);
}

async function remove(RoleName: string, properties: Properties, context: ResourceContext): Promise<void> {
  await syncPolicies(context, "Role", RoleName, properties, {});
  await callIfPresent(context, "DeleteRole", { RoleName });
}
