import type { TagRoleCommandInput, TagRoleCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onEntity, requestTags } from "../access.ts";
import { roleNamed } from "../entities.ts";
import { addTags } from "../names.ts";

export const tagRole = operation<TagRoleCommandInput, TagRoleCommandOutput>({
  accepts: ["RoleName", "Tags"],
  access: (input, context) => onEntity(context, "role", "TagRole", input.RoleName!, requestTags(input.Tags)),
  run(input, context) {
    addTags(roleNamed(context, input.RoleName!).tags, input.Tags);
    return {};
  },
});
