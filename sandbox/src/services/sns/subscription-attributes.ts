import { parseArn } from "../../core/arn.ts";
import { NotEmulated } from "../../core/errors.ts";
import { parseEventPattern, type EventPattern } from "../../event-pattern/event-pattern.ts";
import { InvalidEventPattern } from "../../event-pattern/invalid-event-pattern.ts";
import { invalidParameter } from "./errors.ts";
import { filterPolicyFault } from "./filter-policy-fault.ts";
import { MAX_FILTER_COMBINATIONS, MAX_FILTER_KEYS } from "./limits.ts";
import type { Protocol } from "./subscription.ts";

const KNOWN = ["RawMessageDelivery", "FilterPolicy", "FilterPolicyScope", "RedrivePolicy"];
const REFUSED = ["DeliveryPolicy", "ReplayPolicy", "SubscriptionRoleArn"];
const SCOPES = ["MessageAttributes", "MessageBody"];

/** Recorded in test_validate_set_sub_attributes and, with `reason`, where Subscribe says "Attributes Reason: ". */
export function checkSubscriptionAttribute(
  name: string,
  value: string,
  { protocol, isFifo }: { protocol: Protocol; isFifo: boolean },
  reason = "",
): void {
  if (REFUSED.includes(name)) throw new NotEmulated(`the SNS subscription attribute ${name}`);
  if (!KNOWN.includes(name)) throw invalidParameter("AttributeName");
  if (name === "RawMessageDelivery") {
    if (!/^(true|false)$/i.test(value))
      throw invalidParameter(`${reason}RawMessageDelivery: Invalid value [${value}]. Must be true or false.`);
    if (protocol === "lambda" && value.toLowerCase() === "true")
      throw invalidParameter(
        `${reason}RawMessageDelivery: Delivery protocol [lambda] does not support raw message delivery.`,
      );
  }
  if (name === "FilterPolicyScope" && !SCOPES.includes(value))
    throw invalidParameter(
      `FilterPolicyScope: Invalid value [${value}]. Please use either MessageBody or MessageAttributes`,
    );
  if (name === "RedrivePolicy" && value !== "") checkRedrivePolicy(value, isFifo, reason);
}

function checkRedrivePolicy(text: string, isFifo: boolean, reason: string): void {
  const policy = parseJson(text, "RedrivePolicy", reason) as { deadLetterTargetArn?: unknown };
  const arn = parseArn(String(policy.deadLetterTargetArn));
  if (arn?.service !== "sqs" || !arn.resource)
    throw invalidParameter(`${reason}RedrivePolicy: deadLetterTargetArn is an invalid arn`);
  if (isFifo && !arn.resource.endsWith(".fifo"))
    throw invalidParameter(
      `${reason}RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.`,
    );
}

/** The compiled filter policy of a subscription; undefined for none. */
export function parseFilter(
  text: string | undefined,
  scope: string | undefined,
  reason = "",
): EventPattern | undefined {
  if (text === undefined || text === "" || text === "{}") return undefined;
  const policy = parseJson(text, "FilterPolicy", reason);
  const fault = filterPolicyFault(text);
  if (fault !== undefined) throw invalidParameter(`${reason}FilterPolicy: ${fault}`);
  const isNested = Object.values(policy).some(
    (value) => value !== null && typeof value === "object" && !Array.isArray(value),
  );
  if (isNested && scope !== "MessageBody" && Object.keys(policy)[0] !== "$or")
    throw invalidParameter("Filter policy scope MessageAttributes does not support nested filter policy");
  checkComplexity(policy, reason);
  try {
    return parseEventPattern(policy);
  } catch (error) {
    if (!(error instanceof InvalidEventPattern)) throw error;
    throw invalidParameter(`${reason}FilterPolicy: ${error.message}`);
  }
}

/** Values multiply, each with its depth, over at most five keys. */
function checkComplexity(policy: Record<string, unknown>, reason: string): void {
  const leaves: { values: number; depth: number }[] = [];
  const visit = (value: unknown, depth: number) => {
    if (Array.isArray(value)) leaves.push({ values: value.length, depth });
    else if (value !== null && typeof value === "object")
      for (const inner of Object.values(value)) visit(inner, depth + 1);
  };
  visit(policy, 0);
  if (leaves.length > MAX_FILTER_KEYS)
    throw invalidParameter(`${reason}FilterPolicy: Filter policy can not have more than ${MAX_FILTER_KEYS} keys`);
  const combinations = leaves.reduce((product, { values, depth }) => product * values * depth, 1);
  if (combinations > MAX_FILTER_COMBINATIONS)
    throw invalidParameter(`${reason}FilterPolicy: Filter policy is too complex`);
}

/** AWS's text is that of its parser, with what it saw and where. */
function parseJson(text: string, name: string, reason: string): Record<string, unknown> {
  const fail = (what: string) => invalidParameter(`${reason}${name}: failed to parse JSON. ${what}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const source = (column: number) =>
      `\n at [Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: 1, column: ${column}]`;
    const [, token] = /^([A-Za-z]+)/.exec(text) ?? [];
    if (token)
      throw fail(
        `Unrecognized token '${token}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')${source(token.length + 1)}`,
      );
    const seen = text[1] ?? "";
    throw fail(
      `Unexpected character ('${seen}' (code ${seen.charCodeAt(0)})): was expecting double-quote to start field name${source(2)}`,
    );
  }
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw invalidParameter(`${reason}${name}: Filter is not an object`);
  return value as Record<string, unknown>;
}
