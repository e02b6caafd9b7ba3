import * as fc from "fast-check";
import { expect, test } from "vitest";
import { keyOf, type Entry } from "./queue.ts";
import { Sitting } from "./sitting.ts";

const entry = (term: string): Entry => ({
  item: { kind: "term", term },
  due: "2026-11-22T10:00:00.000Z",
  why: { kind: "again" },
});

test("what was missed comes again after the others, until it was right once; its first answer is the one that counts", () => {
  const sitting = new Sitting(["a", "b", "c"].map(entry));
  const asked: string[] = [];
  const firsts: boolean[] = [];
  for (const correct of [false, true, false, false, true, true]) {
    asked.push(keyOf(sitting.current!.item).slice(-1));
    firsts.push(sitting.isFirst);
    sitting.answer(correct);
  }
  expect(asked.join("")).toBe("abcaca");
  expect(firsts).toEqual([true, true, true, false, false, false]);
  expect(sitting.current).toBeUndefined();
  expect(sitting.score).toEqual({ right: 1, asked: 3 });
});

test("it ends, each item was right once, and each counts once", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20 }), fc.infiniteStream(fc.boolean()), (count, answers) => {
      const sitting = new Sitting(Array.from({ length: count }, (_, n) => entry(`t${n}`)));
      const right = new Set<string>();
      let firsts = 0;
      for (const correct of answers) {
        if (!sitting.current) break;
        if (correct) right.add(keyOf(sitting.current.item));
        if (sitting.isFirst) firsts++;
        sitting.answer(correct);
      }
      expect(right.size).toBe(count);
      expect(firsts).toBe(count);
      expect(sitting.score.asked).toBe(count);
    }),
  );
});

test("what cannot be shown is dropped", () => {
  const sitting = new Sitting([entry("a"), entry("b")]);
  sitting.drop();
  expect(keyOf(sitting.current!.item)).toBe("term/b");
  expect([sitting.left, sitting.dropped]).toEqual([1, 1]);
});
