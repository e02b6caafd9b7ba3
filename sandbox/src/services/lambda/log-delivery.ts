import type {
  CreateLogGroupCommandInput,
  CreateLogStreamCommandInput,
  PutLogEventsCommandInput,
} from "@aws-sdk/client-cloudwatch-logs";
import { AwsError, NotEmulated } from "../../core/errors.ts";
import type { OperationContext } from "../../core/service.ts";
import { engineOf, type Session } from "./engine.ts";
import type { Invocation } from "./runtime/pool.ts";

/** Prints that are kept as hops when the role may not write logs. */
const MAX_KEPT_PRINTS = 20;

/**
 * Sends the log of an invocation to CloudWatch Logs with the function's own permissions: a role without them has no logs, on AWS and here.
 * What the function printed is then still to be found on the stream of hops.
 */
export async function deliverLogs(
  invocation: Invocation,
  group: string,
  functionArn: string,
  session: Session,
  context: OperationContext,
): Promise<void> {
  if (!invocation.log.length) return;
  const asFunction = context.as(session.principal);
  try {
    await deliver(asFunction, group, invocation);
  } catch (error) {
    if (!(error instanceof AwsError) || error instanceof NotEmulated) throw error;
    for (const detail of invocation.prints.slice(0, MAX_KEPT_PRINTS))
      context.hop({
        caller: session.principal.arn,
        service: "lambda",
        action: "print",
        resource: functionArn,
        result: error.code,
        detail: detail.trimEnd(),
        durationMs: 0,
      });
  }
}

async function deliver(context: OperationContext, group: string, { logStream, log }: Invocation): Promise<void> {
  const { streams } = engineOf(context);
  const key = `${context.account} ${context.region} ${group} ${logStream}`;
  const put = () =>
    context.call<PutLogEventsCommandInput, unknown>("cloudwatch-logs", "PutLogEvents", {
      logGroupName: group,
      logStreamName: logStream,
      logEvents: log,
    });
  if (streams.has(key))
    try {
      await put();
      return;
    } catch (error) {
      // Somebody deleted the group or the stream since.
      if (!isCode(error, "ResourceNotFoundException")) throw error;
    }
  await createStream(context, group, logStream);
  await put();
  streams.add(key);
}

/** Other environments of the function make the group, and other invocations of this one the stream, at the same time: whoever is first. */
async function createStream(context: OperationContext, logGroupName: string, logStreamName: string): Promise<void> {
  const create = () =>
    unlessThere(
      context.call<CreateLogStreamCommandInput, unknown>("cloudwatch-logs", "CreateLogStream", {
        logGroupName,
        logStreamName,
      }),
    );
  try {
    await create();
  } catch (error) {
    if (!isCode(error, "ResourceNotFoundException")) throw error;
    await unlessThere(
      context.call<CreateLogGroupCommandInput, unknown>("cloudwatch-logs", "CreateLogGroup", { logGroupName }),
    );
    await create();
  }
}

async function unlessThere(creation: Promise<unknown>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    if (!isCode(error, "ResourceAlreadyExistsException")) throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof AwsError && error.code === code;
}
