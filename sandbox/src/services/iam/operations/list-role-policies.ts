import type { ListRolePoliciesCommandInput, ListRolePoliciesCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onRole } from "../access.ts";
import { listInlinePolicies } from "../entity-policies.ts";

export const listRolePolicies = operation<ListRolePoliciesCommandInput, ListRolePoliciesCommandOutput>({
  accepts: ["RoleName", "Marker", "MaxItems"],
  access: onRole("ListRolePolicies"),
  run(input, context) {
    return listInlinePolicies(context, "role", input.RoleName!, input);
  },
});
