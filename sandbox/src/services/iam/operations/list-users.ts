import type { ListUsersCommandInput, ListUsersCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onList } from "../access.ts";
import { accounts } from "../accounts.ts";
import { byName, page } from "../paging.ts";
import { userSummary } from "../shapes.ts";

export const listUsers = operation<ListUsersCommandInput, ListUsersCommandOutput>({
  accepts: ["PathPrefix", "Marker", "MaxItems"],
  access: onList("ListUsers", "user"),
  run(input, context) {
    const prefix = input.PathPrefix ?? "/";
    const users = byName(context.state(accounts).users.values()).filter(({ path }) => path.startsWith(prefix));
    const { items, next } = page(users, input);
    return { Users: items.map(userSummary), ...next };
  },
});
