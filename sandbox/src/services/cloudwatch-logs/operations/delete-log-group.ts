import type { DeleteLogGroupCommandInput, DeleteLogGroupCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../../core/service.ts";
import { logGroups } from "../log-group.ts";
import { findGroup, onStream } from "../names.ts";

export const deleteLogGroup = operation<DeleteLogGroupCommandInput, DeleteLogGroupCommandOutput>({
  accepts: ["logGroupName"],
  access: (input, context) => [onStream("logs:DeleteLogGroup", input.logGroupName, undefined, context)],
  run(input, context) {
    context.state(logGroups).delete(findGroup(context, input.logGroupName!).name);
    return {};
  },
});
