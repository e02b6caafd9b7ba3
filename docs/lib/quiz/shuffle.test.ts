import * as fc from "fast-check";
import { expect, test } from "vitest";
import { shuffled } from "./shuffle.ts";

const items = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 3, maxLength: 6 });

test("a shuffle keeps every item, and is the same for the same seed", () => {
  fc.assert(
    fc.property(items, fc.string(), (ids, seed) => {
      const order = shuffled(ids, seed);
      expect(order.toSorted()).toEqual(ids.toSorted());
      expect(shuffled(ids, seed)).toEqual(order);
    }),
  );
});

test("it is never the right order nor the one just seen", () => {
  fc.assert(
    fc.property(items, fc.string(), fc.string(), (ids, seed, next) => {
      const first = shuffled(ids, seed, [ids]);
      expect(first).not.toEqual(ids);
      const second = shuffled(ids, next, [ids, first]);
      expect(second).not.toEqual(ids);
      expect(second).not.toEqual(first);
      expect(second.toSorted()).toEqual(ids.toSorted());
    }),
    { numRuns: 1000 },
  );
});

test("every order comes up", () => {
  const orders = new Set(Array.from({ length: 300 }, (_, seed) => shuffled(["a", "b", "c"], `${seed}`).join("")));
  expect(orders.size).toBe(6);
});
