import { createHash, randomUUID } from "node:crypto";
import type { OperationContext } from "../../core/service.ts";
import { fanOut } from "./delivery/deliver.ts";
import { kmsAccessDenied } from "./errors.ts";
import { DEDUPLICATION_MS } from "./limits.ts";
import { meterOf } from "./meter.ts";
import { checkMessage, sizeOf, type Message, type PublishedInput } from "./message.ts";
import type { Accepted, Topic } from "./topic.ts";

/** Takes a message for a topic; a FIFO topic answers a duplicate of the last five minutes as it did the first. */
export function publish(
  input: PublishedInput,
  topic: Topic,
  context: OperationContext,
): { MessageId: string; SequenceNumber?: string } {
  const structure = checkMessage(input);
  if (topic.attributes.get("KmsMasterKeyId") && context.principal.type === "service")
    throw kmsAccessDenied(context.principal.arn);
  const now = context.clock.now();
  const deduplicationId = topic.isFifo ? (input.MessageDeduplicationId ?? sha256(input.Message!)) : undefined;
  const scope = topic.attributes.get("FifoThroughputScope") === "MessageGroup" ? `${input.MessageGroupId} ` : "";
  const earlier = deduplicationId === undefined ? undefined : topic.accepted.get(scope + deduplicationId);
  if (earlier && earlier.at + DEDUPLICATION_MS > now)
    return { MessageId: earlier.messageId, SequenceNumber: earlier.sequenceNumber };
  const message: Message = {
    id: randomUUID(),
    topicArn: topic.arn,
    body: input.Message!,
    subject: input.Subject,
    structure,
    attributes: input.MessageAttributes ?? {},
    groupId: input.MessageGroupId,
    deduplicationId,
    sequenceNumber: topic.isFifo ? String(10_000_000_000_000_000_000n + 1000n * BigInt(++topic.published)) : undefined,
    time: new Date(now).toISOString(),
    traceHeader: context.traceHeader,
  };
  if (deduplicationId !== undefined) {
    const accepted: Accepted = { at: now, messageId: message.id, sequenceNumber: message.sequenceNumber! };
    topic.accepted.set(scope + deduplicationId, accepted);
  }
  const meter = meterOf(topic, context);
  meter.emit("NumberOfMessagesPublished", 1, "Count");
  meter.emit("PublishSize", sizeOf(input), "Bytes");
  fanOut(topic, message, context);
  return {
    MessageId: message.id,
    ...(message.sequenceNumber === undefined ? {} : { SequenceNumber: message.sequenceNumber }),
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
