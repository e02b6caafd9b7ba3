/** The settings of a simulator in the address: `?concurrency.rate=3000&concurrency.seed=7`. Whatever stands there, a state that the rules can work with comes out. */
import type { NumberSetting, Setting, Settings, State, TextSetting } from "./define.ts";

/** Something in the address that was not taken as it stood. */
export type Repair = { kind: "unknown" } | { kind: "large" | "small" | "unreadable"; setting: string };

const SEED: NumberSetting = { kind: "number", min: 1, max: 9999, initial: 1, step: 1 };

/** Each setting, and the seed where there is one. */
function entriesOf(settings: Settings, isSeeded: boolean): [string, Setting][] {
  return [...Object.entries(settings), ...(isSeeded ? [["seed", SEED] as [string, Setting]] : [])];
}

export function initialState(settings: Settings): State {
  return { ...Object.fromEntries(Object.entries(settings).map(([name, { initial }]) => [name, initial])), seed: 1 };
}

export function readState(
  id: string,
  settings: Settings,
  isSeeded: boolean,
  address: URLSearchParams,
): { state: State; repairs: Repair[] } {
  const state = initialState(settings);
  const known = new Map(entriesOf(settings, isSeeded));
  const repairs: Repair[] = [];
  for (const key of new Set(address.keys())) {
    if (!key.startsWith(`${id}.`)) continue;
    const name = key.slice(id.length + 1);
    const setting = known.get(name);
    if (!setting) {
      if (!repairs.some(({ kind }) => kind === "unknown")) repairs.push({ kind: "unknown" });
      continue;
    }
    const { value, problem } = readValue(setting, address.get(key)!);
    state[name] = value;
    if (problem) repairs.push({ kind: problem, setting: name });
  }
  return { state, repairs };
}

function readValue(
  setting: Setting,
  text: string,
): { value: number | string; problem?: "large" | "small" | "unreadable" } {
  if (setting.kind === "text") return cut(setting, text);
  if (setting.kind === "choice")
    return setting.options.includes(text) ? { value: text } : { value: setting.initial, problem: "unreadable" };
  if (!/^-?\d{1,18}(\.\d{1,18})?$/.test(text)) {
    const isHuge = /^\d{19,}(\.\d+)?$/.test(text);
    return isHuge ? { value: setting.max, problem: "large" } : { value: setting.initial, problem: "unreadable" };
  }
  return fit(setting, Number(text));
}

/** The beginning, if it is too long. */
export function cut({ max }: TextSetting, text: string): { value: string; problem?: "large" } {
  return text.length > max ? { value: text.slice(0, max), problem: "large" } : { value: text };
}

/** The nearest value that the setting may have. */
export function fit(setting: NumberSetting, number: number): { value: number; problem?: "large" | "small" } {
  if (number > setting.max) return { value: setting.max, problem: "large" };
  if (number < setting.min) return { value: setting.min, problem: "small" };
  const stepped = Number((Math.round(number / setting.step) * setting.step).toFixed(6));
  return { value: Math.min(setting.max, Math.max(setting.min, stepped)) };
}

/** Writes what differs from the initial values; leaves everything of others in the address as it is. */
export function writeState(
  id: string,
  settings: Settings,
  isSeeded: boolean,
  state: State,
  address: URLSearchParams,
): void {
  const written = [...address.keys()].filter((key) => key.startsWith(`${id}.`));
  for (const key of written) address.delete(key);
  for (const [name, { initial }] of entriesOf(settings, isSeeded))
    if (state[name] !== initial) address.set(`${id}.${name}`, String(state[name]));
}
