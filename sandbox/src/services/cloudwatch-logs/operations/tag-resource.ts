import type { TagResourceCommandInput, TagResourceCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../../core/service.ts";
import { logGroups } from "../log-group.ts";
import { groupName } from "../names.ts";
import { resourceNotFound } from "../errors.ts";
import { addTags, tagConditions } from "../tags.ts";

export const tagResource = operation<TagResourceCommandInput, TagResourceCommandOutput>({
  accepts: ["resourceArn", "tags"],
  access: (input) => [
    { action: "logs:TagResource", resource: input.resourceArn!, conditions: tagConditions(input.tags) },
  ],
  run(input, context) {
    const group = context.state(logGroups).get(groupName(input.resourceArn!));
    if (!group) throw resourceNotFound();
    addTags(group, input.tags!);
    return {};
  },
});
