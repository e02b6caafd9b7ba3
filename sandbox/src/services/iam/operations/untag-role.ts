import type { UntagRoleCommandInput, UntagRoleCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onEntity } from "../access.ts";
import { roleNamed } from "../entities.ts";
import { removeTags } from "../names.ts";

export const untagRole = operation<UntagRoleCommandInput, UntagRoleCommandOutput>({
  accepts: ["RoleName", "TagKeys"],
  access: (input, context) =>
    onEntity(context, "role", "UntagRole", input.RoleName!, { "aws:TagKeys": input.TagKeys! }),
  run(input, context) {
    removeTags(roleNamed(context, input.RoleName!).tags, input.TagKeys);
    return {};
  },
});
