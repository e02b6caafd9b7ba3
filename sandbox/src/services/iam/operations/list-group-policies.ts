import type { ListGroupPoliciesCommandInput, ListGroupPoliciesCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onGroup } from "../access.ts";
import { listInlinePolicies } from "../entity-policies.ts";

export const listGroupPolicies = operation<ListGroupPoliciesCommandInput, ListGroupPoliciesCommandOutput>({
  accepts: ["GroupName", "Marker", "MaxItems"],
  access: onGroup("ListGroupPolicies"),
  run(input, context) {
    return listInlinePolicies(context, "group", input.GroupName!, input);
  },
});
