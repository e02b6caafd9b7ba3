import type { GetAccountSummaryCommandInput, GetAccountSummaryCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onAccount } from "../access.ts";
import { accounts } from "../accounts.ts";
import { ACCESS_KEYS_PER_USER, GROUPS_PER_USER, VERSIONS_PER_POLICY } from "../limits.ts";

/** The counts of what is emulated, and the quotas that are kept. */
export const getAccountSummary = operation<GetAccountSummaryCommandInput, GetAccountSummaryCommandOutput>({
  accepts: [],
  access: onAccount("GetAccountSummary"),
  run(_input, context) {
    const { users, groups, roles, policies, instanceProfiles } = context.state(accounts);
    const versions = [...policies.values()].reduce((sum, policy) => sum + policy.versions.length, 0);
    return {
      SummaryMap: {
        Users: users.size,
        Groups: groups.size,
        Roles: roles.size,
        Policies: policies.size,
        InstanceProfiles: instanceProfiles.size,
        PolicyVersionsInUse: versions,
        AccessKeysPerUserQuota: ACCESS_KEYS_PER_USER,
        GroupsPerUserQuota: GROUPS_PER_USER,
        VersionsPerPolicyQuota: VERSIONS_PER_POLICY,
      },
    };
  },
});
