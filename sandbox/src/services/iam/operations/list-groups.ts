import type { ListGroupsCommandInput, ListGroupsCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onList } from "../access.ts";
import { accounts } from "../accounts.ts";
import { byName, page } from "../paging.ts";
import { groupShape } from "../shapes.ts";

export const listGroups = operation<ListGroupsCommandInput, ListGroupsCommandOutput>({
  accepts: ["PathPrefix", "Marker", "MaxItems"],
  access: onList("ListGroups", "group"),
  run(input, context) {
    const prefix = input.PathPrefix ?? "/";
    const groups = byName(context.state(accounts).groups.values()).filter(({ path }) => path.startsWith(prefix));
    const { items, next } = page(groups, input);
    return { Groups: items.map(groupShape), ...next };
  },
});
