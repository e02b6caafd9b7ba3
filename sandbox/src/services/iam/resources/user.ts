import type { Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { call, callIfPresent, orUndo, syncBoundary, syncPolicies, syncTags } from "./attachments.ts";

/** AWS::IAM::User. LoginProfile is not emulated: there is no console. */
export const user: ResourceProvider = {
  emulates: {
    Groups: true,
    ManagedPolicyArns: true,
    Path: true,
    PermissionsBoundary: true,
    Policies: true,
    Tags: true,
    UserName: true,
  },

  async create(properties, context) {
    const { Path, PermissionsBoundary, Tags } = properties;
    const UserName: string = properties.UserName ?? context.generateName({ maxLength: 64 });
    const { User } = await call(context, "CreateUser", { Path, UserName, PermissionsBoundary, Tags });
    await orUndo(
      async () => {
        await syncPolicies(context, "User", UserName, {}, properties);
        await syncGroups(context, UserName, {}, properties);
      },
      () => remove(UserName, properties, context),
    );
    return { physicalId: UserName, attributes: { Arn: User!.Arn } };
  },

  async update(properties, { properties: old, created }, context) {
    const name = created.physicalId;
    const { Path } = properties;
    if (Path !== old.Path) await call(context, "UpdateUser", { UserName: name, NewPath: Path ?? "/" });
    await syncBoundary(context, "User", name, old, properties);
    await syncPolicies(context, "User", name, old, properties);
    await syncGroups(context, name, old, properties);
    await syncTags(context, "User", name, old, properties);
    const { User } = await call(context, "GetUser", { UserName: name });
    return { physicalId: name, attributes: { Arn: User!.Arn } };
  },

  async delete({ physicalId }, context, properties) {
    await remove(physicalId, properties, context);
  },
};

async function syncGroups(context: ResourceContext, UserName: string, old: Properties, now: Properties): Promise<void> {
  const groups: string[] = now.Groups ?? [];
  const oldGroups: string[] = old.Groups ?? [];
  for (const GroupName of oldGroups)
    if (!groups.includes(GroupName)) await callIfPresent(context, "RemoveUserFromGroup", { GroupName, UserName });
  for (const GroupName of groups)
    if (!oldGroups.includes(GroupName)) await call(context, "AddUserToGroup", { GroupName, UserName });
}

async function remove(UserName: string, properties: Properties, context: ResourceContext): Promise<void> {
  await syncGroups(context, UserName, properties, {});
  await syncPolicies(context, "User", UserName, properties, {});
  await callIfPresent(context, "DeleteUser", { UserName });
}
