import { defineSimulator, type Outcome, type Sentence } from "../define.ts";
import {
  arrivalsOf,
  GROUP,
  measure,
  RUSH_MINUTES,
  vcpus,
  type Function,
  type Machine,
  type Prices,
  type Traffic,
} from "./rules.ts";

const HOURS_PER_MONTH = 730;
/** Requests that the text tells about one by one. */
const TOLD = 6;

export default defineSimulator({
  facts: [
    "lambda-memory-min",
    "lambda-memory-max",
    "lambda-vcpu-memory",
    "lambda-init-timeout",
    "lambda-price-x86",
    "lambda-price-arm64",
    "lambda-request-price",
  ],
  isSeeded: true,
  predictions: [
    { id: "slow", kind: "choice", options: ["same", "double", "more"] },
    { id: "price", kind: "choice", options: ["falls", "same", "rises"] },
  ],
  settings: (facts) => ({
    megabytes: {
      kind: "number",
      min: facts["lambda-memory-min"],
      max: facts["lambda-memory-max"],
      initial: 256,
      step: 1,
      isLog: true,
    },
    computeMs: { kind: "number", min: 0, max: 10_000, initial: 30, step: 1, isLog: true },
    waitMs: { kind: "number", min: 0, max: 10_000, initial: 40, step: 1, isLog: true },
    threads: { kind: "choice", options: ["one", "several"], initial: "one" },
    architecture: { kind: "choice", options: ["x86", "arm64"], initial: "x86" },
    initMs: { kind: "number", min: 0, max: 20_000, initial: 300, step: 1, isLog: true },
    initCpu: { kind: "choice", options: ["share", "full"], initial: "share" },
    perHour: { kind: "number", min: 1, max: 20_000, initial: 600, step: 1, isLog: true },
    pattern: { kind: "choice", options: ["even", "groups", "rush"], initial: "even" },
    keepMinutes: { kind: "number", min: 1, max: 60, initial: 10, step: 1 },
  }),
  groups: {
    function: ["megabytes", "computeMs", "waitMs", "threads", "architecture"],
    start: ["initMs", "initCpu"],
    traffic: ["perHour", "pattern", "keepMinutes"],
  },
  cases: (facts) => ({
    both: {},
    picture: { megabytes: facts["lambda-memory-min"], computeMs: 600, waitMs: 0, perHour: 60, pattern: "groups" },
    reader: { megabytes: 3008, computeMs: 2, waitMs: 80, perHour: 20_000 },
    canteen: { perHour: 3, initMs: 500 },
    rush: { perHour: 600, pattern: "rush", computeMs: 200, waitMs: 800, initMs: 600 },
  }),
  run: (state, facts): Outcome => {
    const machine: Machine = {
      vcpuMegabytes: facts["lambda-vcpu-memory"],
      initLimitMs: facts["lambda-init-timeout"] * 1000,
    };
    const prices: Prices = {
      perGbSecond: state.architecture === "arm64" ? facts["lambda-price-arm64"] : facts["lambda-price-x86"],
      perMillionRequests: facts["lambda-request-price"],
    };
    const fn: Function = state;
    const traffic: Traffic = state;
    const arrivals = arrivalsOf(traffic);
    const [least, most, one] = [facts["lambda-memory-min"], facts["lambda-memory-max"], machine.vcpuMegabytes];
    const sizes = [...new Set([least, 2 * least, 4 * least, 8 * least, one, 2 * one, 4 * one, most, state.megabytes])];
    const results = sizes
      .sort((a, b) => a - b)
      .map((megabytes) => measure({ ...fn, megabytes }, traffic, arrivals, machine, prices));
    const now = results.find(({ megabytes }) => megabytes === state.megabytes)!;
    const double = measure(
      { ...fn, megabytes: Math.min(most, 2 * state.megabytes) },
      traffic,
      arrivals,
      machine,
      prices,
    );
    const share = now.requests ? now.coldCount / now.requests : 0;
    const change = double.running / now.running;
    const slowest = Math.max(...results.map(({ p99 }) => p99));
    const dearest = Math.max(...results.map(({ perMillion }) => perMillion));
    const perMonth = (now.perMillion * state.perHour * HOURS_PER_MONTH) / 1e6;
    const time = (ms: number): Sentence =>
      ms < 10_000
        ? { key: "values.ms", values: { n: Math.round(ms) } }
        : { key: "values.s", values: { n: Math.round(ms / 100) / 10 } };
    const price = (dollars: number): Sentence => ({ key: "values.price", values: { n: { money: dollars } } });
    const cpu = vcpus(state.megabytes, machine);

    return {
      answers: {
        slow: now.p99 <= now.p50 * 1.1 ? "same" : now.p99 <= now.p50 * 2 ? "double" : "more",
        price: change < 0.9 ? "falls" : change <= 1.1 ? "same" : "rises",
      },
      summary: {
        key: "summary",
        values: {
          p50: Math.round(now.p50),
          p99: Math.round(now.p99),
          price: { money: now.perMillion },
          cold: { share },
        },
      },
      figures: [
        { id: "cpu", value: { key: "values.cpu", values: { n: Math.round(cpu * 100) / 100 } } },
        { id: "p50", value: time(now.p50) },
        { id: "p99", value: time(now.p99), ...(now.p99 > now.p50 * 2 ? { tone: "bad" as const } : {}) },
        { id: "cold", value: { key: "values.share", values: { share: { share } } } },
        { id: "million", value: price(now.perMillion) },
        { id: "month", value: price(perMonth) },
      ],
      table: {
        columns: ["memory", "p50", "p99", "price"],
        rows: results.map((result) => ({
          head: { key: "values.mb", values: { n: result.megabytes } },
          note: { key: "values.cpu", values: { n: Math.round(result.vcpus * 100) / 100 } },
          isCurrent: result.megabytes === state.megabytes,
          cells: [
            { texts: [time(result.p50)], bar: result.p50 / slowest },
            { texts: [time(result.p99)], bar: result.p99 / slowest },
            { texts: [price(result.perMillion)], bar: result.perMillion / dearest },
          ],
        })),
      },
      trace: [
        { key: cpu < 1 ? "trace.cpu" : "trace.cpu-full", values: { mb: state.megabytes, n: cpu, one } },
        {
          key: state.threads === "several" && cpu > 1 ? "trace.warm-several" : "trace.warm",
          values: { wait: state.waitMs, compute: state.computeMs, ms: Math.round(now.warm), n: Math.min(1, cpu), cpu },
        },
        { key: `trace.init-${state.initCpu}`, values: { ms: Math.round(now.init.ms), once: state.initMs } },
        ...(now.init.isRepeated
          ? [{ key: "trace.init-repeated", values: { limit: facts["lambda-init-timeout"] } }]
          : []),
        {
          key: `trace.traffic-${state.pattern}`,
          values: { n: now.requests, hours: now.hours, group: GROUP, minutes: RUSH_MINUTES },
        },
        ...Array.from(arrivals.times.slice(0, TOLD), (at, index) => {
          const isCold = now.served.cold[index] === 1;
          return {
            key: isCold ? "trace.cold" : "trace.free",
            values: {
              n: index + 1,
              minute: Math.round(at / 600) / 100,
              ms: Math.round(now.warm + (isCold ? now.init.ms : 0)),
            },
          };
        }),
        {
          key: "trace.sum",
          values: { cold: now.coldCount, n: now.requests, share: { share }, most: now.environments },
        },
        { key: share > 0.01 ? "trace.p99-cold" : "trace.p99-warm", values: { ms: Math.round(now.p99) } },
        {
          key: "trace.price",
          values: {
            running: { money: now.running },
            requests: { money: prices.perMillionRequests },
            sum: { money: now.perMillion },
          },
        },
        { key: "trace.month", values: { perHour: state.perHour, hours: HOURS_PER_MONTH, sum: { money: perMonth } } },
        {
          key: `trace.double-${change < 0.9 ? "falls" : change <= 1.1 ? "same" : "rises"}`,
          values: { change: { share: Math.abs(change - 1) }, mb: double.megabytes },
        },
      ],
    };
  },
});
