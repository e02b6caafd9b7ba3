import type { OperationContext } from "../../core/service.ts";
import { NotEmulated } from "../../core/errors.ts";
import { policyFault } from "../../policy/validate.ts";
import { attributeNotAllowed, invalidAttributeValue, unknownAttribute } from "./errors.ts";
import { isUnderKey, numberOf, NUMBERS, type NumberName, type QueueAttributes } from "./attribute-values.ts";
import type { Queue } from "./queue.ts";
import { checkRedriveAllowPolicy, checkRedrivePolicy } from "./redrive-policy.ts";

const FIFO_ONLY = ["ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"];
const SCOPES = ["queue", "messageGroup"];
const THROUGHPUT_LIMITS = ["perQueue", "perMessageGroupId"];
const DOCUMENTS = ["Policy", "RedrivePolicy", "RedriveAllowPolicy"];
const OTHERS = ["FifoQueue", "KmsMasterKeyId", "SqsManagedSseEnabled", ...FIFO_ONLY, ...DOCUMENTS];
/** What AWS counts itself. */
const COUNTED = [
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesDelayed",
  "ApproximateNumberOfMessagesNotVisible",
  "CreatedTimestamp",
  "LastModifiedTimestamp",
  "QueueArn",
];
const AWS_MANAGED_KEY = /(^|\/)alias\/aws\/sqs$/;

interface Owner {
  arn: string;
  isFifo: boolean;
}

/** Checks what a request sets, and returns the attributes after it; `before` is undefined for a new queue. An empty value returns to the default. */
export function applyAttributes(
  input: Record<string, string>,
  before: QueueAttributes | undefined,
  owner: Owner,
  context: OperationContext,
): QueueAttributes {
  for (const [name, value] of Object.entries(input)) checkOne(name, value, before, owner, context);
  const merged = new Map<string, string>([...(before ?? presets(owner)), ...Object.entries(input)]);
  // Recorded in test_sse_kms_and_sqs_are_mutually_exclusive.
  if (input["KmsMasterKeyId"] && input["SqsManagedSseEnabled"] === "true")
    throw attributeNotAllowed(
      "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.",
    );
  if (input["KmsMasterKeyId"]) merged.set("SqsManagedSseEnabled", "false");
  else if (input["SqsManagedSseEnabled"] === "true") merged.delete("KmsMasterKeyId");
  if (input["KmsMasterKeyId"] === "" && input["SqsManagedSseEnabled"] === undefined)
    merged.set("SqsManagedSseEnabled", "true");
  if (merged.get("FifoThroughputLimit") === "perMessageGroupId" && merged.get("DeduplicationScope") !== "messageGroup")
    throw invalidAttributeValue(
      "FifoThroughputLimit",
      "The perMessageGroupId value is allowed only when the value for DeduplicationScope is messageGroup.",
    );
  const defaults = presets(owner);
  for (const [name, value] of merged)
    if (value === "") {
      const preset = defaults.get(name);
      if (preset === undefined) merged.delete(name);
      else merged.set(name, preset);
    }
  return merged;
}

function presets({ isFifo }: Owner): Map<string, string> {
  const shown = Object.entries(NUMBERS).filter(([name]) => name !== "KmsDataKeyReusePeriodSeconds");
  const values = new Map(shown.map(([name, { preset }]) => [name, String(preset)]));
  values.set("SqsManagedSseEnabled", "true");
  if (isFifo)
    for (const [name, value] of [
      ["FifoQueue", "true"],
      ["ContentBasedDeduplication", "false"],
      ["DeduplicationScope", "queue"],
      ["FifoThroughputLimit", "perQueue"],
    ] as const)
      values.set(name, value);
  return values;
}

function checkOne(
  name: string,
  value: string,
  before: QueueAttributes | undefined,
  owner: Owner,
  context: OperationContext,
): void {
  const range = NUMBERS[name as NumberName];
  if (!range && !OTHERS.includes(name)) throw unknownAttribute(name);
  if (name === "FifoQueue") return checkFifo(value, before, owner);
  if (name === "ContentBasedDeduplication" && !owner.isFifo) throw unknownAttribute(name);
  // Recorded in test_create_standard_queue_with_fifo_attribute_raises_error.
  if (FIFO_ONLY.includes(name) && !owner.isFifo)
    throw attributeNotAllowed(`You can specify the ${name} only when FifoQueue is set to true.`);
  if (value === "") return;
  if (range) {
    if (!/^\d+$/.test(value) || Number(value) < range.min || Number(value) > range.max)
      throw invalidAttributeValue(name);
    return;
  }
  const choices = choicesOf(name);
  if (choices && !choices.includes(value)) throw invalidAttributeValue(name);
  if (name === "KmsMasterKeyId" && !AWS_MANAGED_KEY.test(value))
    throw new NotEmulated(`sqs KmsMasterKeyId ${value} (only alias/aws/sqs)`);
  if (name === "Policy" && policyFault(value, "resource") !== undefined) throw invalidAttributeValue(name);
  if (name === "RedrivePolicy") checkRedrivePolicy(value, owner, context);
  if (name === "RedriveAllowPolicy") checkRedriveAllowPolicy(value);
}

function choicesOf(name: string): string[] | undefined {
  if (name === "DeduplicationScope") return SCOPES;
  if (name === "FifoThroughputLimit") return THROUGHPUT_LIMITS;
  if (name === "ContentBasedDeduplication" || name === "SqsManagedSseEnabled") return ["true", "false"];
  return undefined;
}

/** Recorded in test_set_unsupported_attribute_fifo and ..._standard: a queue stays what it is. */
function checkFifo(value: string, before: QueueAttributes | undefined, { isFifo }: Owner): void {
  if (!isFifo) throw unknownAttribute("FifoQueue");
  if (value === "true") return;
  throw before
    ? invalidAttributeValue("FifoQueue", "Modifying queue type is not supported.")
    : invalidAttributeValue("FifoQueue");
}

/** The first attribute of a request for an existing queue that it has not. */
export function differingAttribute(input: Record<string, string>, queue: Queue): string | undefined {
  const text = (name: string, value: string | undefined) =>
    value && DOCUMENTS.includes(name) ? JSON.stringify(JSON.parse(value)) : (value ?? "");
  return Object.keys(input).find((name) => text(name, input[name]) !== text(name, queue.attributes.get(name)));
}

/** What GetQueueAttributes answers. */
export function describeAttributes(queue: Queue, names: readonly string[]): Record<string, string> {
  const known = [...Object.keys(NUMBERS), ...OTHERS, ...COUNTED];
  for (const name of names) if (name !== "All" && !known.includes(name)) throw unknownAttribute(name);
  const { available, delayed, inFlight } = queue.counts;
  const seconds = (ms: number) => String(Math.floor(ms / 1000));
  const all: [string, string][] = [
    ...queue.attributes,
    ...(isUnderKey(queue.attributes)
      ? ([["KmsDataKeyReusePeriodSeconds", String(numberOf(queue.attributes, "KmsDataKeyReusePeriodSeconds"))]] as [
          string,
          string,
        ][])
      : []),
    ["ApproximateNumberOfMessages", String(available)],
    ["ApproximateNumberOfMessagesDelayed", String(delayed)],
    ["ApproximateNumberOfMessagesNotVisible", String(inFlight)],
    ["CreatedTimestamp", seconds(queue.createdAt)],
    ["LastModifiedTimestamp", seconds(queue.modifiedAt)],
    ["QueueArn", queue.arn],
  ];
  const isAsked = names.includes("All") ? () => true : (name: string) => names.includes(name);
  return Object.fromEntries(
    all.filter(([name]) => isAsked(name) && (name !== "KmsDataKeyReusePeriodSeconds" || isUnderKey(queue.attributes))),
  );
}
