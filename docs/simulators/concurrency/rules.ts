/**
 * Concurrency of one Lambda function during a minute: Little's law, the pace of new environments, the quota of the account, a reservation,
 * and other functions that draw from the same quota. The tests name AWS's pages. What the model leaves out: the start of a new environment takes
 * no time, refused requests do not come back, and the other functions are as large as they want from the beginning, with requests of one second.
 */
import { generator } from "../../lib/quiz/shuffle.ts";

export interface Load {
  /** Requests per second at the highest. */
  rate: number;
  /** How long one request takes. */
  seconds: number;
  /** jump: everything at once and then on; ramp: rises evenly over the minute. */
  shape: "jump" | "ramp";
  /** random: a Poisson process of the same average. */
  arrivals: "even" | "random";
  /** Environments that are there at the beginning. */
  ready: number;
  seed: number;
}

export interface Account {
  quota: number;
  /** Reserved concurrency of the function; 0: none. */
  reserved: number;
  /** Environments that other functions without a reservation need all the time. */
  others: number;
}

export interface Limits {
  /** Environments that a function may gain per interval. */
  step: number;
  /** In seconds. */
  interval: number;
  /** Requests per second of one environment. */
  perEnvironment: number;
}

/** What refuses a request. */
export type Limit = "pace" | "quota" | "reserved";

export interface Second {
  /** Environments for which there is work. */
  needed: number;
  /** Environments that may exist now. */
  allowed: number;
  busy: number;
  /** Requests refused during this second. */
  refused: number;
}

export interface Minute {
  /** 0 to 60. */
  seconds: Second[];
  requests: number;
  refused: number;
  /** Refused requests of the other functions. */
  othersRefused: number;
  othersRequests: number;
  /** The most environments that worked at once. */
  peak: number;
  /** Refused requests by what refused them. */
  by: Record<Limit, number>;
}

export const MINUTE = 60;
const TICKS_PER_SECOND = 100;

/** How long a request occupies its environment: its own duration, and never less than the rate of an environment allows. */
export function occupancy(seconds: number, { perEnvironment }: Limits): number {
  return Math.max(seconds, 1 / perEnvironment);
}

/** Little's law: rate × duration. */
export function neededEnvironments(rate: number, seconds: number, limits: Limits): number {
  return rate * occupancy(seconds, limits);
}

export function simulateMinute(load: Load, account: Account, limits: Limits): Minute {
  const { quota, reserved, others } = account;
  const stay = Math.max(1, Math.round(occupancy(load.seconds, limits) * TICKS_PER_SECOND));
  const last = MINUTE * TICKS_PER_SECOND;
  const ends = new Float64Array(last + stay + 2);
  const othersEnd = new Float64Array(last + TICKS_PER_SECOND + 2);
  const ownCap = reserved > 0 ? reserved : quota;
  const othersCap = quota - reserved;
  const next = arrivalsOf(load);
  const nextOthers = evenly();

  let environments = Math.min(load.ready, ownCap);
  let allowance = limits.step;
  let busy = 0;
  let othersBusy = Math.min(others, othersCap);
  // The requests of the others that are in work at the beginning end one after the other.
  const spread = evenly();
  for (let tick = 0; tick < TICKS_PER_SECOND; tick++) othersEnd[tick]! += spread(othersBusy / TICKS_PER_SECOND);

  const minute: Minute = {
    seconds: [],
    requests: 0,
    refused: 0,
    othersRefused: 0,
    othersRequests: 0,
    peak: 0,
    by: { pace: 0, quota: 0, reserved: 0 },
  };
  for (let tick = 0; tick <= last; tick++) {
    const before = busy;
    busy -= ends[tick]!;
    othersBusy -= othersEnd[tick]!;
    if (tick > 0) allowance = Math.min(limits.step, allowance + limits.step / limits.interval / TICKS_PER_SECOND);
    const rate = rateAt(load, tick / TICKS_PER_SECOND);
    if (tick % TICKS_PER_SECOND === 0)
      minute.seconds.push({
        needed: Math.round(neededEnvironments(rate, load.seconds, limits)),
        allowed: Math.floor(Math.min(reserved > 0 ? reserved : quota - othersBusy, environments + allowance)),
        busy: before,
        refused: 0,
      });
    if (tick === last) break;

    const arriving = next(rate / TICKS_PER_SECOND);
    const othersArriving = nextOthers(others / TICKS_PER_SECOND);
    const byPace = Math.floor(environments - busy + allowance);
    const wanted = Math.min(arriving, byPace);
    let admitted: number;
    let othersAdmitted: number;
    let byCap: number;
    if (reserved > 0) {
      byCap = reserved - busy;
      admitted = Math.min(wanted, byCap);
      othersAdmitted = Math.min(othersArriving, othersCap - othersBusy);
    } else {
      // Whoever comes finds the same chance of a free place, whichever function it is for.
      const free = quota - busy - othersBusy;
      const all = wanted + othersArriving;
      admitted = all <= free ? wanted : Math.round((free * wanted) / all);
      othersAdmitted = Math.min(othersArriving, free - admitted);
      byCap = admitted < wanted ? admitted : free;
    }
    const started = Math.max(0, busy + admitted - environments);
    environments += started;
    allowance -= started;
    busy += admitted;
    othersBusy += othersAdmitted;
    ends[tick + stay]! += admitted;
    othersEnd[tick + TICKS_PER_SECOND]! += othersAdmitted;

    const refused = arriving - admitted;
    minute.requests += arriving;
    minute.othersRequests += othersArriving;
    minute.othersRefused += othersArriving - othersAdmitted;
    minute.peak = Math.max(minute.peak, busy);
    if (refused === 0) continue;
    minute.refused += refused;
    minute.seconds.at(-1)!.refused += refused;
    minute.by[byPace < byCap ? "pace" : reserved > 0 ? "reserved" : "quota"] += refused;
  }
  return minute;
}

function rateAt({ rate, shape }: Load, second: number): number {
  return shape === "jump" ? rate : (rate * second) / MINUTE;
}

/** Whole requests per tick. */
function arrivalsOf({ arrivals, seed }: Load): (mean: number) => number {
  if (arrivals === "even") return evenly();
  const random = generator(`concurrency/${seed}`);
  return (mean) => poisson(mean, random);
}

function evenly(): (mean: number) => number {
  let rest = 0;
  return (mean) => {
    rest += mean;
    // A sum of hundredths is not exact.
    const whole = Math.floor(rest + 1e-9);
    rest -= whole;
    return whole;
  };
}

function poisson(mean: number, random: () => number): number {
  if (mean > 40) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}
