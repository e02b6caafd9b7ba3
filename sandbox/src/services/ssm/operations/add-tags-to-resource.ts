import type { AddTagsToResourceCommandInput, AddTagsToResourceCommandOutput } from "@aws-sdk/client-ssm";
import { operation } from "../../../core/service.ts";
import { onParameter } from "../access.ts";
import { parameters } from "../parameter.ts";
import { addTags, checkResourceType, taggedParameter } from "../tags.ts";

export const addTagsToResource = operation<AddTagsToResourceCommandInput, AddTagsToResourceCommandOutput>({
  accepts: ["ResourceType", "ResourceId", "Tags"],
  access: (input, context) => [
    {
      ...onParameter("ssm:AddTagsToResource", input.ResourceId, context),
      conditions: {
        ...Object.fromEntries(input.Tags!.map((tag) => [`aws:RequestTag/${tag.Key}`, tag.Value ?? ""])),
        "aws:TagKeys": input.Tags!.map((tag) => tag.Key!),
      },
    },
  ],
  run(input, context) {
    checkResourceType(input.ResourceType);
    addTags(taggedParameter(context.state(parameters), input.ResourceId), input.Tags!);
    return {};
  },
});
