import type { Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { call, callIfPresent, orUndo } from "./attachments.ts";

/** AWS::IAM::InstanceProfile. */
export const instanceProfile: ResourceProvider = {
  emulates: { InstanceProfileName: true, Path: true, Roles: true },

  async create(properties, context) {
    const InstanceProfileName: string = properties.InstanceProfileName ?? context.generateName({ maxLength: 128 });
    const { InstanceProfile } = await call(context, "CreateInstanceProfile", {
      InstanceProfileName,
      Path: properties.Path,
    });
    await orUndo(
      () => syncRoles(context, InstanceProfileName, {}, properties),
      () => remove(InstanceProfileName, properties, context),
    );
    return { physicalId: InstanceProfileName, attributes: { Arn: InstanceProfile!.Arn } };
  },

  async update(properties, { properties: old, created }, context) {
    await syncRoles(context, created.physicalId, old, properties);
    return created;
  },

  async delete({ physicalId }, context, properties) {
    await remove(physicalId, properties, context);
  },
};

async function syncRoles(
  context: ResourceContext,
  InstanceProfileName: string,
  old: Properties,
  properties: Properties,
): Promise<void> {
  const roles: string[] = properties.Roles ?? [];
  const oldRoles: string[] = old.Roles ?? [];
  for (const RoleName of oldRoles)
    if (!roles.includes(RoleName))
      await callIfPresent(context, "RemoveRoleFromInstanceProfile", { InstanceProfileName, RoleName });
  for (const RoleName of roles)
    if (!oldRoles.includes(RoleName))
      await call(context, "AddRoleToInstanceProfile", { InstanceProfileName, RoleName });
}

async function remove(InstanceProfileName: string, properties: Properties, context: ResourceContext): Promise<void> {
  await syncRoles(context, InstanceProfileName, properties, {});
  await callIfPresent(context, "DeleteInstanceProfile", { InstanceProfileName });
}
