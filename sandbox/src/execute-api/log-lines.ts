import { createHash } from "node:crypto";
import type {
  CreateLogGroupCommandInput,
  CreateLogStreamCommandInput,
  PutLogEventsCommandInput,
} from "@aws-sdk/client-cloudwatch-logs";
import { AwsError } from "../core/errors.ts";
import type { OperationContext } from "../core/service.ts";

/** Stream names are 32 hexadecimal digits. */
export function streamOf(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

/** Puts lines in a stream, which is made with its group where they are not there. */
export async function putLines(
  logGroupName: string,
  logStreamName: string,
  logEvents: { message: string; timestamp: number }[],
  writer: OperationContext,
): Promise<void> {
  const putEvents = () =>
    writer.call<PutLogEventsCommandInput, unknown>("cloudwatch-logs", "PutLogEvents", {
      logGroupName,
      logStreamName,
      logEvents,
    });
  try {
    await putEvents();
  } catch (error) {
    if (!isCode(error, "ResourceNotFoundException")) throw error;
    await createStream(logGroupName, logStreamName, writer);
    await putEvents();
  }
}

/** Who writes may be allowed to make streams, but no group. */
async function createStream(logGroupName: string, logStreamName: string, writer: OperationContext): Promise<void> {
  const stream = { logGroupName, logStreamName } satisfies CreateLogStreamCommandInput;
  try {
    await create("CreateLogStream", stream, writer);
  } catch (error) {
    if (!isCode(error, "ResourceNotFoundException")) throw error;
    await create("CreateLogGroup", { logGroupName } satisfies CreateLogGroupCommandInput, writer);
    await create("CreateLogStream", stream, writer);
  }
}

async function create(operation: string, input: object, writer: OperationContext): Promise<void> {
  try {
    await writer.call("cloudwatch-logs", operation, input);
  } catch (error) {
    // Another request was first.
    if (!isCode(error, "ResourceAlreadyExistsException")) throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof AwsError && error.code === code;
}
