import type { Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { call, callIfPresent, orUndo, syncPolicies } from "./attachments.ts";

/** AWS::IAM::Group. */
export const group: ResourceProvider = {
  emulates: { GroupName: true, ManagedPolicyArns: true, Path: true, Policies: true },

  async create(properties, context) {
    const GroupName: string = properties.GroupName ?? context.generateName({ maxLength: 128 });
    const { Group } = await call(context, "CreateGroup", { GroupName, Path: properties.Path });
    await orUndo(
      () => syncPolicies(context, "Group", GroupName, {}, properties),
      () => remove(GroupName, properties, context),
    );
    return { physicalId: GroupName, attributes: { Arn: Group!.Arn } };
  },

  async update(properties, { properties: old, created }, context) {
    const GroupName = created.physicalId;
    if (properties.Path !== old.Path)
      await call(context, "UpdateGroup", { GroupName, NewPath: properties.Path ?? "/" });
    await syncPolicies(context, "Group", GroupName, old, properties);
    const { Group } = await call(context, "GetGroup", { GroupName });
    return { physicalId: GroupName, attributes: { Arn: Group!.Arn } };
  },

  async delete({ physicalId }, context, properties) {
    await remove(physicalId, properties, context);
  },
};

async function remove(GroupName: string, properties: Properties, context: ResourceContext): Promise<void> {
  await syncPolicies(context, "Group", GroupName, properties, {});
  await callIfPresent(context, "DeleteGroup", { GroupName });
}
