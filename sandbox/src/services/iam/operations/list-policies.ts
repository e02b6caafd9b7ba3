import type { ListPoliciesCommandInput, ListPoliciesCommandOutput } from "@aws-sdk/client-iam";
import { operation, type OperationContext } from "../../../core/service.ts";
import { onList } from "../access.ts";
import { accounts } from "../accounts.ts";
import { awsManagedPolicies } from "../aws-managed/index.ts";
import { byName, page } from "../paging.ts";
import { policyShape, usage } from "../shapes.ts";

export const listPolicies = operation<ListPoliciesCommandInput, ListPoliciesCommandOutput>({
  accepts: ["Scope", "OnlyAttached", "PathPrefix", "PolicyUsageFilter", "Marker", "MaxItems"],
  access: onList("ListPolicies", "policy"),
  run(input, context) {
    const { Scope: scope = "All", PathPrefix: prefix = "/" } = input;
    const own = scope === "AWS" ? [] : byName(context.state(accounts).policies.values());
    const aws = scope === "Local" ? [] : awsManagedPolicies();
    const chosen = [...own, ...aws].filter(
      ({ arn, path }) => path.startsWith(prefix) && (!restricted(input) || isUsed(context, arn, input)),
    );
    const { items, next } = page(chosen, input);
    return { Policies: items.map((policy) => policyShape(context, policy)), ...next };
  },
});

function restricted({ OnlyAttached, PolicyUsageFilter }: ListPoliciesCommandInput): boolean {
  return OnlyAttached === true || PolicyUsageFilter !== undefined;
}

function isUsed(
  context: OperationContext,
  arn: string,
  { PolicyUsageFilter: filter }: ListPoliciesCommandInput,
): boolean {
  const { attached, bounded } = usage(context, arn);
  return filter === "PermissionsBoundary" ? bounded.length > 0 : attached.length > 0;
}
