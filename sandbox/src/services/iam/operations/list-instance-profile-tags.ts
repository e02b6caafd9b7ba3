import type { ListInstanceProfileTagsCommandInput, ListInstanceProfileTagsCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onInstanceProfile } from "../access.ts";
import { instanceProfileNamed } from "../entities.ts";
import { page } from "../paging.ts";
import { tagList } from "../shapes.ts";

export const listInstanceProfileTags = operation<
  ListInstanceProfileTagsCommandInput,
  ListInstanceProfileTagsCommandOutput
>({
  accepts: ["InstanceProfileName", "Marker", "MaxItems"],
  access: onInstanceProfile("ListInstanceProfileTags"),
  run(input, context) {
    const { items, next } = page(tagList(instanceProfileNamed(context, input.InstanceProfileName!).tags), input);
    return { Tags: items, ...next };
  },
});
