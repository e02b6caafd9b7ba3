import type { AddUserToGroupCommandInput, AddUserToGroupCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onGroup } from "../access.ts";
import { nameKey } from "../accounts.ts";
import { groupNamed, userNamed } from "../entities.ts";
import * as errors from "../errors.ts";
import { GROUPS_PER_USER } from "../limits.ts";

export const addUserToGroup = operation<AddUserToGroupCommandInput, AddUserToGroupCommandOutput>({
  accepts: ["GroupName", "UserName"],
  access: onGroup("AddUserToGroup"),
  run(input, context) {
    const group = groupNamed(context, input.GroupName!);
    const user = userNamed(context, input.UserName!);
    const key = nameKey(group.name);
    if (!user.groups.has(key) && user.groups.size >= GROUPS_PER_USER)
      throw errors.quotaExceeded("GroupsPerUser", GROUPS_PER_USER);
    user.groups.add(key);
    return {};
  },
});
