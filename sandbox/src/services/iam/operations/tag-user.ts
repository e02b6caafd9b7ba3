import type { TagUserCommandInput, TagUserCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onEntity, requestTags } from "../access.ts";
import { userNamed } from "../entities.ts";
import { addTags } from "../names.ts";

export const tagUser = operation<TagUserCommandInput, TagUserCommandOutput>({
  accepts: ["UserName", "Tags"],
  access: (input, context) => onEntity(context, "user", "TagUser", input.UserName!, requestTags(input.Tags)),
  run(input, context) {
    addTags(userNamed(context, input.UserName!).tags, input.Tags);
    return {};
  },
});
