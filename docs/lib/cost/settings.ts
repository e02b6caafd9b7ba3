/** What a reader can set, within which limits, and what the calculator starts with in a lesson. */
import type { ChoiceSetting, NumberSetting, State } from "../../simulators/define.ts";
import { ARCHITECTURES, SIZES, type Plan } from "./architecture.ts";
import { REGIONS, type Region } from "./bill.ts";

/** Limits of AWS, from docs/facts. */
export interface Limits {
  megabytesMin: number;
  megabytesMax: number;
  secondsMax: number;
}

export type Settings = Readonly<Record<keyof Plan | "region", NumberSetting | ChoiceSetting>>;

/** The numbers of the first lab (`api/rest-api#cost`); a lesson names what its example has instead. */
const NOTES: Plan = {
  architecture: "http-api",
  requests: 1_000_000,
  ms: 50,
  megabytes: 256,
  cpu: "arm64",
  answerKB: 0,
  logKB: 0.3,
  logDays: 7,
  writes: 20,
  itemKB: 1,
  reads: "strong",
  tableGB: 0,
  nat: 0,
  steps: 3,
  tasks: 1,
  size: "small",
};

/** By lesson; `calculator` is the page of its own. */
export const PRESETS = {
  calculator: { requests: 10_000_000, answerKB: 2, logKB: 4, logDays: 30, tableGB: 5 },
  "rest-api": {},
  "http-or-rest": { architecture: "rest-api", requests: 10_000_000, answerKB: 2 },
  "choose-compute": { architecture: "container", requests: 12_000_000, ms: 100, cpu: "x86" },
  orchestrate: { architecture: "workflow", ms: 1000 },
  memory: { architecture: "functions", requests: 20_000_000, ms: 82, megabytes: 3008, cpu: "x86" },
  cost: { logKB: 20.3, nat: 1 },
} satisfies Record<string, Partial<Plan>>;

export type Preset = keyof typeof PRESETS;

export function settingsOf(preset: Preset, limits: Limits): Settings {
  const plan: Plan = { ...NOTES, ...PRESETS[preset] };
  const number = (initial: number, min: number, max: number, step = 1): NumberSetting => ({
    kind: "number",
    min,
    max,
    initial,
    step,
  });
  return {
    architecture: { kind: "choice", options: ARCHITECTURES, initial: plan.architecture },
    region: { kind: "choice", options: REGIONS, initial: REGIONS[0] },
    requests: number(plan.requests, 0, 10_000_000_000),
    ms: number(plan.ms, 1, limits.secondsMax * 1000),
    megabytes: number(plan.megabytes, limits.megabytesMin, limits.megabytesMax),
    cpu: { kind: "choice", options: ["arm64", "x86"], initial: plan.cpu },
    answerKB: number(plan.answerKB, 0, 10_000, 0.1),
    logKB: number(plan.logKB, 0, 1000, 0.1),
    logDays: number(plan.logDays, 0, 3650),
    writes: number(plan.writes, 0, 100),
    itemKB: number(plan.itemKB, 0.1, 400, 0.1),
    reads: { kind: "choice", options: ["strong", "eventual"], initial: plan.reads },
    tableGB: number(plan.tableGB, 0, 100_000),
    nat: number(plan.nat, 0, 20),
    steps: number(plan.steps, 1, 100),
    tasks: number(plan.tasks, 1, 100),
    size: { kind: "choice", options: Object.keys(SIZES), initial: plan.size },
  };
}

/** A state that came out of `readState` or `fit` holds what the settings allow. */
export function planOf(state: State): { plan: Plan; region: Region } {
  const { region, ...plan } = state;
  return { plan: plan as unknown as Plan, region: region as Region };
}
