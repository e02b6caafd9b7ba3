import type { UntagResourceCommandInput, UntagResourceCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../../core/service.ts";
import { resourceNotFound } from "../errors.ts";
import { logGroups } from "../log-group.ts";
import { groupName } from "../names.ts";

export const untagResource = operation<UntagResourceCommandInput, UntagResourceCommandOutput>({
  accepts: ["resourceArn", "tagKeys"],
  access: (input) => [
    { action: "logs:UntagResource", resource: input.resourceArn!, conditions: { "aws:TagKeys": input.tagKeys! } },
  ],
  run(input, context) {
    const group = context.state(logGroups).get(groupName(input.resourceArn!));
    if (!group) throw resourceNotFound();
    for (const key of input.tagKeys!) group.tags.delete(key);
    return {};
  },
});
