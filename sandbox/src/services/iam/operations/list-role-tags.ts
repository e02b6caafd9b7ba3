import type { ListRoleTagsCommandInput, ListRoleTagsCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onRole } from "../access.ts";
import { roleNamed } from "../entities.ts";
import { page } from "../paging.ts";
import { tagList } from "../shapes.ts";

export const listRoleTags = operation<ListRoleTagsCommandInput, ListRoleTagsCommandOutput>({
  accepts: ["RoleName", "Marker", "MaxItems"],
  access: onRole("ListRoleTags"),
  run(input, context) {
    const { items, next } = page(tagList(roleNamed(context, input.RoleName!).tags), input);
    return { Tags: items, ...next };
  },
});
