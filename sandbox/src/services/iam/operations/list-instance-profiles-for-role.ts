import type {
  ListInstanceProfilesForRoleCommandInput,
  ListInstanceProfilesForRoleCommandOutput,
} from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onRole } from "../access.ts";
import { accounts, nameKey } from "../accounts.ts";
import { roleNamed } from "../entities.ts";
import { byName, page } from "../paging.ts";
import { instanceProfileShape } from "../shapes.ts";

export const listInstanceProfilesForRole = operation<
  ListInstanceProfilesForRoleCommandInput,
  ListInstanceProfilesForRoleCommandOutput
>({
  accepts: ["RoleName", "Marker", "MaxItems"],
  access: onRole("ListInstanceProfilesForRole"),
  run(input, context) {
    const key = nameKey(roleNamed(context, input.RoleName!).name);
    const profiles = byName(context.state(accounts).instanceProfiles.values()).filter(({ role }) => role === key);
    const { items, next } = page(profiles, input);
    return { InstanceProfiles: items.map((profile) => instanceProfileShape(context, profile)), ...next };
  },
});
