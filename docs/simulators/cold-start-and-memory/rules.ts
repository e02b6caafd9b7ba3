/**
 * What memory does to a Lambda function: its share of the CPU, its duration, its price, and how often and how long somebody waits for a cold start.
 * The tests name AWS's pages. What AWS does not publish is a setting or left out: how long an environment is kept, and the time in which Lambda makes
 * one and fetches the package.
 */
import { generator } from "../../lib/quiz/shuffle.ts";

export interface Function {
  megabytes: number;
  /** Time of computing with one vCPU. */
  computeMs: number;
  /** Time of waiting for others; the CPU does not matter. */
  waitMs: number;
  /** several: the computing uses all vCPUs that there are. */
  threads: "one" | "several";
  /** INIT phase with one vCPU. */
  initMs: number;
  /**
   * share: INIT gets CPU by memory; full: one vCPU whatever the memory, as AWS's guide "Effectively running Java on serverless" says
   * (serverlessland.com, read on 2026-11-21). The page on memory says nothing about INIT.
   */
  initCpu: "share" | "full";
}

export interface Traffic {
  perHour: number;
  /** even: at random times; groups: several at once; rush: half of an hour's requests in its first minutes. */
  pattern: "even" | "groups" | "rush";
  /** Minutes for which an idle environment is kept. */
  keepMinutes: number;
  seed: number;
}

export interface Machine {
  /** Memory with which a function has one vCPU. */
  vcpuMegabytes: number;
  /** After this time Lambda starts INIT again, at the invocation. */
  initLimitMs: number;
}

/** US dollars. */
export interface Prices {
  perGbSecond: number;
  perMillionRequests: number;
}

export const GROUP = 10;
export const RUSH_MINUTES = 5;
const HOUR_MS = 3_600_000;
/** Enough requests for a percentile, and no more than a phone calculates at once. */
const ENOUGH = 4000;
const MOST_HOURS = 336;

export function vcpus(megabytes: number, { vcpuMegabytes }: Machine): number {
  return megabytes / vcpuMegabytes;
}

/** Of a request in an environment that is ready. */
export function warmMs(fn: Function, machine: Machine): number {
  const cpus = vcpus(fn.megabytes, machine);
  return fn.waitMs + fn.computeMs / (fn.threads === "several" ? cpus : Math.min(1, cpus));
}

/** Of the INIT phase; `isRepeated`: it did not get to its end in time and ran a second time. */
export function initPhase(fn: Function, machine: Machine): { ms: number; isRepeated: boolean } {
  const once = fn.initMs / (fn.initCpu === "full" ? 1 : Math.min(1, vcpus(fn.megabytes, machine)));
  const isRepeated = once > machine.initLimitMs;
  return { ms: isRepeated ? machine.initLimitMs + once : once, isRepeated };
}

/** Of running time, in US dollars: memory × time, each duration rounded up to a millisecond. */
export function runningPrice(ms: number, megabytes: number, { perGbSecond }: Prices): number {
  return (Math.ceil(Number(ms.toFixed(6))) / 1000) * (megabytes / 1024) * perGbSecond;
}

export interface Arrivals {
  /** Milliseconds, ascending. */
  times: Float64Array;
  hours: number;
}

/** A Poisson process; the same for the same seed, whatever the memory. */
export function arrivalsOf({ perHour, pattern, seed }: Traffic): Arrivals {
  const hours = Math.min(MOST_HOURS, Math.max(1, Math.ceil(ENOUGH / perHour)));
  const random = generator(`cold-start/${seed}`);
  const size = pattern === "groups" ? GROUP : 1;
  const gap = (HOUR_MS * size) / perHour;
  const times: number[] = [];
  for (let at = -Math.log(1 - random()) * gap; at < hours * HOUR_MS; at -= Math.log(1 - random()) * gap) {
    const time = pattern === "rush" ? rushed(at) : at;
    for (let one = 0; one < size; one++) times.push(time);
  }
  return { times: Float64Array.from(times), hours };
}

/** The first half of an hour's requests in its first minutes, the second half in the rest. */
function rushed(at: number): number {
  const hour = Math.floor(at / HOUR_MS) * HOUR_MS;
  const part = (at - hour) / HOUR_MS;
  const rush = RUSH_MINUTES / 60;
  return hour + HOUR_MS * (part < 0.5 ? part * 2 * rush : rush + (part - 0.5) * 2 * (1 - rush));
}

export interface Served {
  /** One per request: whether it found no free environment. */
  cold: Uint8Array;
  coldCount: number;
  /** The most environments that worked at once. */
  environments: number;
}

/** Hands each request to the environment that became free last; those that were idle for too long are gone. */
export function serve({ times }: Arrivals, warm: number, coldStart: number, keepMinutes: number): Served {
  const keep = keepMinutes * 60_000;
  /** Ends of running requests, ascending from `firstBusy`. */
  const busy: number[] = [];
  let firstBusy = 0;
  /** When idle environments became free, ascending from `firstIdle`. */
  const idle: number[] = [];
  let firstIdle = 0;
  const cold = new Uint8Array(times.length);
  let coldCount = 0;
  let environments = 0;
  for (const [index, at] of times.entries()) {
    while (firstBusy < busy.length && busy[firstBusy]! <= at) idle.push(busy[firstBusy++]!);
    while (firstIdle < idle.length && at - idle[firstIdle]! > keep) firstIdle++;
    const isCold = firstIdle >= idle.length;
    if (isCold) {
      cold[index] = 1;
      coldCount++;
    } else idle.pop();
    const end = at + (isCold ? coldStart + warm : warm);
    let place = busy.length;
    while (place > firstBusy && busy[place - 1]! > end) place--;
    busy.splice(place, 0, end);
    environments = Math.max(environments, busy.length - firstBusy);
  }
  return { cold, coldCount, environments };
}

export interface Result {
  megabytes: number;
  vcpus: number;
  warm: number;
  init: { ms: number; isRepeated: boolean };
  requests: number;
  hours: number;
  coldCount: number;
  environments: number;
  p50: number;
  p99: number;
  /** Of a million requests, running time only, INIT of the cold ones included. */
  running: number;
  /** With the price of the requests. */
  perMillion: number;
}

export function measure(
  fn: Function,
  traffic: Traffic,
  arrivals: Arrivals,
  machine: Machine,
  prices: Prices,
): Result & { served: Served } {
  const warm = warmMs(fn, machine);
  const init = initPhase(fn, machine);
  const served = serve(arrivals, warm, init.ms, traffic.keepMinutes);
  const requests = arrivals.times.length;
  const share = requests ? served.coldCount / requests : 0;
  // Two values only: the slow ones are the cold ones.
  const percentile = (rank: number): number =>
    requests - served.coldCount >= Math.ceil(requests * rank) ? warm : init.ms + warm;
  const running =
    1e6 *
    ((1 - share) * runningPrice(warm, fn.megabytes, prices) +
      share * runningPrice(init.ms + warm, fn.megabytes, prices));
  return {
    megabytes: fn.megabytes,
    vcpus: vcpus(fn.megabytes, machine),
    warm,
    init,
    requests,
    hours: arrivals.hours,
    coldCount: served.coldCount,
    environments: served.environments,
    p50: percentile(0.5),
    p99: percentile(0.99),
    running,
    perMillion: running + prices.perMillionRequests,
    served,
  };
}
