import { defineSimulator, type Outcome, type Sentence } from "../define.ts";
import { race, type Happening, type Setup } from "./rules.ts";

const GOOD = new Set<Happening["what"]>(["refused-done", "transaction-refused", "read-done", "charged-before"]);

export default defineSimulator({
  facts: ["sqs-visibility-default"],
  predictions: [{ id: "charges", kind: "choice", options: ["never", "once", "twice", "more"] }],
  settings: (facts: Readonly<Record<"sqs-visibility-default", number>>) => ({
    strategy: {
      kind: "choice",
      options: ["none", "read-first", "mark-first", "lock", "lock-and-key", "transaction"],
      initial: "read-first",
    },
    gap: { kind: "number", min: 0, max: 60_000, initial: 20, step: 1, isLog: true },
    work: { kind: "number", min: 1, max: 10_000, initial: 300, step: 1, isLog: true },
    crash: { kind: "choice", options: ["none", "before", "after"], initial: "none" },
    lease: { kind: "number", min: 10, max: 900_000, initial: 60_000, step: 1, isLog: true },
    retry: {
      kind: "number",
      min: 10,
      max: 900_000,
      initial: facts["sqs-visibility-default"] * 1000,
      step: 1,
      isLog: true,
    },
  }),
  groups: { design: ["strategy", "lease"], deliveries: ["gap", "work", "crash", "retry"] },
  cases: () => ({
    race: {},
    late: { gap: 10_000 },
    lost: { strategy: "mark-first", crash: "before" },
    half: { strategy: "lock", crash: "after" },
    key: { strategy: "lock-and-key", crash: "after" },
    short: { strategy: "lock", lease: 100, gap: 150 },
    together: { strategy: "transaction" },
  }),
  run: (state): Outcome => {
    const setup: Setup = state;
    const { happenings, charges } = race(setup);
    const answer = charges === 0 ? "never" : charges === 1 ? "once" : charges === 2 ? "twice" : "more";
    const values = ({ time, delivery }: Happening): NonNullable<Sentence["values"]> => ({ time, delivery });
    return {
      answers: { charges: answer },
      summary: { key: `summary.${answer}`, values: { n: charges } },
      figures: [
        {
          id: "charges",
          value: { key: "values.n", values: { n: charges } },
          ...(charges === 1 ? {} : { tone: "bad" as const }),
        },
        { id: "end", value: { key: "values.ms", values: { n: happenings.at(-1)!.time } } },
      ],
      table: {
        columns: ["time", "first", "second"],
        rows: happenings.map((happening) => {
          const { what, delivery } = happening;
          const cell = {
            texts: [{ key: `what.${what}` }],
            ...(what === "crashed" || what === "given-up" ? { tone: "bad" as const } : {}),
            ...(GOOD.has(what) ? { tone: "good" as const } : {}),
          };
          const empty = { texts: [] };
          return {
            head: { key: "values.ms", values: { n: happening.time } },
            cells: delivery === 1 ? [cell, empty] : [empty, cell],
          };
        }),
      },
      trace: [
        ...happenings.map((happening): Sentence => ({ key: `trace.${happening.what}`, values: values(happening) })),
        { key: `summary.${answer}`, values: { n: charges } },
      ],
    };
  },
});
