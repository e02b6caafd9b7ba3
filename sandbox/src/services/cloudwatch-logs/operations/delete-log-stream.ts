import type { DeleteLogStreamCommandInput, DeleteLogStreamCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../../core/service.ts";
import { findGroup, findStream, onStream } from "../names.ts";

export const deleteLogStream = operation<DeleteLogStreamCommandInput, DeleteLogStreamCommandOutput>({
  accepts: ["logGroupName", "logStreamName"],
  access: (input, context) => [onStream("logs:DeleteLogStream", input.logGroupName, input.logStreamName, context)],
  run(input, context) {
    const group = findGroup(context, input.logGroupName!);
    group.streams.delete(findStream(group, input.logStreamName!).name);
    return {};
  },
});
