import type { DeleteGroupCommandInput, DeleteGroupCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onGroup } from "../access.ts";
import { accounts, nameKey } from "../accounts.ts";
import { groupNamed } from "../entities.ts";
import * as errors from "../errors.ts";

export const deleteGroup = operation<DeleteGroupCommandInput, DeleteGroupCommandOutput>({
  accepts: ["GroupName"],
  access: onGroup("DeleteGroup"),
  run(input, context) {
    const account = context.state(accounts);
    const group = groupNamed(context, input.GroupName!);
    const key = nameKey(group.name);
    if ([...account.users.values()].some((user) => user.groups.has(key))) throw errors.usersInGroup();
    if (group.attachedPolicies.size) throw errors.policiesAttached();
    if (group.inlinePolicies.size) throw errors.inlinePoliciesLeft();
    account.groups.delete(key);
    return {};
  },
});
