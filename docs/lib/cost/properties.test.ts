import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ARCHITECTURES, SIZES, usageOf, type Plan, type Size } from "./architecture.ts";
import { basis } from "./basis.ts";
import { billOf, REGIONS } from "./bill.ts";
import { adviceFor, isHalved } from "./levers.ts";
import { unitsOf } from "./meter.ts";
import { priceOf, type Tier } from "./tiers.ts";

const { prices, meters, megabytesMin } = basis();
const amount = (max: number): fc.Arbitrary<number> => fc.double({ min: 0, max, noNaN: true });
const plans: fc.Arbitrary<Plan> = fc.record({
  architecture: fc.constantFrom(...ARCHITECTURES),
  requests: fc.integer({ min: 0, max: 10_000_000_000 }),
  ms: fc.integer({ min: 1, max: 900_000 }),
  megabytes: fc.integer({ min: 128, max: 10_240 }),
  cpu: fc.constantFrom("arm64", "x86"),
  answerKB: amount(10_000),
  logKB: amount(1000),
  logDays: fc.integer({ min: 0, max: 3650 }),
  writes: fc.integer({ min: 0, max: 100 }),
  itemKB: fc.double({ min: 0.1, max: 400, noNaN: true }),
  reads: fc.constantFrom("strong", "eventual"),
  tableGB: fc.integer({ min: 0, max: 100_000 }),
  nat: fc.integer({ min: 0, max: 20 }),
  steps: fc.integer({ min: 1, max: 100 }),
  tasks: fc.integer({ min: 1, max: 100 }),
  size: fc.constantFrom(...(Object.keys(SIZES) as Size[])),
});
const regions = fc.constantFrom(...REGIONS);
/** Tiers that get cheaper, the last without an end. */
const tierLists: fc.Arbitrary<Tier[]> = fc
  .array(
    fc.record({ width: fc.integer({ min: 1, max: 1e9 }), price: fc.double({ min: 1e-9, max: 100, noNaN: true }) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((steps) => {
    let end = 0;
    const falling = steps.map(({ price }) => price).toSorted((a, b) => b - a);
    return steps.map(({ width }, index) => {
      end += width;
      return { price: falling[index]!, ...(index < steps.length - 1 && { upTo: end }) };
    });
  });
const about = (value: number): number => Math.max(1e-6, Math.abs(value) * 1e-9);

test("more costs more, and never more than at the first tier's price", () => {
  fc.assert(
    fc.property(tierLists, amount(1e10), amount(1e10), (tiers, one, two) => {
      const [less, more] = [Math.min(one, two), Math.max(one, two)];
      const [low, high] = [priceOf(less, tiers)!, priceOf(more, tiers)!];
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeGreaterThanOrEqual(low - about(low));
      expect(high).toBeLessThanOrEqual(more * tiers[0]!.price + about(high));
    }),
  );
});

test("what is no amount is refused", () => {
  for (const absurd of [-1, NaN, Infinity]) expect(() => priceOf(absurd, [{ price: 1 }])).toThrow("no amount");
});

test("units: whole, at least one, as few as hold the size", () => {
  fc.assert(
    fc.property(amount(1e6), fc.integer({ min: 1, max: 1000 }), (size, unit) => {
      const units = unitsOf(size, unit);
      expect(Number.isInteger(units)).toBe(true);
      expect(units).toBeGreaterThanOrEqual(1);
      expect(units * unit).toBeGreaterThanOrEqual(size - 1e-5);
      if (units > 1) expect((units - 1) * unit).toBeLessThan(size);
    }),
  );
});

test("the sum is the sum of the lines that have a price; nothing is negative; the largest is the largest", () => {
  fc.assert(
    fc.property(plans, regions, (plan, region) => {
      const { lines, total, missing, largest } = billOf(plan, region, prices, meters);
      const known = lines.flatMap(({ usd }) => (usd === undefined ? [] : [usd]));
      expect(known.every((usd) => usd >= 0)).toBe(true);
      expect(Math.abs(known.reduce((sum, usd) => sum + usd, 0) - total)).toBeLessThanOrEqual(about(total));
      expect(known.length + missing.length).toBe(lines.length);
      expect(largest?.usd ?? 0).toBe(Math.max(0, ...known));
      expect(new Set(lines.map(({ line }) => line)).size).toBe(lines.length);
    }),
  );
});

test("more traffic never costs less, as long as the same lines have a price", () => {
  fc.assert(
    fc.property(plans, regions, fc.integer({ min: 0, max: 10_000_000_000 }), (plan, region, more) => {
      const [few, many] = [Math.min(plan.requests, more), Math.max(plan.requests, more)];
      const before = billOf({ ...plan, requests: few }, region, prices, meters);
      const after = billOf({ ...plan, requests: many }, region, prices, meters);
      fc.pre(after.missing.length === 0);
      expect(before.missing).toEqual([]);
      expect(after.total).toBeGreaterThanOrEqual(before.total - about(before.total));
    }),
  );
});

test("every architecture has a price for every line in at least one Region", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      for (const [line] of usageOf(plan, meters)) expect(REGIONS.some((region) => prices[line]?.[region])).toBe(true);
    }),
  );
});

test("advice: the best first, each worth a hundredth at least; a pair only where no single change halves the bill", () => {
  fc.assert(
    fc.property(plans, regions, (plan, region) => {
      const { savings, pair } = adviceFor(plan, region, prices, meters, megabytesMin);
      const { total } = billOf(plan, region, prices, meters);
      expect(savings.map(({ share }) => share)).toEqual(savings.map(({ share }) => share).toSorted((a, b) => b - a));
      for (const { share, total: after } of [...savings, ...(pair ? [pair] : [])]) {
        expect(share).toBeGreaterThanOrEqual(0.01);
        expect(share).toBeLessThanOrEqual(1);
        expect(Math.abs(total * (1 - share) - after)).toBeLessThanOrEqual(about(total));
      }
      if (pair) {
        expect(pair.levers).toHaveLength(2);
        expect(isHalved(pair)).toBe(true);
        expect(savings.some(isHalved)).toBe(false);
      }
    }),
  );
});
