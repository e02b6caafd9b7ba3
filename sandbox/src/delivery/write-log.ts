import { randomUUID } from "node:crypto";
import type { CreateLogStreamCommandInput, PutLogEventsCommandInput } from "@aws-sdk/client-cloudwatch-logs";
import { parseArn } from "../core/arn.ts";
import { AwsError } from "../core/errors.ts";
import type { OperationContext } from "../core/service.ts";

/** A line for a log group. Without a stream it goes to a new one, as EventBridge's deliveries do. */
export async function writeLog(
  groupArn: string,
  line: { message: string; stream?: string | undefined; timestamp?: number | undefined },
  context: OperationContext,
): Promise<void> {
  const { account, region, resource } = parseArn(groupArn)!;
  const logGroupName = resource.replace(/^log-group:/, "").replace(/:\*$/, "");
  const logStreamName = line.stream ?? randomUUID();
  const place = { account, region };
  const create = () =>
    context.call<CreateLogStreamCommandInput, unknown>(
      "cloudwatch-logs",
      "CreateLogStream",
      { logGroupName, logStreamName },
      place,
    );
  const put = () =>
    context.call<PutLogEventsCommandInput, unknown>(
      "cloudwatch-logs",
      "PutLogEvents",
      {
        logGroupName,
        logStreamName,
        logEvents: [{ timestamp: line.timestamp ?? context.clock.now(), message: line.message }],
      },
      place,
    );
  if (line.stream === undefined) await create();
  try {
    await put();
  } catch (error) {
    if (!(error instanceof AwsError && error.message === "The specified log stream does not exist.")) throw error;
    await create();
    await put();
  }
}
