import type { TagInstanceProfileCommandInput, TagInstanceProfileCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onInstanceProfile } from "../access.ts";
import { instanceProfileNamed } from "../entities.ts";
import { addTags } from "../names.ts";

export const tagInstanceProfile = operation<TagInstanceProfileCommandInput, TagInstanceProfileCommandOutput>({
  accepts: ["InstanceProfileName", "Tags"],
  access: onInstanceProfile("TagInstanceProfile"),
  run(input, context) {
    addTags(instanceProfileNamed(context, input.InstanceProfileName!).tags, input.Tags);
    return {};
  },
});
