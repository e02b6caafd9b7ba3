import type { Message, MessageAttributeValue } from "@aws-sdk/client-sqs";
import { parseArn } from "../core/arn.ts";

/** A message as functions and pipes get it, and what the poller must know of it. */
export interface QueueRecord {
  event: QueueEvent;
  /** The message's id. */
  identifier: string;
  /** What it takes in an event. */
  bytes: number;
  receiptHandle: string;
  groupId: string | undefined;
  traceHeader: string | undefined;
  /** Milliseconds. */
  receivedAt: number;
}

interface QueueEvent {
  messageId: string;
  body: string;
  [member: string]: unknown;
}

/** The JSON of https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html (2026-11) and recordings of 2025: without attributes their digest is null with a batching window, absent without. */
export function queueRecord(message: Message, sourceArn: string, hasWindow: boolean, receivedAt: number): QueueRecord {
  const { MessageId, ReceiptHandle, Body = "", Attributes = {}, MD5OfMessageAttributes: digest } = message;
  const messageAttributes = Object.entries(message.MessageAttributes ?? {});
  const event = {
    messageId: MessageId!,
    receiptHandle: ReceiptHandle,
    body: Body,
    attributes: Attributes,
    messageAttributes: Object.fromEntries(messageAttributes.map(([name, value]) => [name, attributeOf(value)])),
    ...(digest === undefined && !hasWindow ? {} : { md5OfMessageAttributes: digest ?? null }),
    md5OfBody: message.MD5OfBody,
    eventSource: "aws:sqs",
    eventSourceARN: sourceArn,
    awsRegion: parseArn(sourceArn)!.region,
  };
  return {
    event,
    identifier: event.messageId,
    bytes: Buffer.byteLength(JSON.stringify(event)) + 1,
    receiptHandle: ReceiptHandle!,
    groupId: Attributes.MessageGroupId,
    traceHeader: Attributes.AWSTraceHeader,
    receivedAt,
  };
}

function attributeOf({ StringValue, BinaryValue, DataType }: MessageAttributeValue): object {
  return {
    ...(StringValue === undefined ? {} : { stringValue: StringValue }),
    ...(BinaryValue === undefined ? {} : { binaryValue: Buffer.from(BinaryValue).toString("base64") }),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}

/**
 * What filters look at: a body that is a JSON object or list is one, so a pattern of texts does not match it, nor a pattern of objects a plain
 * body. https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html (2026-11)
 */
export function filterView({ event }: QueueRecord): object {
  return { ...event, body: jsonOf(event.body) ?? event.body };
}

function jsonOf(body: string): object | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
