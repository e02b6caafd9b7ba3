import type { DeleteRoleCommandInput, DeleteRoleCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onRole } from "../access.ts";
import { accounts, nameKey } from "../accounts.ts";
import { roleNamed } from "../entities.ts";
import * as errors from "../errors.ts";

export const deleteRole = operation<DeleteRoleCommandInput, DeleteRoleCommandOutput>({
  accepts: ["RoleName"],
  access: onRole("DeleteRole"),
  run(input, context) {
    const account = context.state(accounts);
    const role = roleNamed(context, input.RoleName!);
    const key = nameKey(role.name);
    if ([...account.instanceProfiles.values()].some((profile) => profile.role === key))
      throw errors.inInstanceProfile();
    if (role.attachedPolicies.size) throw errors.policiesAttached();
    if (role.inlinePolicies.size) throw errors.inlinePoliciesLeft();
    account.roles.delete(key);
    return {};
  },
});
