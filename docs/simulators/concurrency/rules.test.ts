import { describe, expect, test } from "vitest";
import { pageRead } from "../testing.ts";
import { neededEnvironments, simulateMinute, type Account, type Load } from "./rules.ts";

const limits = { step: 1000, interval: 10, perEnvironment: 10 };
const load: Load = { rate: 3000, seconds: 1, shape: "jump", arrivals: "even", ready: 0, seed: 1 };
const account: Account = { quota: 5000, reserved: 0, others: 0 };

describe(pageRead("lambda-concurrency", "2026-11-21"), () => {
  test("concurrency is the average rate times the average duration", () => {
    expect(neededEnvironments(100, 1, limits)).toBe(100);
    expect(neededEnvironments(100, 0.5, limits)).toBe(50);
    expect(neededEnvironments(1000, 0.3, limits)).toBe(300);
  });

  test("the environments that work settle at that number", () => {
    const { seconds, refused } = simulateMinute({ ...load, rate: 200, seconds: 2.5 }, account, limits);
    expect(seconds.slice(5).map(({ busy }) => busy)).toEqual(Array.from({ length: 56 }, () => 500));
    expect(refused).toBe(0);
  });
});

describe(pageRead("lambda-limits", "2026-11-21"), () => {
  test("an environment takes at most 10 requests per second, however short they are", () => {
    expect(neededEnvironments(3000, 0.02, limits)).toBe(300);
    const { refused, requests } = simulateMinute({ ...load, seconds: 0.02 }, { ...account, quota: 100 }, limits);
    // 10 × quota are served.
    expect((requests - refused) / 60).toBeCloseTo(1000, -1);
  });

  test("all functions of the account together get no more than the quota", () => {
    const { seconds, by, peak } = simulateMinute(load, { ...account, quota: 1000 }, limits);
    expect(peak).toBe(1000);
    expect(by.pace).toBe(0);
    expect(seconds[30]!.refused).toBe(2000);
  });
});

describe(pageRead("lambda-scaling", "2026-11-21"), () => {
  const { seconds, by } = simulateMinute(load, account, limits);

  test("a function gains at most 1,000 environments every 10 seconds, refilled continuously", () => {
    expect(seconds[0]!.allowed).toBe(1000);
    expect(seconds[5]!.allowed).toBeCloseTo(1500, -1);
    expect(seconds[10]!.allowed).toBeCloseTo(2000, -1);
    expect(seconds[10]!.refused).toBeCloseTo(950, -2);
    expect(by).toEqual({ pace: by.pace, quota: 0, reserved: 0 });
  });

  test("after 20 seconds there are enough, and nothing is refused any more", () => {
    expect(seconds.slice(21).every(({ refused }) => refused === 0)).toBe(true);
    expect(seconds[18]!.refused).toBeGreaterThan(0);
  });

  test("what is not used of the pace is not saved up", () => {
    const late = simulateMinute({ ...load, shape: "ramp", rate: 60, seconds: 1 }, account, limits).seconds;
    expect(late.every(({ allowed, busy }) => allowed - busy <= 1010)).toBe(true);
  });
});

describe(pageRead("lambda-reserved-concurrency", "2026-11-21"), () => {
  test("a reservation is a limit for the function", () => {
    const { peak, by, requests, refused } = simulateMinute(load, { ...account, reserved: 100 }, limits);
    expect(peak).toBe(100);
    expect(by.reserved).toBe(refused);
    expect((requests - refused) / 60).toBeCloseTo(100, -1);
  });

  test("and nobody else may use it: the others share the rest", () => {
    const burst = { ...load, rate: 1000, seconds: 1 };
    const shared = { quota: 1000, reserved: 0, others: 400 };
    expect(simulateMinute(burst, shared, limits).othersRefused).toBeGreaterThan(0);
    expect(simulateMinute(burst, { ...shared, reserved: 600 }, limits).othersRefused).toBe(0);
    expect(simulateMinute(burst, { ...shared, reserved: 700 }, limits).othersRefused / 60).toBeCloseTo(100, -1);
  });

  test("without one, both lose the same share", () => {
    const minute = simulateMinute({ ...load, rate: 1200 }, { quota: 1000, reserved: 0, others: 800 }, limits);
    expect(minute.refused / minute.requests).toBeCloseTo(minute.othersRefused / minute.othersRequests, 1);
    // 1,000 for 2,000 that are wanted: each gets about half of what it needs.
    expect(minute.seconds[40]!.allowed).toBeCloseTo(600, -2);
  });
});

test("a minute is the same for the same seed, and another for another one", () => {
  const random: Load = { ...load, arrivals: "random", rate: 50, seed: 7 };
  expect(simulateMinute(random, account, limits)).toEqual(simulateMinute(random, account, limits));
  expect(simulateMinute(random, account, limits)).not.toEqual(simulateMinute({ ...random, seed: 8 }, account, limits));
  const { requests } = simulateMinute({ ...random, rate: 20_000 }, account, limits);
  expect(requests / 60).toBeCloseTo(20_000, -3);
});

test("nobody works beyond a limit, nothing is lost, whatever the settings", () => {
  for (const rate of [1, 137, 20_000])
    for (const seconds of [0.01, 0.33, 30])
      for (const reserved of [0, 1, 900])
        for (const others of [0, 500, 5000])
          for (const arrivals of ["even", "random"] as const) {
            const minute = simulateMinute(
              { ...load, rate, seconds, arrivals, ready: 50 },
              { quota: 1000, reserved, others },
              limits,
            );
            expect(minute.peak).toBeLessThanOrEqual(reserved || 1000);
            expect(minute.by.pace + minute.by.quota + minute.by.reserved).toBe(minute.refused);
            expect(minute.seconds.reduce((sum, { refused }) => sum + refused, 0)).toBe(minute.refused);
            expect(minute.seconds).toHaveLength(61);
            for (const { busy, refused } of minute.seconds) {
              expect(busy).toBeGreaterThanOrEqual(0);
              expect(refused).toBeGreaterThanOrEqual(0);
            }
          }
});
