import type {
  GetAccountAuthorizationDetailsCommandInput,
  GetAccountAuthorizationDetailsCommandOutput,
} from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onAccount } from "../access.ts";
import { accounts } from "../accounts.ts";
import { detailOfGroup, detailOfPolicy, detailOfRole, detailOfUser } from "../details.ts";
import { page, byName } from "../paging.ts";
import { usage } from "../shapes.ts";
import { awsManagedPolicies } from "../aws-managed/index.ts";

/** Without a filter: everything of the account, and the AWS managed policies that are in use. */
export const getAccountAuthorizationDetails = operation<
  GetAccountAuthorizationDetailsCommandInput,
  GetAccountAuthorizationDetailsCommandOutput
>({
  accepts: ["Filter", "MaxItems", "Marker"],
  access: onAccount("GetAccountAuthorizationDetails"),
  run(input, context) {
    const { users, groups, roles, policies } = context.state(accounts);
    const wants = (type: string) => !input.Filter?.length || (input.Filter as string[]).includes(type);
    const used = awsManagedPolicies().filter(({ arn }) => {
      const { attached, bounded } = usage(context, arn);
      return attached.length + bounded.length > 0;
    });
    const all = [
      ...(wants("User") ? byName(users.values()).map((user) => ({ user })) : []),
      ...(wants("Group") ? byName(groups.values()).map((group) => ({ group })) : []),
      ...(wants("Role") ? byName(roles.values()).map((role) => ({ role })) : []),
      ...(wants("LocalManagedPolicy") ? byName(policies.values()).map((policy) => ({ policy })) : []),
      ...(wants("AWSManagedPolicy") ? used.map((policy) => ({ policy })) : []),
    ];
    const { items, next } = page(all, input);
    return {
      UserDetailList: items.flatMap((item) => ("user" in item ? [detailOfUser(context, item.user)] : [])),
      GroupDetailList: items.flatMap((item) => ("group" in item ? [detailOfGroup(context, item.group)] : [])),
      RoleDetailList: items.flatMap((item) => ("role" in item ? [detailOfRole(context, item.role)] : [])),
      Policies: items.flatMap((item) => ("policy" in item ? [detailOfPolicy(context, item.policy)] : [])),
      ...next,
    };
  },
});
