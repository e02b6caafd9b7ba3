import type { ListAttachedRolePoliciesCommandInput, ListAttachedRolePoliciesCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onRole } from "../access.ts";
import { listAttachedPolicies } from "../entity-policies.ts";

export const listAttachedRolePolicies = operation<
  ListAttachedRolePoliciesCommandInput,
  ListAttachedRolePoliciesCommandOutput
>({
  accepts: ["RoleName", "PathPrefix", "Marker", "MaxItems"],
  access: onRole("ListAttachedRolePolicies"),
  run(input, context) {
    return listAttachedPolicies(context, "role", input.RoleName!, input);
  },
});
