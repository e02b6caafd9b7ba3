import type { DeleteUserCommandInput, DeleteUserCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onUser } from "../access.ts";
import { accounts, nameKey } from "../accounts.ts";
import { userNamed } from "../entities.ts";
import * as errors from "../errors.ts";

export const deleteUser = operation<DeleteUserCommandInput, DeleteUserCommandOutput>({
  accepts: ["UserName"],
  access: onUser("DeleteUser"),
  run(input, context) {
    const user = userNamed(context, input.UserName!);
    if (user.groups.size) throw errors.usersInGroup();
    if (user.accessKeys.length) throw errors.accessKeysLeft();
    if (user.attachedPolicies.size) throw errors.policiesAttached();
    if (user.inlinePolicies.size) throw errors.inlinePoliciesLeft();
    context.state(accounts).users.delete(nameKey(user.name));
    return {};
  },
});
