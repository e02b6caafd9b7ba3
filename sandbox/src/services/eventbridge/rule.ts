import type { Tag, Target } from "@aws-sdk/client-eventbridge";
import type { Timer } from "../../core/clock.ts";
import type { OperationContext } from "../../core/service.ts";
import { parseEventPattern, type EventPattern } from "../../event-pattern/event-pattern.ts";
import { InvalidEventPattern } from "../../event-pattern/invalid-event-pattern.ts";
import { DEFAULT_BUS, getBus, type EventBus } from "./bus.ts";
import { invalidPattern, ruleNotFound } from "./errors.ts";

export interface Rule {
  name: string;
  arn: string;
  bus: EventBus;
  description: string | undefined;
  roleArn: string | undefined;
  state: "ENABLED" | "DISABLED" | "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";
  pattern: { text: string; compiled: EventPattern } | undefined;
  schedule: { text: string; timer: Timer | undefined } | undefined;
  createdBy: string;
  tags: Map<string, string>;
  /** By id, in the order in which they came. */
  targets: Map<string, Target>;
}

export function ruleArn(bus: EventBus, name: string): string {
  const path = bus.name === DEFAULT_BUS ? name : `${bus.name}/${name}`;
  return bus.arn.replace(/event-bus\/.*$/, `rule/${path}`);
}

export function getRule(name: string, busName: string | undefined, context: OperationContext): Rule {
  const bus = getBus(busName, context);
  const rule = bus.rules.get(name);
  if (!rule) throw ruleNotFound(name, bus.name);
  return rule;
}

/** The pattern as EventBridge keeps it, with its compiled form; AWS's words where it is none. */
export function readPattern(text: string): { text: string; compiled: EventPattern } {
  try {
    return { text, compiled: parseEventPattern(parseJson(text)) };
  } catch (error) {
    if (error instanceof InvalidEventPattern) throw invalidPattern(error.message);
    throw error;
  }
}

/** The reasons are those of AWS's JSON reader (recorded); where JavaScript does not tell the place, the reason stands alone. */
function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InvalidEventPattern(jsonProblem(text));
  }
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new InvalidEventPattern(`Filter is not an object\n at [Source: (String)"${text}"; line: 1, column: 2]`);
  return value;
}

function jsonProblem(text: string): string {
  const source = (column: number) => `\n at [Source: (String)"${text}"; line: 1, column: ${column}]`;
  const quote = /^\s*\{\s*'/.exec(text);
  if (quote)
    return `Unexpected character (''' (code 39)): was expecting double-quote to start field name${source(quote[0].length)}`;
  const word = /(?:^|[:[,{])\s*([A-Za-z_]\w*)/.exec(text);
  if (word && !["true", "false", "null"].includes(word[1]!))
    return `Unrecognized token '${word[1]}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')${source(word.index + word[0].length + 1)}`;
  return `Unexpected end-of-input${source(text.length)}`;
}

export function tagsOf(tags: Tag[] | undefined): Map<string, string> {
  return new Map((tags ?? []).map(({ Key, Value }) => [Key!, Value!]));
}
