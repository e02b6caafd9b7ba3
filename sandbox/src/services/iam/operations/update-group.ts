import type { UpdateGroupCommandInput, UpdateGroupCommandOutput } from "@aws-sdk/client-iam";
import { formatArn } from "../../../core/arn.ts";
import { operation } from "../../../core/service.ts";
import { onGroup } from "../access.ts";
import { accounts, nameKey } from "../accounts.ts";
import { groupNamed } from "../entities.ts";
import { checkGroupName, readPath } from "../names.ts";
import * as errors from "../errors.ts";

/** The members stay. */
export const updateGroup = operation<UpdateGroupCommandInput, UpdateGroupCommandOutput>({
  accepts: ["GroupName", "NewPath", "NewGroupName"],
  access: onGroup("UpdateGroup"),
  run(input, context) {
    const { groups, users } = context.state(accounts);
    const group = groupNamed(context, input.GroupName!);
    const name = input.NewGroupName ?? group.name;
    const path = input.NewPath === undefined ? group.path : readPath(input.NewPath);
    checkGroupName(name);
    const other = groups.get(nameKey(name));
    if (other && other !== group) throw errors.nameTaken("group", name);
    const oldKey = nameKey(group.name);
    groups.delete(oldKey);
    const arn = formatArn({ service: "iam", account: context.account, resource: `group${path}${name}` });
    Object.assign(group, { name, path, arn });
    groups.set(nameKey(name), group);
    for (const user of users.values()) if (user.groups.delete(oldKey)) user.groups.add(nameKey(name));
    return {};
  },
});
