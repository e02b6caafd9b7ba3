import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languages } from "../../course.config.ts";
import { factsFor, simulatorProblems, simulatorWords } from "../lib/simulator.ts";
import { simulators } from "./all.ts";
import type { NumberSetting, Outcome, Sentence, Settings, State } from "./define.ts";
import { speaker } from "./say.ts";
import { fit, initialState, readState, writeState } from "./state.ts";

test("every simulator has its words in each language", () => {
  expect(simulatorProblems()).toEqual([]);
});

const all = Object.entries(simulators).map(([id, simulator]) => {
  const facts = factsFor(simulator);
  return { id, simulator, facts, settings: simulator.settings(facts) };
});

describe.each(all)("$id", ({ id, simulator, facts, settings }) => {
  const speakers = languages.map(({ code, tag }) => speaker(simulatorWords(id, code), tag));

  test("runs with any settings that it offers, the same each time, and says everything in each language", () => {
    fc.assert(
      fc.property(anyState(settings), (drawn) => {
        const { state } = simulator.reconcile(drawn, facts);
        const outcome = simulator.run(state, facts);
        expect(simulator.run(state, facts)).toEqual(outcome);
        for (const say of speakers)
          for (const sentence of sentencesOf(outcome)) {
            const text = say(withoutQuotations(sentence));
            expect(text).not.toMatch(/[{}]|NaN|∞|undefined/);
            expect(text.trim()).not.toBe("");
          }
        for (const prediction of simulator.predictions) {
          const answer = outcome.answers[prediction.id];
          if (prediction.kind === "choice") expect(prediction.options).toContain(answer);
          else expect(Number.isFinite(answer)).toBe(true);
        }
      }),
      { numRuns: 60, seed: 20261121 },
    );
  });

  test("each case asks something: its settings exist, and the cases have different answers", () => {
    const answers = Object.values(simulator.cases(facts)).map((changes) => {
      expect(Object.keys(settings)).toEqual(expect.arrayContaining(Object.keys(changes)));
      const state = { ...initialState(settings), ...changes };
      expect(simulator.reconcile(state, facts)).toEqual({ state, notes: [] });
      return JSON.stringify(simulator.run(state, facts).answers);
    });
    expect(new Set(answers).size).toBeGreaterThan(2);
  });

  test("whatever stands in the address, a state comes out that it can run", () => {
    const value = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.constantFrom(
        "",
        "-1",
        "1e308",
        "Infinity",
        "NaN",
        "0x10",
        "9".repeat(400),
        "<script>",
        "__proto__",
        "1,5",
        "٣",
      ),
    );
    const key = fc.oneof(
      fc.constantFrom(...Object.keys(settings), "seed", "__proto__", "constructor", "").map((name) => `${id}.${name}`),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value)), (pairs) => {
        const { state } = readState(id, settings, simulator.isSeeded, new URLSearchParams(pairs));
        expect(Object.keys(state).toSorted()).toEqual([...Object.keys(settings), "seed"].toSorted());
        for (const [name, setting] of Object.entries(settings))
          if (setting.kind === "choice") expect(setting.options).toContain(state[name]);
          else if (setting.kind === "text") expect(String(state[name]).length).toBeLessThanOrEqual(setting.max);
          else {
            expect(state[name]).toBeGreaterThanOrEqual(setting.min);
            expect(state[name]).toBeLessThanOrEqual(setting.max);
          }
        simulator.run(simulator.reconcile(state, facts).state, facts);
      }),
      { numRuns: 150, seed: 20261121 },
    );
  });

  test("the address gives back what was written into it, and keeps what is not ours", () => {
    fc.assert(
      fc.property(anyState(settings), (state) => {
        const address = new URLSearchParams("from=test");
        const its = simulator.isSeeded ? state : { ...state, seed: 1 };
        writeState(id, settings, simulator.isSeeded, its, address);
        expect(readState(id, settings, simulator.isSeeded, address)).toEqual({ state: its, repairs: [] });
        writeState(id, settings, simulator.isSeeded, initialState(settings), address);
        expect(address.toString()).toBe("from=test");
      }),
      { seed: 20261121 },
    );
  });
});

test("what is wrong in an address is named", () => {
  const { id, simulator, settings } = all.find(({ id }) => id === "concurrency")!;
  const repairs = (query: string) => readState(id, settings, simulator.isSeeded, new URLSearchParams(query)).repairs;
  expect(repairs("concurrency.rate=1000000")).toEqual([{ kind: "large", setting: "rate" }]);
  expect(repairs("concurrency.rate=99999999999999999999999")).toEqual([{ kind: "large", setting: "rate" }]);
  expect(repairs("concurrency.seconds=-1")).toEqual([{ kind: "small", setting: "seconds" }]);
  expect(repairs("concurrency.rate=many&concurrency.shape=circle")).toEqual([
    { kind: "unreadable", setting: "rate" },
    { kind: "unreadable", setting: "shape" },
  ]);
  expect(repairs("concurrency.x=1&concurrency.y=2&other.x=3")).toEqual([{ kind: "unknown" }]);
});

test("a reservation that leaves nothing for others is lowered, with a word", () => {
  const { simulator, settings, facts } = all.find(({ id }) => id === "concurrency")!;
  const { state, notes } = simulator.reconcile({ ...initialState(settings), reserved: 950 }, facts);
  expect(state["reserved"]).toBe(900);
  expect(notes).toMatchObject([{ key: "notes.reserved" }]);
});

test("a value is brought to the nearest that the setting may have", () => {
  const setting: NumberSetting = { kind: "number", min: 0.01, max: 30, initial: 1, step: 0.01 };
  expect(fit(setting, 0.123)).toEqual({ value: 0.12 });
  expect(fit(setting, 31)).toEqual({ value: 30, problem: "large" });
  expect(fit(setting, 0)).toEqual({ value: 0.01, problem: "small" });
  expect(fit({ ...setting, min: 0.125, step: 0.125 }, 0.9)).toEqual({ value: 0.875 });
});

test("numbers are written as the language writes them; a small share is not none", () => {
  const say = (tag: string) => speaker({ text: "{{a}} {{b}} {{c}}" }, tag);
  const values = { a: 1234.5, b: { money: 0.2 }, c: { share: 0.0002 } };
  expect(say("en")({ key: "text", values })).toBe("1,235 0.20 0.1%");
  expect(say("vi")({ key: "text", values })).toBe("1.235 0,20 0,1%");
  expect(say("zh-CN")({ key: "text", values })).toBe("1,235 0.20 0.1%");
});

/** What a reader wrote may look like a forgotten placeholder, or be empty. */
function withoutQuotations({ key, values = {} }: Sentence): Sentence {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "object" && "text" in value ? { text: "quoted" } : value,
  ]);
  return { key, values: Object.fromEntries(entries) as NonNullable<Sentence["values"]> };
}

function anyState(settings: Settings): fc.Arbitrary<State> {
  return fc.record(
    Object.fromEntries([
      ...Object.entries(settings).map(([name, setting]) => [
        name,
        setting.kind === "choice"
          ? fc.constantFrom(...setting.options)
          : setting.kind === "text"
            ? fc.oneof(fc.constant(setting.initial), fc.json(), fc.string({ maxLength: setting.max }))
            : fc
                .oneof(
                  fc.constantFrom(setting.min, setting.max),
                  fc.double({ min: setting.min, max: setting.max, noNaN: true }),
                )
                .map((number) => fit(setting, number).value),
      ]),
      ["seed", fc.integer({ min: 1, max: 9999 })],
    ]),
  ) as fc.Arbitrary<State>;
}

function sentencesOf({ summary, figures, chart, table, trace }: Outcome): Sentence[] {
  return [
    summary,
    ...figures.map(({ value }) => value),
    ...(chart ? [...chart.times.slice(-1), ...chart.readouts.slice(-1)] : []),
    ...(table?.rows.flatMap(({ head, note, cells }) => [
      head,
      ...(note ? [note] : []),
      ...cells.flatMap(({ texts }) => texts),
    ]) ?? []),
    ...trace,
  ];
}
