import type {
  ListAttachedGroupPoliciesCommandInput,
  ListAttachedGroupPoliciesCommandOutput,
} from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onGroup } from "../access.ts";
import { listAttachedPolicies } from "../entity-policies.ts";

export const listAttachedGroupPolicies = operation<
  ListAttachedGroupPoliciesCommandInput,
  ListAttachedGroupPoliciesCommandOutput
>({
  accepts: ["GroupName", "PathPrefix", "Marker", "MaxItems"],
  access: onGroup("ListAttachedGroupPolicies"),
  run(input, context) {
    return listAttachedPolicies(context, "group", input.GroupName!, input);
  },
});
