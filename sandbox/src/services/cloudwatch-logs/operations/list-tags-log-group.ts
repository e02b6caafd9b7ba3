import type { ListTagsLogGroupCommandInput, ListTagsLogGroupCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../../core/service.ts";
import { findGroup, onStream } from "../names.ts";

/** The older form of ListTagsForResource, by name. */
export const listTagsLogGroup = operation<ListTagsLogGroupCommandInput, ListTagsLogGroupCommandOutput>({
  accepts: ["logGroupName"],
  access: (input, context) => [onStream("logs:ListTagsLogGroup", input.logGroupName, undefined, context)],
  run: (input, context) => ({ tags: Object.fromEntries(findGroup(context, input.logGroupName!).tags) }),
});
