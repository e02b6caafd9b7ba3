/** Changes that somebody can make to an architecture: each is tried on the plan, and the bill says what it is worth. */
import { SIZES, type Meters, type Plan, type Size } from "./architecture.ts";
import { billOf, type Prices, type Region } from "./bill.ts";

/** Logs that are older are rarely looked at. */
const SHORT_LOG_DAYS = 7;

const names = Object.keys(SIZES) as Size[];

/** The plan with the change, or undefined where there is nothing to change. */
const changes = {
  "http-api": (plan) => (plan.architecture === "rest-api" ? { ...plan, architecture: "http-api" } : undefined),
  functions: (plan) => (plan.architecture === "container" ? { ...plan, architecture: "http-api" } : undefined),
  memory: (plan) => ({ ...plan, megabytes: plan.megabytes / 2 }),
  time: (plan) => ({ ...plan, ms: plan.ms / 2 }),
  arm64: (plan) => (plan.cpu === "x86" ? { ...plan, cpu: "arm64" } : undefined),
  logs: (plan) => ({ ...plan, logKB: plan.logKB / 2 }),
  retention: (plan) => (plan.logDays > SHORT_LOG_DAYS ? { ...plan, logDays: SHORT_LOG_DAYS } : undefined),
  cache: (plan) => {
    // Half of the reads are answered before they reach the API; every write still arrives.
    const requests = plan.requests * (1 - (100 - plan.writes) / 200);
    return requests > 0 ? { ...plan, requests, writes: (plan.writes * plan.requests) / requests } : undefined;
  },
  eventual: (plan) => (plan.reads === "strong" ? { ...plan, reads: "eventual" } : undefined),
  items: (plan) => ({ ...plan, itemKB: plan.itemKB / 2 }),
  answers: (plan) => ({ ...plan, answerKB: plan.answerKB / 2 }),
  // One function does the work of two.
  steps: (plan) =>
    plan.steps > 1 ? { ...plan, steps: plan.steps - 1, ms: (plan.ms * plan.steps) / (plan.steps - 1) } : undefined,
  tasks: (plan) => (plan.tasks > 1 ? { ...plan, tasks: Math.ceil(plan.tasks / 2) } : undefined),
  size: (plan) => {
    const smaller = names[names.indexOf(plan.size) - 1];
    return smaller && { ...plan, size: smaller };
  },
  nat: (plan) => (plan.nat > 0 ? { ...plan, nat: 0 } : undefined),
} satisfies Record<string, (plan: Plan) => Plan | undefined>;

export type Lever = keyof typeof changes;
export const LEVERS = Object.keys(changes) as Lever[];

/** Levers that have no meaning for an architecture, although its plan holds the setting. */
const LAMBDA_ONLY: readonly Lever[] = ["memory", "time", "arm64"];
const API_ONLY: readonly Lever[] = ["cache"];

function isFor(lever: Lever, { architecture, megabytes }: Plan, megabytesMin: number): boolean {
  if (lever === "memory" && megabytes / 2 < megabytesMin) return false;
  if (LAMBDA_ONLY.includes(lever)) return architecture !== "container";
  if (API_ONLY.includes(lever)) return architecture !== "functions" && architecture !== "workflow";
  return true;
}

export interface Saving {
  /** One lever, or two together. */
  levers: Lever[];
  total: number;
  /** Of the bill, 0 to 1. */
  share: number;
}

/** Less than this is not worth a line. */
const LEAST = 0.01;

export interface Advice {
  /** Single levers that cut the bill, the best first. */
  savings: Saving[];
  /** The best two together, where no single one halves the bill and these two do. */
  pair: Saving | undefined;
}

export function adviceFor(plan: Plan, region: Region, prices: Prices, meters: Meters, megabytesMin: number): Advice {
  const before = billOf(plan, region, prices, meters);
  const saving = (levers: Lever[]): Saving | undefined => {
    let changed: Plan | undefined = plan;
    for (const lever of levers)
      changed = changed && isFor(lever, changed, megabytesMin) ? changes[lever](changed) : undefined;
    if (!changed || !before.total) return undefined;
    const after = billOf(changed, region, prices, meters);
    // A line whose price is unknown would look like a saving.
    if (after.missing.some((line) => !before.missing.includes(line))) return undefined;
    return { levers, total: after.total, share: 1 - after.total / before.total };
  };
  const best = (savings: (Saving | undefined)[]): Saving[] =>
    savings
      .filter((each) => each !== undefined && each.share >= LEAST)
      .toSorted((a, b) => b!.share - a!.share) as Saving[];

  const savings = best(LEVERS.map((lever) => saving([lever])));
  if (savings.some(isHalved)) return { savings, pair: undefined };
  const pairs = savings.flatMap(({ levers: [one] }, index) =>
    savings.slice(index + 1).map(({ levers: [two] }) => saving([one!, two!])),
  );
  return { savings, pair: best(pairs).find(isHalved) };
}

/** A bill that was rounded to cents may hide the last bit. */
export function isHalved({ share }: Saving): boolean {
  return share >= 0.5 - 1e-9;
}
