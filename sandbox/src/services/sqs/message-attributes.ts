import { createHash } from "node:crypto";
import type { MessageAttributeValue, MessageSystemAttributeValue } from "@aws-sdk/client-sqs";
import { NotEmulated } from "../../core/errors.ts";
import { invalidParameter } from "./errors.ts";
import { MAX_MESSAGE_ATTRIBUTES } from "./limits.ts";

type Attributes = Record<string, MessageAttributeValue>;

const NAME = /^(?!(?:aws|amazon)\.)(?!.*\.\.)[\w-](?:[\w.-]{0,254}[\w-])?$/i;
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Rules of https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html (2026-11). */
export function checkMessageAttributes(attributes: Attributes): void {
  const names = Object.keys(attributes);
  if (names.length > MAX_MESSAGE_ATTRIBUTES)
    throw invalidParameter(
      `Number of message attributes [${names.length}] exceeds the allowed maximum [${MAX_MESSAGE_ATTRIBUTES}].`,
    );
  for (const name of names) {
    if (!NAME.test(name))
      throw invalidParameter(
        `Message (user) attribute name '${name}' is invalid. Attribute name can contain only alphanumeric characters, hyphens, underscores and periods, must not start with AWS. or Amazon. and must be between 1 and 256 characters long.`,
      );
    checkValue(name, attributes[name]!);
  }
}

function checkValue(name: string, value: MessageAttributeValue): void {
  const { DataType: type, StringValue: text, BinaryValue: bytes } = value;
  if (value.StringListValues?.length || value.BinaryListValues?.length)
    throw invalidParameter("Message attribute list values in SendMessage operation are not supported.");
  if (!type) throw invalidParameter(`The message attribute '${name}' must contain a non-empty message attribute type.`);
  const [prefix] = type.split(".");
  if (!["String", "Number", "Binary"].includes(prefix!))
    throw invalidParameter(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  const isBinary = prefix === "Binary";
  if (isBinary ? text !== undefined : bytes !== undefined)
    throw invalidParameter(
      `The message attribute '${name}' with type '${prefix}' must use field '${isBinary ? "Binary" : "String"}'.`,
    );
  // Recorded in test_send_message_with_empty_string_attribute.
  if (isBinary ? !bytes?.length : !text)
    throw invalidParameter(`Message (user) attribute '${name}' must contain a non-empty value of type '${prefix}'.`);
  if (prefix === "Number" && !NUMBER.test(text!))
    throw invalidParameter(`Can't cast the value of message (user) attribute '${name}' to a number.`);
}

/** The one system attribute that a sender may set. */
export function traceHeaderOf(attributes: Record<string, MessageSystemAttributeValue> | undefined): string | undefined {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name !== "AWSTraceHeader") throw invalidParameter(`Message system attribute name '${name}' is invalid.`);
    if (value.DataType !== "String") throw new NotEmulated(`sqs AWSTraceHeader of the type ${value.DataType}`);
    checkValue(name, value);
  }
  return attributes?.["AWSTraceHeader"]?.StringValue;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation (2026-11); undefined for none. */
export function attributesMd5(attributes: Attributes): string | undefined {
  const names = Object.keys(attributes).toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  if (!names.length) return undefined;
  const hash = createHash("md5");
  const update = (bytes: Uint8Array) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const name of names) {
    const { DataType, StringValue, BinaryValue } = attributes[name]!;
    update(Buffer.from(name));
    update(Buffer.from(DataType!));
    hash.update(Uint8Array.of(BinaryValue === undefined ? 1 : 2));
    update(BinaryValue ?? Buffer.from(StringValue!));
  }
  return hash.digest("hex");
}

/** Name, type and value of each count towards the size of a message. */
export function attributesSize(attributes: Attributes): number {
  return Object.entries(attributes).reduce(
    (sum, [name, { DataType, StringValue = "", BinaryValue }]) =>
      sum +
      Buffer.byteLength(name) +
      Buffer.byteLength(DataType ?? "") +
      (BinaryValue?.length ?? Buffer.byteLength(StringValue)),
    0,
  );
}

/** Those a receiver asks for: all, by name, or by prefix (`foo.*`). */
export function selectAttributes(attributes: Attributes, names: readonly string[]): Attributes {
  const isAsked = (name: string) =>
    names.some((asked) => {
      if (asked === "All" || asked === ".*" || asked === "*") return true;
      return asked.endsWith(".*") ? name.startsWith(asked.slice(0, -2)) : name === asked;
    });
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isAsked(name)));
}
