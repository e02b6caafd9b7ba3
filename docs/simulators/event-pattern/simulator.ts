import { defineSimulator, type Outcome, type Sentence } from "../define.ts";
import { judge, type Wish } from "./rules.ts";

/** Short lists and objects on one line: a pattern is read as a whole. */
function json(value: unknown, indent = ""): string {
  const line = JSON.stringify(value).replaceAll(/([:,])(?=["[{\d])/g, "$1 ");
  if (typeof value !== "object" || value === null || line.length + indent.length <= 44) return line;
  const deeper = `${indent}  `;
  const inner = Array.isArray(value)
    ? value.map((one) => deeper + json(one, deeper))
    : Object.entries(value).map(([name, one]) => `${deeper}${JSON.stringify(name)}: ${json(one, deeper)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${inner.join(",\n")}\n${indent}${close}`;
}

const ORDER = {
  source: "shop.orders",
  "detail-type": "OrderPlaced",
  detail: {
    id: "o-17",
    total: "120.00",
    items: [
      { sku: "A1", quantity: 1 },
      { sku: "B2", quantity: 5 },
    ],
  },
};
const placed = { source: ["shop.orders"], "detail-type": ["OrderPlaced"] };

export default defineSimulator({
  facts: ["eventbridge-pattern-size"],
  predictions: [{ id: "match", kind: "choice", options: ["match", "no-match", "refused"] }],
  settings: (facts: Readonly<Record<"eventbridge-pattern-size", number>>) => ({
    pattern: {
      kind: "text",
      max: facts["eventbridge-pattern-size"],
      initial: json({ ...placed, detail: { total: [{ numeric: [">=", 100] }] } }),
    },
    event: { kind: "text", max: 8000, initial: json(ORDER) },
  }),
  groups: { pattern: ["pattern"], event: ["event"] },
  cases: () => ({
    number: {},
    fixed: { event: json({ ...ORDER, detail: { ...ORDER.detail, total: 120 } }) },
    absent: { pattern: json({ ...placed, detail: { status: [{ "anything-but": "CANCELLED" }] } }) },
    either: {
      pattern: json({ ...placed, detail: { $or: [{ status: [{ exists: false }] }, { status: ["NEW"] }] } }),
    },
    array: {
      pattern: json({ ...placed, detail: { items: { sku: ["A1"], quantity: [{ numeric: [">", 1] }] } } }),
    },
    object: { pattern: json({ ...placed, detail: { items: [{ exists: true }] } }) },
    bare: { pattern: json({ ...placed, detail: { id: "o-17" } }) },
  }),
  run: ({ pattern, event }): Outcome => {
    const verdict = judge(pattern, event);
    if (verdict.kind === "no-json" || verdict.kind === "invalid") {
      const summary: Sentence =
        verdict.kind === "invalid"
          ? { key: "summary.invalid", values: { reason: { text: verdict.reason } } }
          : { key: `summary.no-json-${verdict.which}` };
      return { answers: { match: "refused" }, summary, figures: [], trace: [summary] };
    }
    const { kind, alternatives } = verdict;
    const isPuzzle = kind === "no-match" && alternatives.some((wishes) => wishes.every(({ holds }) => holds));
    const summary: Sentence = { key: isPuzzle ? "summary.apart" : `summary.${kind}` };
    const values = ({ path, wanted }: Wish): NonNullable<Sentence["values"]> => ({
      path: { text: path },
      wanted: { text: JSON.stringify(wanted) },
    });
    return {
      answers: { match: kind },
      summary,
      figures: [],
      table: {
        columns: ["field", "wanted", "holds"],
        rows: alternatives.flatMap((wishes, index) =>
          wishes.map((wish) => ({
            head: { key: "values.path", values: values(wish) },
            ...(alternatives.length > 1 ? { note: { key: "values.alternative", values: { n: index + 1 } } } : {}),
            cells: [
              { texts: [{ key: "values.wanted", values: values(wish) }] },
              { texts: [{ key: wish.holds ? "holds.yes" : "holds.no" }], tone: wish.holds ? "good" : "bad" },
            ],
          })),
        ),
      },
      trace: [
        { key: "trace.rule" },
        ...alternatives.flatMap((wishes, index): Sentence[] => [
          ...(alternatives.length > 1 ? [{ key: "trace.alternative", values: { n: index + 1 } }] : []),
          ...wishes.map((wish) => ({ key: wish.holds ? "trace.holds" : "trace.fails", values: values(wish) })),
        ]),
        summary,
      ],
    };
  },
});
