import type { MessageAttributeValue } from "@aws-sdk/client-sqs";

/** What a sender gives. */
export interface MessageContent {
  body: string;
  attributes: Record<string, MessageAttributeValue>;
  traceHeader: string | undefined;
  groupId: string | undefined;
  deduplicationId: string | undefined;
}

/** A message in a queue. All times are milliseconds of the sandbox's clock. */
export interface Message extends MessageContent {
  id: string;
  senderId: string;
  sentAt: number;
  /** When it came into this queue: of one that was moved later than it was sent. */
  enteredAt: number;
  /** Its place in the queue; of a FIFO queue also the sequence number that AWS shows. */
  order: number;
  receiveCount: number;
  firstReceivedAt: number | undefined;
  /** By the last receive. */
  receivedAt: number | undefined;
  /** Of the queue it was moved from as dead. */
  deadLetterSource: string | undefined;
  state: "delayed" | "available" | "in-flight" | "gone";
  /** When the delay or the visibility timeout ends. */
  dueAt: number;
  /** Of the last receive; the only one that deletes. */
  receiptHandle: string | undefined;
}

/** 20 digits that grow, with gaps as on AWS. */
export function sequenceNumber({ order }: Message): string {
  return String(18_870_000_000_000_000_000n + 256n * BigInt(order));
}

/** Opaque to clients: whose message it is, and a number of the receive. */
export function writeReceiptHandle(queueId: string, messageId: string, receive: number): string {
  return `AQEB${Buffer.from(`${queueId} ${messageId} ${receive}`).toString("base64")}`;
}

/** The message a receipt handle is for; undefined when it is none of this queue. */
export function readReceiptHandle(queueId: string, handle: string): string | undefined {
  if (!handle.startsWith("AQEB")) return undefined;
  const [queue, message, receive] = Buffer.from(handle.slice(4), "base64").toString().split(" ");
  return queue === queueId && message && receive ? message : undefined;
}
