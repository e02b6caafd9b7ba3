import type { ListPolicyTagsCommandInput, ListPolicyTagsCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onPolicy } from "../access.ts";
import { policyByArn } from "../managed-policies.ts";
import { page } from "../paging.ts";
import { tagList } from "../shapes.ts";

export const listPolicyTags = operation<ListPolicyTagsCommandInput, ListPolicyTagsCommandOutput>({
  accepts: ["PolicyArn", "Marker", "MaxItems"],
  access: onPolicy("ListPolicyTags"),
  run(input, context) {
    const { items, next } = page(tagList(policyByArn(context, input.PolicyArn!).tags), input);
    return { Tags: items, ...next };
  },
});
