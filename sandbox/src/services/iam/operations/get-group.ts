import type { GetGroupCommandInput, GetGroupCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onGroup } from "../access.ts";
import { accounts, nameKey } from "../accounts.ts";
import { groupNamed } from "../entities.ts";
import { byName, page } from "../paging.ts";
import { groupShape, userSummary } from "../shapes.ts";

export const getGroup = operation<GetGroupCommandInput, GetGroupCommandOutput>({
  accepts: ["GroupName", "Marker", "MaxItems"],
  access: onGroup("GetGroup"),
  run(input, context) {
    const group = groupNamed(context, input.GroupName!);
    const members = byName(context.state(accounts).users.values()).filter((user) =>
      user.groups.has(nameKey(group.name)),
    );
    const { items, next } = page(members, input);
    return { Group: groupShape(group), Users: items.map(userSummary), ...next };
  },
});
