import type { ListRolesCommandInput, ListRolesCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onList } from "../access.ts";
import { accounts } from "../accounts.ts";
import { byName, page } from "../paging.ts";
import { roleSummary } from "../shapes.ts";

export const listRoles = operation<ListRolesCommandInput, ListRolesCommandOutput>({
  accepts: ["PathPrefix", "Marker", "MaxItems"],
  access: onList("ListRoles", "role"),
  run(input, context) {
    const prefix = input.PathPrefix ?? "/";
    const roles = byName(context.state(accounts).roles.values()).filter(({ path }) => path.startsWith(prefix));
    const { items, next } = page(roles, input);
    return { Roles: items.map(roleSummary), ...next };
  },
});
