import type { TagLogGroupCommandInput, TagLogGroupCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../../core/service.ts";
import { findGroup, onStream } from "../names.ts";
import { addTags, tagConditions } from "../tags.ts";

/** The older form of TagResource, by name. */
export const tagLogGroup = operation<TagLogGroupCommandInput, TagLogGroupCommandOutput>({
  accepts: ["logGroupName", "tags"],
  access: (input, context) => [
    { ...onStream("logs:TagLogGroup", input.logGroupName, undefined, context), conditions: tagConditions(input.tags) },
  ],
  run(input, context) {
    addTags(findGroup(context, input.logGroupName!), input.tags!);
    return {};
  },
});
