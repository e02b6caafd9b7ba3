import type { ListAttachedUserPoliciesCommandInput, ListAttachedUserPoliciesCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onUser } from "../access.ts";
import { listAttachedPolicies } from "../entity-policies.ts";

export const listAttachedUserPolicies = operation<
  ListAttachedUserPoliciesCommandInput,
  ListAttachedUserPoliciesCommandOutput
>({
  accepts: ["UserName", "PathPrefix", "Marker", "MaxItems"],
  access: onUser("ListAttachedUserPolicies"),
  run(input, context) {
    return listAttachedPolicies(context, "user", input.UserName!, input);
  },
});
