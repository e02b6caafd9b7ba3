import type { MessageAttributeValue } from "@aws-sdk/client-sns";
import { invalidAttributeValue, invalidParameter } from "./errors.ts";
import { MAX_MESSAGE_BYTES, MAX_SUBJECT } from "./limits.ts";
import type { Topic } from "./topic.ts";

export interface PublishedInput {
  Message?: string | undefined;
  Subject?: string | undefined;
  MessageStructure?: string | undefined;
  MessageAttributes?: Record<string, MessageAttributeValue> | undefined;
  MessageDeduplicationId?: string | undefined;
  MessageGroupId?: string | undefined;
}

/** A message on its way to the subscriptions. */
export interface Message {
  id: string;
  topicArn: string;
  body: string;
  subject: string | undefined;
  /** By protocol, and "default", where the message has a structure. */
  structure: Record<string, unknown> | undefined;
  attributes: Record<string, MessageAttributeValue>;
  groupId: string | undefined;
  deduplicationId: string | undefined;
  sequenceNumber: string | undefined;
  /** ISO. */
  time: string;
  traceHeader: string | undefined;
}

/** Texts recorded in test_sns.py. */
export function checkMessage(input: PublishedInput): Record<string, unknown> | undefined {
  const { Message: body, Subject: subject, MessageStructure: structure } = input;
  if (!body) throw invalidParameter("Empty message");
  if (subject !== undefined && (subject === "" || subject.length > MAX_SUBJECT || /[\n\r]/.test(subject)))
    throw invalidParameter("Subject");
  if (sizeOf(input) > MAX_MESSAGE_BYTES) throw invalidParameter("Message too long");
  if (structure !== undefined && structure !== "json") throw invalidParameter("MessageStructure");
  for (const [name, value] of Object.entries(input.MessageAttributes ?? {})) checkAttribute(name, value);
  return structure === "json" ? parseStructure(body) : undefined;
}

export function sizeOf({ Message = "", MessageAttributes = {} }: PublishedInput): number {
  return Object.entries(MessageAttributes).reduce(
    (sum, [name, { DataType = "", StringValue = "", BinaryValue }]) =>
      sum +
      Buffer.byteLength(name) +
      Buffer.byteLength(DataType) +
      (BinaryValue?.length ?? Buffer.byteLength(StringValue)),
    Buffer.byteLength(Message),
  );
}

export function checkFifo(input: PublishedInput, { isFifo, attributes }: Topic): void {
  if (!isFifo) {
    if (input.MessageDeduplicationId !== undefined)
      throw invalidParameter(
        "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type",
      );
    return;
  }
  if (!input.MessageGroupId) throw invalidParameter("The MessageGroupId parameter is required for FIFO topics");
  if (!input.MessageDeduplicationId && attributes.get("ContentBasedDeduplication") !== "true")
    throw invalidParameter(
      "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    );
}

function parseStructure(body: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw invalidParameter("Message Structure - JSON message body failed to parse");
  }
  if (value === null || typeof value !== "object" || typeof (value as { default?: unknown }).default !== "string")
    throw invalidParameter("Message Structure - No default entry in JSON message body");
  return value as Record<string, unknown>;
}

function checkAttribute(name: string, value: MessageAttributeValue): void {
  checkAttributeName(name);
  const { DataType: type = "", StringValue: text, BinaryValue: bytes } = value;
  const [prefix] = type.split(".");
  if (!["String", "Number", "Binary"].includes(prefix!))
    throw invalidAttributeValue(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  const isBinary = prefix === "Binary";
  if (isBinary ? text !== undefined && bytes === undefined : bytes !== undefined && text === undefined)
    throw invalidAttributeValue(
      `The message attribute '${name}' with type '${prefix}' must use field '${isBinary ? "Binary" : "String"}'.`,
    );
  if (isBinary ? !bytes?.length : !text)
    throw invalidAttributeValue(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'.`,
    );
}

function checkAttributeName(name: string): void {
  if (Buffer.byteLength(name) >= 256)
    throw invalidAttributeValue("Length of message attribute name must be less than 256 bytes.");
  const odd = /[^\w.-]/.exec(name)?.[0];
  if (odd !== undefined)
    throw invalidAttributeValue(
      `Invalid non-alphanumeric character '#x${odd.charCodeAt(0).toString(16).toUpperCase()}' was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots.`,
    );
  if (name.startsWith("."))
    throw invalidAttributeValue("Invalid message attribute name starting with character '.' was found.");
  if (name.endsWith("."))
    throw invalidAttributeValue("Invalid message attribute name ending with character '.' was found.");
  if (name.includes("..")) throw invalidAttributeValue("Message attribute name can not have successive '.' character.");
}
