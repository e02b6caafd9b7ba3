import type { ListInstanceProfilesCommandInput, ListInstanceProfilesCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onList } from "../access.ts";
import { accounts } from "../accounts.ts";
import { byName, page } from "../paging.ts";
import { instanceProfileShape } from "../shapes.ts";

export const listInstanceProfiles = operation<ListInstanceProfilesCommandInput, ListInstanceProfilesCommandOutput>({
  accepts: ["PathPrefix", "Marker", "MaxItems"],
  access: onList("ListInstanceProfiles", "instance-profile"),
  run(input, context) {
    const prefix = input.PathPrefix ?? "/";
    const profiles = byName(context.state(accounts).instanceProfiles.values()).filter(({ path }) =>
      path.startsWith(prefix),
    );
    const { items, next } = page(profiles, input);
    return { InstanceProfiles: items.map((profile) => instanceProfileShape(context, profile)), ...next };
  },
});
