/** The rules against AWS's own worked examples, as far as they could be read, and against the tables of the lessons. */
import { describe, expect, test } from "vitest";
import { pageRead } from "../../simulators/testing.ts";
import { initialState } from "../../simulators/state.ts";
import { basis, limits } from "./basis.ts";
import { billOf, REGIONS, type BillLine } from "./bill.ts";
import { gbLogged, gbOut, gbSeconds, readUnits, transitions, unitsOf, writeUnits } from "./meter.ts";
import { planOf, settingsOf, type Preset } from "./settings.ts";
import { priceOf, type Tier } from "./tiers.ts";

const { prices, meters } = basis();
const tiers = (line: keyof typeof prices): readonly Tier[] => prices[line]!["us-east-1"]!;
const example = (preset: Preset): ReturnType<typeof planOf>["plan"] =>
  planOf(initialState(settingsOf(preset, limits()))).plan;

describe(pageRead("lambda-pricing", "2026-11-21"), () => {
  // A stored copy of the page from the time of billing per 100 ms: a run of a second is the same in both.
  test("example 1: 512 MB, 3 million runs of a second", () => {
    const compute = gbSeconds(3e6, 1000, 512);
    expect(compute).toBe(1_500_000);
    expect(priceOf(compute - 400_000, [{ price: 0.00001667 }])).toBeCloseTo(18.34, 2);
    expect(priceOf(3e6 - 1e6, tiers("lambda-request"))).toBeCloseTo(0.4, 10);
  });

  test("a run is rounded up to a millisecond", () => {
    expect(gbSeconds(1, 0.2, 1024)).toBe(gbSeconds(1, 1, 1024));
    expect(gbSeconds(1, 82.0000000001, 1024)).toBe(gbSeconds(1, 82, 1024));
  });
});

describe(pageRead("api-gateway-pricing-transcript", "2026-11-21"), () => {
  test("HTTP API: what is over 300 million costs less, 132 million × 0.90", () => {
    expect(priceOf(432e6, tiers("http-api-request"))).toBeCloseTo(300 * 1 + 132 * 0.9, 6);
  });

  test("REST API: 333 million, the next 667 million, the next 19 billion", () => {
    expect(priceOf(333e6, tiers("rest-api-request"))).toBeCloseTo(333 * 3.5, 6);
    expect(priceOf(1000e6, tiers("rest-api-request"))).toBeCloseTo(333 * 3.5 + 667 * 2.8, 6);
    expect(priceOf(2000e6, tiers("rest-api-request"))).toBeCloseTo(333 * 3.5 + 667 * 2.8 + 1000 * 2.38, 6);
  });

  test("HTTP APIs are metered in 512 KB, WebSocket messages in 32 KB: 33 KB are two", () => {
    expect([0, 1, 512, 512.1, 1024, 1536].map((size) => unitsOf(size, meters.httpApiKB))).toEqual([1, 1, 1, 2, 2, 3]);
    expect(unitsOf(33, 32)).toBe(2);
  });
});

describe(pageRead("api-gateway-example-quoted", "2026-11-21"), () => {
  test("5 million REST calls with answers of 3 KB: 18.79 with the data out", () => {
    const out = gbOut(5e6, 3);
    expect(out).toBeCloseTo(14.3, 1);
    expect(priceOf(5e6, tiers("rest-api-request"))! + priceOf(out, tiers("data-out"))!).toBeCloseTo(18.79, 2);
  });
});

describe(pageRead("dynamodb-on-demand", "2026-11-21"), () => {
  test("8 KB: two units with strong consistency, one without; up to 4 KB one and a half one", () => {
    const units = (itemKB: number, isStrong: boolean): number => readUnits(1, itemKB, meters.readKB, isStrong);
    expect([units(8, true), units(8, false), units(4, true), units(4, false), units(0.1, true)]).toEqual([
      2, 1, 1, 0.5, 1,
    ]);
  });

  test("a write of up to 1 KB is one unit, of more than that further ones", () => {
    expect([0.5, 1, 1.1, 3].map((itemKB) => writeUnits(1, itemKB, meters.writeKB))).toEqual([1, 1, 2, 3]);
  });
});

describe(pageRead("ai-solution-kit-cost", "2026-11-21"), () => {
  // Example 2, in US East (Ohio), which has the prices of N. Virginia. Its data out is in GB of 1000³ bytes, that of the price page above is not.
  test("a million runs of a second with 8192 MB, a REST API, logs of 10 KB", () => {
    expect(priceOf(gbSeconds(1e6, 1000, 8192), tiers("lambda-x86"))).toBeCloseTo(133.3, 1);
    expect(priceOf(1e6, tiers("lambda-request"))).toBeCloseTo(0.2, 10);
    expect(priceOf(1e6, tiers("rest-api-request"))).toBeCloseTo(3.5, 10);
    expect(priceOf(gbLogged(1e6, 10), tiers("logs-written"))).toBeCloseTo(5, 10);
  });
});

describe(pageRead("step-functions-pricing", "2026-11-21"), () => {
  test("0.025 per 1,000 transitions, into each step and to the end", () => {
    expect(priceOf(1000, tiers("state-transition"))).toBeCloseTo(0.025, 10);
    expect(transitions(1e6, 3)).toBe(4e6);
  });
});

describe("the lessons calculate the same", () => {
  const cents = (lines: BillLine[], line: string): string => lines.find((each) => each.line === line)!.usd!.toFixed(2);

  test("api/rest-api#cost", () => {
    const { lines, total } = billOf(example("rest-api"), "us-east-1", prices, meters);
    expect(
      ["http-api-request", "lambda-request", "lambda-arm64", "dynamodb-read", "logs-written"].map((line) =>
        cents(lines, line),
      ),
    ).toEqual(["1.00", "0.20", "0.17", "0.10", "0.15"]);
    expect(lines.find(({ line }) => line === "dynamodb-write")!.usd).toBeCloseTo(0.125, 10);
    expect(total.toFixed(2)).toBe("1.74");
  });

  test.each([
    [1e5, "0.17", "33.02"],
    [1e6, "1.74", "34.59"],
    [1e7, "17.42", "50.27"],
    [1e8, "174.17", "207.02"],
  ])("operate/cost#estimate, %d requests", (requests, without, withNat) => {
    // The lesson leaves out that logs are kept.
    const plan = { ...example("rest-api"), requests, logDays: 0 };
    expect(billOf(plan, "us-east-1", prices, meters).total.toFixed(2)).toBe(without);
    expect(billOf({ ...plan, nat: 1 }, "us-east-1", prices, meters).total.toFixed(2)).toBe(withNat);
  });

  test("operate/memory#cost: 80.29 for 3,008 MB, 6.27 for 256 MB on Arm, 4.00 for the requests", () => {
    const plan = example("memory");
    expect(cents(billOf(plan, "us-east-1", prices, meters).lines, "lambda-x86")).toBe("80.29");
    const small = billOf({ ...plan, ms: 94, megabytes: 256, cpu: "arm64" }, "us-east-1", prices, meters).lines;
    expect([cents(small, "lambda-arm64"), cents(small, "lambda-request")]).toEqual(["6.27", "4.00"]);
  });

  test("start/choose-compute#cost: about 7.40 for a quarter of a vCPU", () => {
    const { lines } = billOf(example("choose-compute"), "us-east-1", prices, meters);
    expect(lines.find(({ line }) => line === "fargate-vcpu")!.usd).toBeCloseTo(7.39, 1);
  });

  test("principles/orchestrate#cost: 100 for the transitions of a million orders, 10 for the work", () => {
    const { lines } = billOf(example("orchestrate"), "us-east-1", prices, meters);
    expect([cents(lines, "state-transition"), cents(lines, "lambda-arm64")]).toEqual(["100.00", "10.00"]);
  });
});

test("a line whose price is not verified is in no sum, and is named", () => {
  const plan = example("orchestrate");
  const [known, , unknown] = REGIONS.map((region) => billOf(plan, region, prices, meters));
  expect(known!.missing).toEqual([]);
  expect(unknown!.missing).toEqual(["state-transition"]);
  const others = unknown!.lines.filter(({ line }) => line !== "state-transition");
  expect(unknown!.total).toBeCloseTo(
    others.reduce((sum, { usd }) => sum + usd!, 0),
    9,
  );
  expect(unknown!.largest!.line).toBe("lambda-arm64");
});

test("nor is one of which so much has no verified price", () => {
  const plan = { ...example("rest-api"), requests: 1e9, answerKB: 20 };
  expect(billOf(plan, "us-east-1", prices, meters).missing).toEqual([]);
  expect(billOf(plan, "eu-west-1", prices, meters).missing).toEqual(["data-out"]);
});
