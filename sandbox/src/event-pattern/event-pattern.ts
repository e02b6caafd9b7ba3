import { fieldsOf, type Field } from "./fields.ts";
import { InvalidEventPattern } from "./invalid-event-pattern.ts";
import { parseMatcher, type Matcher } from "./matchers.ts";

/** One field that a pattern asks for: one of the matchers must hold, or the field must be absent where `absent` is set. */
interface Clause {
  path: string;
  matchers: Matcher[];
  absent: boolean;
}

/** A compiled pattern: alternatives (from $or), each a list of clauses that hold together. */
export interface EventPattern {
  alternatives: Clause[][];
}

const OR = "$or";

/**
 * Reads a pattern of EventBridge's language, which SNS (message body), Pipes and Lambda's event filters share.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html (2026-11)
 */
export function parseEventPattern(pattern: unknown): EventPattern {
  if (pattern === null || typeof pattern !== "object" || Array.isArray(pattern))
    throw new InvalidEventPattern("Filter is not an object");
  if (!Object.keys(pattern).length) throw new InvalidEventPattern("Empty objects are not allowed");
  return { alternatives: alternativesOf(pattern as Record<string, unknown>, "") };
}

function alternativesOf(pattern: Record<string, unknown>, prefix: string): Clause[][] {
  let alternatives: Clause[][] = [[]];
  for (const [key, value] of Object.entries(pattern)) {
    const path = prefix ? `${prefix}.${key}` : key;
    const own = isOr(key, value)
      ? value.flatMap((one) => alternativesOf(one, prefix))
      : Array.isArray(value)
        ? [[clauseOf(path, value)]]
        : objectOf(path, key, value);
    alternatives = alternatives.flatMap((before) => own.map((more) => [...before, ...more]));
  }
  return alternatives;
}

function isOr(key: string, value: unknown): value is Record<string, unknown>[] {
  return (
    key === OR &&
    Array.isArray(value) &&
    value.length > 1 &&
    value.every((one) => one !== null && typeof one === "object" && !Array.isArray(one))
  );
}

function objectOf(path: string, key: string, value: unknown): Clause[][] {
  if (value === null || typeof value !== "object")
    throw new InvalidEventPattern(`"${key}" must be an object or an array`);
  if (!Object.keys(value).length) throw new InvalidEventPattern("Empty objects are not allowed");
  return alternativesOf(value as Record<string, unknown>, path);
}

function clauseOf(path: string, value: unknown[]): Clause {
  if (!value.length) throw new InvalidEventPattern("Empty arrays are not allowed");
  const parsed = value.map((one) => parseMatcher(one));
  return {
    path,
    matchers: parsed.filter((one) => one !== "absent"),
    absent: parsed.includes("absent"),
  };
}

/** Whether an event (parsed JSON) matches. Fields of objects in an array must come from the same element. */
export function matchesEvent(pattern: EventPattern, event: unknown): boolean {
  const fields = fieldsOf(event);
  return pattern.alternatives.some((clauses) => holds(clauses, 0, fields, new Map()));
}

function holds(
  clauses: Clause[],
  at: number,
  fields: Map<string, Field[]>,
  elements: ReadonlyMap<string, number>,
): boolean {
  const clause = clauses[at];
  if (!clause) return true;
  const found = fields.get(clause.path) ?? [];
  if (
    clause.absent &&
    !found.some((field) => agree(field.elements, elements)) &&
    holds(clauses, at + 1, fields, elements)
  )
    return true;
  return found.some(
    (field) =>
      agree(field.elements, elements) &&
      clause.matchers.some((matches) => matches(field.value)) &&
      holds(clauses, at + 1, fields, new Map([...elements, ...field.elements])),
  );
}

/** Whether two places lie in the same element of every array they share. */
function agree(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  for (const [array, index] of a) if (b.has(array) && b.get(array) !== index) return false;
  return true;
}
