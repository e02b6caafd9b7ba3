import type { Message as ReceivedMessage } from "@aws-sdk/client-sqs";
import type { OperationContext } from "../../core/service.ts";
import { signals } from "../../core/signals.ts";
import { unknownAttribute } from "./errors.ts";
import { sequenceNumber, type Message } from "./message.ts";
import { attributesMd5, selectAttributes } from "./message-attributes.ts";
import { longPolls } from "./long-polls.ts";
import type { Queue } from "./queue.ts";
import { queueByArn } from "./queues.ts";
import { redriveOf } from "./attribute-values.ts";
import { md5 } from "./send.ts";

interface Wanted {
  most: number;
  visibilitySeconds: number | undefined;
  waitSeconds: number;
}

/** Takes messages; with a wait, the first that come, also those that come later. */
export async function receiveMessages(wanted: Wanted, queue: Queue, context: OperationContext): Promise<Message[]> {
  const until = context.clock.now() + wanted.waitSeconds * 1000;
  for (;;) {
    const messages = takeMessages(wanted, queue, context);
    const left = until - context.clock.now();
    if (messages.length || left <= 0 || queue.isDeleted) {
      queue.meter.received(messages.length);
      return messages;
    }
    await context.waiting(nextSignal(queue.arn, left, context));
  }
}

function takeMessages({ most, visibilitySeconds }: Wanted, queue: Queue, context: OperationContext): Message[] {
  const { messages, dead } = queue.receive(most, visibilitySeconds);
  if (dead.length) {
    const target = queueByArn(redriveOf(queue.attributes)!.deadLetterTargetArn, context);
    // A dead-letter queue that was deleted loses them.
    for (const message of dead) target?.bury(message, queue.arn);
  }
  return messages;
}

/** Settles when the queue may have something new, the time is over, or the sandbox is reset. */
function nextSignal(arn: string, ms: number, context: OperationContext): Promise<void> {
  const polls = longPolls(context);
  return new Promise((resolve) => {
    const end = () => {
      unlisten();
      timer.cancel();
      polls.delete(end);
      resolve();
    };
    const unlisten = context.state(signals).listen(arn, end);
    const timer = context.clock.after(ms, end);
    polls.add(end);
  });
}

const SYSTEM_ATTRIBUTES: Record<string, (message: Message) => string | undefined> = {
  SenderId: ({ senderId }) => senderId,
  SentTimestamp: ({ sentAt }) => String(sentAt),
  ApproximateReceiveCount: ({ receiveCount }) => String(receiveCount),
  ApproximateFirstReceiveTimestamp: ({ firstReceivedAt }) => String(firstReceivedAt),
  MessageGroupId: ({ groupId }) => groupId,
  MessageDeduplicationId: ({ deduplicationId }) => deduplicationId,
  SequenceNumber: (message) => (message.deduplicationId === undefined ? undefined : sequenceNumber(message)),
  AWSTraceHeader: ({ traceHeader }) => traceHeader,
  DeadLetterQueueSourceArn: ({ deadLetterSource }) => deadLetterSource,
};

export function checkSystemNames(names: readonly string[]): void {
  for (const name of names) if (name !== "All" && !(name in SYSTEM_ATTRIBUTES)) throw unknownAttribute(name);
}

/** A message as a receiver sees it, with what it asked for. */
export function describeMessage(
  message: Message,
  systemNames: readonly string[],
  attributeNames: readonly string[],
): ReceivedMessage {
  const isAll = systemNames.includes("All");
  const system = Object.entries(SYSTEM_ATTRIBUTES).flatMap(([name, read]) => {
    const value = isAll || systemNames.includes(name) ? read(message) : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  const attributes = selectAttributes(message.attributes, attributeNames);
  const hasAttributes = Object.keys(attributes).length > 0;
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(system.length ? { Attributes: Object.fromEntries(system) } : {}),
    ...(hasAttributes ? { MD5OfMessageAttributes: attributesMd5(attributes), MessageAttributes: attributes } : {}),
  };
}
