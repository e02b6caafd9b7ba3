import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { StateDefinition, StateMachineDefinition, States } from "../asl/definition.ts";
import { fillPlaces, hasPlaces } from "./fill.ts";
import type { Json } from "../../../core/json.ts";

/** An event as the recordings have it: ids are lists where the order is not certain, texts in JSON are parsed. */
export interface RecordedEvent {
  id: number | number[];
  previousEventId: number;
  type: string;
  [details: string]: unknown;
}

export interface Recording {
  /** Test and key of the snapshot. */
  name: string;
  events: RecordedEvent[];
}

/** Every history in the recordings that begins with the start of the execution. */
export function readHistories(): Recording[] {
  const folder = join(process.env["ORACLES"]!, "aws-recordings", "stepfunctions");
  return readdirSync(folder).flatMap((file) => {
    const tests = JSON.parse(readFileSync(join(folder, file), "utf8")) as Record<
      string,
      { "recorded-content": object }
    >;
    return Object.entries(tests).flatMap(([test, { "recorded-content": content }]) =>
      Object.entries(content ?? {}).flatMap(([key, value]) => {
        const events = (value as { events?: RecordedEvent[] } | null)?.events;
        if (events?.[0]?.type !== "ExecutionStarted") return [];
        return [{ name: `${test.split("::").slice(1).join("::")} ${key}`, events }];
      }),
    );
  });
}

export interface Template {
  name: string;
  definition: StateMachineDefinition;
}

export function readTemplates(): Template[] {
  const folder = join(process.env["ORACLES"]!, "asl-templates");
  return readdirSync(folder).flatMap((file) => {
    // A few are no JSON on purpose.
    const definition = parseJson5(readFileSync(join(folder, file), "utf8"));
    return definition?.States ? [{ name: file.replace(/\.json5$/, ""), definition }] : [];
  });
}

/** JSON with comments and commas before closing brackets. */
function parseJson5(text: string): StateMachineDefinition | undefined {
  const plain = text.replaceAll(/("(?:\\.|[^"\\])*")|\/\/.*|\/\*[^]*?\*\//g, (_, string?: string) => string ?? "");
  const strict = plain.replaceAll(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, (_, string?: string) => string ?? "");
  try {
    return JSON.parse(strict) as StateMachineDefinition;
  } catch {
    return undefined;
  }
}

/** The templates whose states are those of the history, with that name first which says so. */
export function templatesFor(recording: Recording, templates: Template[]): Template[] {
  const { name, events } = recording;
  const entered = events.filter(({ type }) => type.endsWith("StateEntered"));
  const names = entered.map((event) => (event["stateEnteredEventDetails"] as { name: string }).name);
  const words = new Set(name.toLowerCase().match(/[a-z0-9]+/g));
  const score = (template: Template) =>
    template.name.split(/_+/).filter((word) => words.has(word)).length / template.name.length;
  return templates
    .filter(({ definition }) => {
      if (names[0] !== undefined && definition.StartAt !== names[0]) return false;
      const states = new Map(statesIn(definition));
      return (
        entered.every(({ type }, index) => states.get(names[index]!)?.Type === type.replace("StateEntered", "")) &&
        !hasPlaces(fillPlaces(definition, recording))
      );
    })
    .toSorted((a, b) => score(b) - score(a));
}

function statesIn(machine: States): [string, StateDefinition][] {
  return Object.entries(machine.States).flatMap(([name, state]) => [
    [name, state] as [string, StateDefinition],
    ...[...(state.Branches ?? []), state.ItemProcessor ?? state.Iterator].flatMap((each) =>
      each ? statesIn(each) : [],
    ),
  ]);
}

/** The value behind what the recordings made of a payload: they parse texts that hold objects. */
export function payloadOf(recorded: unknown): Json {
  if (typeof recorded !== "string") return recorded as Json;
  try {
    return JSON.parse(recorded) as Json;
  } catch {
    return recorded;
  }
}
