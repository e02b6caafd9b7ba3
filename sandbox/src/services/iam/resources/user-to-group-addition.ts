import type { ResourceProvider } from "../../../core/resource.ts";
import { call, callIfPresent } from "./attachments.ts";

/** AWS::IAM::UserToGroupAddition. */
export const userToGroupAddition: ResourceProvider = {
  emulates: { GroupName: true, Users: true },

  async create({ GroupName, Users }, context) {
    for (const UserName of Users) await call(context, "AddUserToGroup", { GroupName, UserName });
    return { physicalId: context.generateName(), attributes: {} };
  },

  async update({ GroupName, Users }, { properties: old, created }, context) {
    for (const UserName of Users) await call(context, "AddUserToGroup", { GroupName, UserName });
    for (const UserName of old.Users)
      if (old.GroupName !== GroupName || !Users.includes(UserName))
        await callIfPresent(context, "RemoveUserFromGroup", { GroupName: old.GroupName, UserName });
    return created;
  },

  async delete(_created, context, { GroupName, Users }) {
    for (const UserName of Users) await callIfPresent(context, "RemoveUserFromGroup", { GroupName, UserName });
  },
};
