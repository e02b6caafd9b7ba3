import type { UntagUserCommandInput, UntagUserCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onEntity } from "../access.ts";
import { userNamed } from "../entities.ts";
import { removeTags } from "../names.ts";

export const untagUser = operation<UntagUserCommandInput, UntagUserCommandOutput>({
  accepts: ["UserName", "TagKeys"],
  access: (input, context) =>
    onEntity(context, "user", "UntagUser", input.UserName!, { "aws:TagKeys": input.TagKeys! }),
  run(input, context) {
    removeTags(userNamed(context, input.UserName!).tags, input.TagKeys);
    return {};
  },
});
