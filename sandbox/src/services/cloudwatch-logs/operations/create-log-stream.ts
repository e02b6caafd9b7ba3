import type { CreateLogStreamCommandInput, CreateLogStreamCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../../core/service.ts";
import { streamExists } from "../errors.ts";
import { checkStreamName, findGroup, onStream } from "../names.ts";

export const createLogStream = operation<CreateLogStreamCommandInput, CreateLogStreamCommandOutput>({
  accepts: ["logGroupName", "logStreamName"],
  access: (input, context) => [onStream("logs:CreateLogStream", input.logGroupName, input.logStreamName, context)],
  run(input, context) {
    const name = input.logStreamName!;
    checkStreamName(name);
    const group = findGroup(context, input.logGroupName!);
    if (group.streams.has(name)) throw streamExists();
    group.streams.set(name, { name, createdAt: context.clock.now(), events: [] });
    return {};
  },
});
