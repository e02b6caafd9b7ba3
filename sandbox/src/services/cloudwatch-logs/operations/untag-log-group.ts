import type { UntagLogGroupCommandInput, UntagLogGroupCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../../core/service.ts";
import { findGroup, onStream } from "../names.ts";

/** The older form of UntagResource, by name. */
export const untagLogGroup = operation<UntagLogGroupCommandInput, UntagLogGroupCommandOutput>({
  accepts: ["logGroupName", "tags"],
  access: (input, context) => [onStream("logs:UntagLogGroup", input.logGroupName, undefined, context)],
  run(input, context) {
    const { tags } = findGroup(context, input.logGroupName!);
    for (const key of input.tags!) tags.delete(key);
    return {};
  },
});
