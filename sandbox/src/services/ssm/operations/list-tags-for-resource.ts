import type { ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput } from "@aws-sdk/client-ssm";
import { operation } from "../../../core/service.ts";
import { onParameter } from "../access.ts";
import { parameters } from "../parameter.ts";
import { checkResourceType, taggedParameter } from "../tags.ts";

export const listTagsForResource = operation<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput>({
  accepts: ["ResourceType", "ResourceId"],
  access: (input, context) => [onParameter("ssm:ListTagsForResource", input.ResourceId, context)],
  run(input, context) {
    checkResourceType(input.ResourceType);
    const { tags } = taggedParameter(context.state(parameters), input.ResourceId);
    return { TagList: [...tags].map(([Key, Value]) => ({ Key, Value })) };
  },
});
