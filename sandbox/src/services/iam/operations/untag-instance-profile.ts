import type { UntagInstanceProfileCommandInput, UntagInstanceProfileCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onInstanceProfile } from "../access.ts";
import { instanceProfileNamed } from "../entities.ts";
import { removeTags } from "../names.ts";

export const untagInstanceProfile = operation<UntagInstanceProfileCommandInput, UntagInstanceProfileCommandOutput>({
  accepts: ["InstanceProfileName", "TagKeys"],
  access: onInstanceProfile("UntagInstanceProfile"),
  run(input, context) {
    removeTags(instanceProfileNamed(context, input.InstanceProfileName!).tags, input.TagKeys);
    return {};
  },
});
