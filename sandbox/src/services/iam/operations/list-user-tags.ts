import type { ListUserTagsCommandInput, ListUserTagsCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onUser } from "../access.ts";
import { userNamed } from "../entities.ts";
import { page } from "../paging.ts";
import { tagList } from "../shapes.ts";

export const listUserTags = operation<ListUserTagsCommandInput, ListUserTagsCommandOutput>({
  accepts: ["UserName", "Marker", "MaxItems"],
  access: onUser("ListUserTags"),
  run(input, context) {
    const { items, next } = page(tagList(userNamed(context, input.UserName!).tags), input);
    return { Tags: items, ...next };
  },
});
