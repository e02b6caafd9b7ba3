import type { PipeState } from "@aws-sdk/client-pipes";
import { setImmediate } from "node:timers/promises";
import { parseArn } from "../../core/arn.ts";
import { AwsError } from "../../core/errors.ts";
import type { OperationContext } from "../../core/service.ts";
import { QueuePoller } from "../../event-sources/queue-poller.ts";
import { queueUrlOf } from "../../event-sources/queue-url.ts";
import { StreamPoller } from "../../event-sources/stream-poller.ts";
import { consumerOf } from "./consumer.ts";
import { pipeBusy } from "./errors.ts";
import type { Pipe } from "./pipe.ts";
import { asRole, asService } from "./role.ts";

const ON_THEIR_WAY: readonly PipeState[] = ["CREATING", "UPDATING", "DELETING", "STARTING", "STOPPING"];

/** Throws while another change is on its way. */
export function checkSettled({ name, state }: Pipe): void {
  if (ON_THEIR_WAY.includes(state)) throw pipeBusy(name, state);
}

/** From a passing state to the one that is desired; to `failure` where the role cannot do its work. The request does not wait. */
export function settle(pipe: Pipe, passing: PipeState, failure: PipeState, context: OperationContext): void {
  pipe.state = passing;
  pipe.stateReason = undefined;
  pipe.modifiedAt = context.clock.now();
  pipe.poller?.pause();
  pipe.settled = arrive(pipe, failure, context);
  context.background(pipe.settled);
}

async function arrive(pipe: Pipe, failure: PipeState, context: OperationContext): Promise<void> {
  await setImmediate();
  if (pipe.desired === "STOPPED") {
    pipe.state = "STOPPED";
    return;
  }
  try {
    await checkSource(pipe, context);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    pipe.state = failure;
    pipe.stateReason = error.message;
    return;
  }
  pipe.state = "RUNNING";
  const Poller = parseArn(pipe.source)!.service === "sqs" ? QueuePoller : StreamPoller;
  pipe.poller ??= new Poller(consumerOf(pipe, context));
  pipe.poller.start();
}

/** The role has to read the source: tried when the pipe starts. Target and enrichment show when they are called. */
async function checkSource(pipe: Pipe, creator: OperationContext): Promise<void> {
  const reader = await asRole(pipe, asService(pipe, creator));
  if (parseArn(pipe.source)!.service === "sqs") {
    // A queue's own policy may allow it too: the queue is asked, for nothing.
    const QueueUrl = queueUrlOf(pipe.source, reader);
    await reader.call("sqs", "GetQueueAttributes", { QueueUrl, AttributeNames: ["QueueArn"] });
    await unlessRefused(reader.call("sqs", "ReceiveMessage", { QueueUrl, MaxNumberOfMessages: 0 }));
    await unlessRefused(reader.call("sqs", "DeleteMessage", { QueueUrl, ReceiptHandle: "" }));
    return;
  }
  const actions = ["GetRecords", "GetShardIterator"];
  await reader.authorize(actions.map((action) => ({ action: `dynamodb:${action}`, resource: pipe.source })));
  await reader.call("dynamodb-streams", "DescribeStream", { StreamArn: pipe.source });
}

/** Requests that a queue refuses after it has checked the permission: only a denial tells something. */
async function unlessRefused(request: Promise<unknown>): Promise<void> {
  try {
    await request;
  } catch (error) {
    if (!(error instanceof AwsError) || error.code === "AccessDeniedException") throw error;
  }
}
