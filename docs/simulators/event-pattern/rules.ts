/** Whether EventBridge takes a pattern, and whether an event matches it: the sandbox's own matcher, which the sandbox holds against recordings of AWS. */
import { matchesEvent, parseEventPattern } from "@course/sandbox/event-pattern";

/** One field that the pattern asks for, and whether the event has it. */
export interface Wish {
  /** "detail.total" */
  path: string;
  /** As it stands in the pattern. */
  wanted: unknown[];
  holds: boolean;
}

export type Verdict =
  | {
      kind: "match" | "no-match";
      /** One list per alternative of $or; one of them must hold as a whole. */ alternatives: Wish[][];
    }
  | { kind: "no-json"; which: "pattern" | "event" }
  /** What EventBridge says of a pattern that is none. */
  | { kind: "invalid"; reason: string };

export function judge(pattern: string, event: string): Verdict {
  const parsedPattern = parse(pattern);
  if (parsedPattern === undefined) return { kind: "no-json", which: "pattern" };
  let compiled: ReturnType<typeof parseEventPattern>;
  try {
    compiled = parseEventPattern(parsedPattern.value);
  } catch (error) {
    return { kind: "invalid", reason: (error as Error).message };
  }
  const parsedEvent = parse(event);
  if (parsedEvent === undefined) return { kind: "no-json", which: "event" };
  return {
    kind: matchesEvent(compiled, parsedEvent.value) ? "match" : "no-match",
    alternatives: wishesOf(parsedPattern.value as Pattern, "").map((wishes) =>
      wishes.map(({ path, wanted }) => ({
        path,
        wanted,
        // A pattern of this field alone: names joined with dots are the same path.
        holds: matchesEvent(parseEventPattern({ [path]: wanted }), parsedEvent.value),
      })),
    ),
  };
}

interface Pattern {
  [name: string]: unknown[] | Pattern;
}

function wishesOf(pattern: Pattern, prefix: string): { path: string; wanted: unknown[] }[][] {
  let alternatives: { path: string; wanted: unknown[] }[][] = [[]];
  for (const [name, value] of Object.entries(pattern)) {
    const path = prefix ? `${prefix}.${name}` : name;
    const isOr = name === "$or" && Array.isArray(value) && value.length > 1 && value.every(isObject);
    const own = isOr
      ? value.flatMap((one) => wishesOf(one, prefix))
      : Array.isArray(value)
        ? [[{ path, wanted: value }]]
        : wishesOf(value, path);
    alternatives = alternatives.flatMap((before) => own.map((more) => [...before, ...more]));
  }
  return alternatives;
}

function isObject(value: unknown): value is Pattern {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
