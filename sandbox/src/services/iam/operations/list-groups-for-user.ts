import type { ListGroupsForUserCommandInput, ListGroupsForUserCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onUser } from "../access.ts";
import { accounts } from "../accounts.ts";
import { userNamed } from "../entities.ts";
import { byName, page } from "../paging.ts";
import { groupShape } from "../shapes.ts";

export const listGroupsForUser = operation<ListGroupsForUserCommandInput, ListGroupsForUserCommandOutput>({
  accepts: ["UserName", "Marker", "MaxItems"],
  access: onUser("ListGroupsForUser"),
  run(input, context) {
    const user = userNamed(context, input.UserName!);
    const groups = [...user.groups].flatMap((key) => context.state(accounts).groups.get(key) ?? []);
    const { items, next } = page(byName(groups), input);
    return { Groups: items.map(groupShape), ...next };
  },
});
