import { createHash } from "node:crypto";
import type {
  MessageAttributeValue,
  MessageSystemAttributeValue,
  SendMessageBatchResultEntry,
} from "@aws-sdk/client-sqs";
import { parseArn } from "../../core/arn.ts";
import type { OperationContext } from "../../core/service.ts";
import { isUnderKey, numberOf } from "./attribute-values.ts";
import * as errors from "./errors.ts";
import { MAX_DELAY_SECONDS } from "./limits.ts";
import { sequenceNumber, type Message, type MessageContent } from "./message.ts";
import { attributesMd5, attributesSize, checkMessageAttributes, traceHeaderOf } from "./message-attributes.ts";
import type { Queue } from "./queue.ts";

interface SendInput {
  MessageBody?: string | undefined;
  DelaySeconds?: number | undefined;
  MessageAttributes?: Record<string, MessageAttributeValue> | undefined;
  MessageSystemAttributes?: Record<string, MessageSystemAttributeValue> | undefined;
  MessageDeduplicationId?: string | undefined;
  MessageGroupId?: string | undefined;
}

const INVALID_CHARACTER = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;
/** Alphanumeric characters and punctuation. */
const FIFO_ID = /^[\x21-\x7E]{1,128}$/;

export function sizeOf({ MessageBody = "", MessageAttributes = {} }: SendInput): number {
  return Buffer.byteLength(MessageBody) + attributesSize(MessageAttributes);
}

/** What concerns the request as a whole also in a batch: recorded in test_send_batch_missing_..._for_fifo_queue, with another code than alone. */
export function checkFifoIds(input: SendInput, queue: Queue, missing: (name: string) => Error): void {
  checkId("MessageGroupId", input.MessageGroupId);
  checkId("MessageDeduplicationId", input.MessageDeduplicationId);
  if (!queue.isFifo) {
    if (input.MessageDeduplicationId !== undefined)
      throw errors.invalidValue(
        input.MessageDeduplicationId,
        "MessageDeduplicationId",
        "The request include parameter that is not valid for this queue type.",
      );
    return;
  }
  if (input.MessageGroupId === undefined) throw missing("MessageGroupId");
  if (input.MessageDeduplicationId === undefined && queue.attributes.get("ContentBasedDeduplication") !== "true")
    throw errors.invalidParameter(
      "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    );
}

function checkId(parameter: string, id: string | undefined): void {
  if (id !== undefined && !FIFO_ID.test(id))
    throw errors.invalidValue(
      id,
      parameter,
      `${parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
    );
}

/** Checks a message, puts it into the queue, and answers; a FIFO queue answers a duplicate as it did the first. */
export function sendMessage(
  input: SendInput,
  queue: Queue,
  context: OperationContext,
): Omit<SendMessageBatchResultEntry, "Id"> {
  const { MessageBody: body = "", DelaySeconds: delay, MessageAttributes: attributes = {} } = input;
  if (body === "") throw errors.missingParameter("MessageBody");
  if (INVALID_CHARACTER.test(body)) throw errors.invalidContents();
  checkMessageAttributes(attributes);
  const traceHeader = traceHeaderOf(input.MessageSystemAttributes) ?? context.traceHeader;
  checkDelay(delay, queue);
  const most = numberOf(queue.attributes, "MaximumMessageSize");
  if (sizeOf(input) > most)
    throw errors.invalidParameter(
      `One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`,
    );
  const { principal } = context;
  if (
    isUnderKey(queue.attributes) &&
    (principal.type === "service" || principal.account !== parseArn(queue.arn)?.account)
  )
    throw errors.kmsAccessDenied(principal.arn);
  const content: MessageContent = {
    body,
    attributes,
    traceHeader,
    groupId: input.MessageGroupId,
    deduplicationId: queue.isFifo ? (input.MessageDeduplicationId ?? sha256(body)) : undefined,
  };
  const message = queue.isFifo ? sendOnce(content, queue, context) : queue.send(content, senderOf(context), delay);
  queue.meter.sent(sizeOf(input));
  return {
    MessageId: message.id,
    MD5OfMessageBody: md5(body),
    MD5OfMessageAttributes: attributesMd5(attributes),
    MD5OfMessageSystemAttributes: attributesMd5(input.MessageSystemAttributes ?? {}),
    ...(queue.isFifo ? { SequenceNumber: sequenceNumber(message) } : {}),
  };
}

function checkDelay(delay: number | undefined, queue: Queue): void {
  if (delay === undefined) return;
  if (queue.isFifo && delay !== 0)
    throw errors.invalidValue(
      delay,
      "DelaySeconds",
      "The request include parameter that is not valid for this queue type.",
    );
  if (delay < 0 || delay > MAX_DELAY_SECONDS)
    throw errors.invalidValue(delay, "DelaySeconds", `DelaySeconds must be >= 0 and <= ${MAX_DELAY_SECONDS}.`);
}

function sendOnce(content: MessageContent, queue: Queue, context: OperationContext): Message {
  const isPerGroup = queue.attributes.get("DeduplicationScope") === "messageGroup";
  const { deduplicationId, groupId } = content;
  const first = queue.deduplication.find(deduplicationId!, groupId!, isPerGroup, context.clock.now());
  if (first) return first;
  const message = queue.send(content, senderOf(context));
  queue.deduplication.keep(message, isPerGroup);
  return message;
}

/** An IAM user's id, <role id>:<session>; a service has an id of AWS's own. */
function senderOf({ principal }: OperationContext): string {
  return principal.type === "user" || principal.type === "role-session" ? principal.userId : principal.arn;
}

export function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
