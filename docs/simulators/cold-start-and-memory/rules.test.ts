import { describe, expect, test } from "vitest";
import { pageRead } from "../testing.ts";
import {
  arrivalsOf,
  initPhase,
  measure,
  runningPrice,
  serve,
  vcpus,
  warmMs,
  type Function,
  type Traffic,
} from "./rules.ts";

const machine = { vcpuMegabytes: 1769, initLimitMs: 10_000 };
const x86 = { perGbSecond: 0.0000166667, perMillionRequests: 0.2 };
const arm = { perGbSecond: 0.0000133334, perMillionRequests: 0.2 };
const fn: Function = {
  megabytes: 128,
  computeMs: 60,
  waitMs: 0,
  threads: "one",
  initMs: 200,
  initCpu: "full",
};
const traffic: Traffic = { perHour: 600, pattern: "even", keepMinutes: 10, seed: 1 };
const measured = (changes: Partial<Function>, other: Partial<Traffic> = {}) => {
  const its = { ...traffic, ...other };
  return measure({ ...fn, ...changes }, its, arrivalsOf(its), machine, x86);
};

describe(pageRead("lambda-memory", "2026-11-21"), () => {
  test("CPU in proportion to memory, one vCPU at 1,769 MB", () => {
    expect(vcpus(1769, machine)).toBe(1);
    expect(vcpus(128, machine)).toBeCloseTo(0.072, 3);
    expect(vcpus(10_240, machine)).toBeCloseTo(5.79, 2);
  });

  test("computing takes as much longer as there is less CPU; waiting does not", () => {
    expect(warmMs(fn, machine)).toBeCloseTo(829, 0);
    expect(warmMs({ ...fn, megabytes: 256, computeMs: 2, waitMs: 80 }, machine)).toBeCloseTo(94, 0);
    expect(warmMs({ ...fn, megabytes: 512, computeMs: 30, waitMs: 40 }, machine)).toBeCloseTo(144, 0);
  });

  test("a second vCPU helps several threads only", () => {
    expect(warmMs({ ...fn, megabytes: 3538 }, machine)).toBe(60);
    expect(warmMs({ ...fn, megabytes: 3538, threads: "several" }, machine)).toBe(30);
  });
});

describe(pageRead("lambda-price-overview", "2026-11-21"), () => {
  test("memory × time, rounded up to a millisecond", () => {
    expect(runningPrice(1000, 1024, x86)).toBeCloseTo(0.0000166667, 12);
    expect(runningPrice(0.4, 1024, x86)).toBe(runningPrice(1, 1024, x86));
    // A million requests of 120 ms with 1,536 MB: 180,000 GB-seconds.
    expect(runningPrice(120, 1536, x86) * 1e6).toBeCloseTo(3, 2);
  });
});

describe(pageRead("lambda-prices-by-architecture", "2026-11-21"), () => {
  test("a GB-second on Arm costs a fifth less", () => {
    expect(runningPrice(100, 512, arm) / runningPrice(100, 512, x86)).toBeCloseTo(0.8, 3);
  });
});

describe(pageRead("lambda-environment", "2026-11-21"), () => {
  test("an INIT phase of more than 10 seconds is started again at the invocation", () => {
    expect(initPhase({ ...fn, initMs: 10_000 }, machine)).toEqual({ ms: 10_000, isRepeated: false });
    expect(initPhase({ ...fn, initMs: 12_000 }, machine)).toEqual({ ms: 22_000, isRepeated: true });
    expect(initPhase({ ...fn, initMs: 1000, initCpu: "share" }, machine).isRepeated).toBe(true);
  });

  test("an environment works on one request at a time; a free one is taken again", () => {
    const at = (...times: number[]) => ({ times: Float64Array.from(times), hours: 1 });
    expect([...serve(at(0, 50, 2000, 2001), 100, 500, 10).cold]).toEqual([1, 1, 0, 0]);
    expect([...serve(at(0, 2000, 2001), 100, 500, 10).cold]).toEqual([1, 0, 1]);
    expect(serve(at(0, 0, 0), 100, 500, 10)).toMatchObject({ coldCount: 3, environments: 3 });
  });

  test("and is gone after a time without requests", () => {
    const minute = 60_000;
    const times = Float64Array.from([0, 9 * minute, 18 * minute, 40 * minute]);
    expect([...serve({ times, hours: 1 }, 100, 500, 10).cold]).toEqual([1, 0, 0, 1]);
  });
});

describe(pageRead("lambda-init-billing", "2026-11-21"), () => {
  test("the INIT phase is billed", () => {
    const rare = measured({}, { perHour: 1 });
    expect(rare.coldCount / rare.requests).toBeGreaterThan(0.5);
    expect(rare.running).toBeGreaterThan(1e6 * runningPrice(rare.warm, 128, x86));
  });

  test("steady traffic has less than 1 % of cold starts, rare traffic nearly only those", () => {
    const busy = measured({}, { perHour: 18_000 });
    expect(busy.coldCount / busy.requests).toBeLessThan(0.01);
    expect(busy.p99).toBe(busy.warm);
    const rare = measured({}, { perHour: 2 });
    expect(rare.p50).toBe(rare.warm + 200);
  });
});

test("groups and rushes need more environments than even traffic", () => {
  const cold = (pattern: Traffic["pattern"]) => measured({ megabytes: 512 }, { pattern, perHour: 60 }).coldCount;
  expect(cold("groups")).toBeGreaterThan(cold("even"));
  expect(measured({}, { pattern: "rush" }).environments).toBeGreaterThan(measured({}).environments);
});

test("half of an hour's requests come in its first five minutes", () => {
  const { times } = arrivalsOf({ ...traffic, pattern: "rush", perHour: 3600 });
  const early = [...times].filter((at) => at % 3_600_000 < 300_000).length;
  expect(early / times.length).toBeCloseTo(0.5, 1);
  expect([...times]).toEqual([...times].toSorted((a, b) => a - b));
});

test("the same seed, the same traffic", () => {
  expect(arrivalsOf(traffic)).toEqual(arrivalsOf(traffic));
  expect(arrivalsOf(traffic)).not.toEqual(arrivalsOf({ ...traffic, seed: 2 }));
});
