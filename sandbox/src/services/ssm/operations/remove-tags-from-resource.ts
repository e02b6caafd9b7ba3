import type { RemoveTagsFromResourceCommandInput, RemoveTagsFromResourceCommandOutput } from "@aws-sdk/client-ssm";
import { operation } from "../../../core/service.ts";
import { onParameter } from "../access.ts";
import { parameters } from "../parameter.ts";
import { checkResourceType, taggedParameter } from "../tags.ts";

export const removeTagsFromResource = operation<
  RemoveTagsFromResourceCommandInput,
  RemoveTagsFromResourceCommandOutput
>({
  accepts: ["ResourceType", "ResourceId", "TagKeys"],
  access: (input, context) => [
    {
      ...onParameter("ssm:RemoveTagsFromResource", input.ResourceId, context),
      conditions: { "aws:TagKeys": input.TagKeys! },
    },
  ],
  run(input, context) {
    checkResourceType(input.ResourceType);
    const parameter = taggedParameter(context.state(parameters), input.ResourceId);
    for (const key of input.TagKeys!) parameter.tags.delete(key);
    return {};
  },
});
