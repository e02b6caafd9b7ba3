import { isObject, type JsonObject } from "../../../../core/json.ts";
import { missingTarget, schemaError, type Finding } from "./finding.ts";

interface Transition {
  target: string;
  location: string;
}

/** Every state must exist that another names, and must be named itself. */
export function checkTransitions(machine: JsonObject, at: string): Finding[] {
  const states = machine["States"] as Record<string, JsonObject>;
  const start = machine["StartAt"];
  const all: Transition[] = Object.entries(states).flatMap(([name, state]) =>
    isObject(state) ? transitionsOf(state, `${at}/States/${name}`) : [],
  );
  if (typeof start === "string") all.unshift({ target: start, location: `${at}/StartAt` });
  const missing = all
    .filter(({ target }) => !Object.hasOwn(states, target))
    .map(({ target, location }) => missingTarget(`Missing 'Next' target: ${target}`, location));
  const reached = reachable(states, start);
  const unreached = Object.keys(states)
    .filter((name) => !reached.has(name))
    .map((name) => missingTarget(`State "${name}" is not reachable.`, `${at}/States/${name}`));
  return [...missing, ...unreached];
}

function reachable(states: Record<string, JsonObject>, start: unknown): Set<string> {
  const reached = new Set<string>();
  const open = typeof start === "string" ? [start] : [];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = states[name];
    if (!isObject(state) || reached.has(name)) continue;
    reached.add(name);
    open.push(...transitionsOf(state, "").map(({ target }) => target));
  }
  return reached;
}

function transitionsOf(state: JsonObject, location: string): Transition[] {
  return targetsIn(state, location).flatMap(({ target, location: at }) =>
    typeof target === "string" ? [{ target, location: at }] : [],
  );
}

/** Targets that are no names. */
export function checkTargets(state: JsonObject, location: string): Finding[] {
  return targetsIn(state, location)
    .filter(({ target }) => target !== undefined && typeof target !== "string")
    .map(({ location: at }) => schemaError("Expected value of type String", at));
}

function targetsIn(state: JsonObject, location: string): { target: unknown; location: string }[] {
  const listed = (field: "Catch" | "Choices") => {
    const list = state[field];
    if (!Array.isArray(list)) return [];
    return list.flatMap((each, index) =>
      isObject(each) ? [{ target: each["Next"], location: `${location}/${field}[${index}]/Next` }] : [],
    );
  };
  return [
    { target: state["Next"], location: `${location}/Next` },
    { target: state["Default"], location: `${location}/Default` },
    ...listed("Choices"),
    ...listed("Catch"),
  ];
}
