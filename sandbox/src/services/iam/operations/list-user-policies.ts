import type { ListUserPoliciesCommandInput, ListUserPoliciesCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onUser } from "../access.ts";
import { listInlinePolicies } from "../entity-policies.ts";

export const listUserPolicies = operation<ListUserPoliciesCommandInput, ListUserPoliciesCommandOutput>({
  accepts: ["UserName", "Marker", "MaxItems"],
  access: onUser("ListUserPolicies"),
  run(input, context) {
    return listInlinePolicies(context, "user", input.UserName!, input);
  },
});
