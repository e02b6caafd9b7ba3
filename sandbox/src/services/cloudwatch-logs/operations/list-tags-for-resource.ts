import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
} from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../../core/service.ts";
import { resourceNotFound } from "../errors.ts";
import { logGroups } from "../log-group.ts";
import { groupName } from "../names.ts";

export const listTagsForResource = operation<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput>({
  accepts: ["resourceArn"],
  access: (input) => [{ action: "logs:ListTagsForResource", resource: input.resourceArn! }],
  run(input, context) {
    const group = context.state(logGroups).get(groupName(input.resourceArn!));
    if (!group) throw resourceNotFound();
    return { tags: Object.fromEntries(group.tags) };
  },
});
