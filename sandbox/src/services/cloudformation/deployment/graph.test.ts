import { expect, test } from "vitest";
import { dependencyGraph, inOrder, reversed, runGraph, type Graph } from "./graph.ts";

const graph = (edges: Record<string, string[]>): Graph =>
  new Map(Object.entries(edges).map(([id, before]) => [id, new Set(before)]));

test("dependencyGraph() follows Ref, GetAtt, Sub and DependsOn, and only the chosen branch of Fn::If", () => {
  const template = {
    Resources: {
      A: { Type: "T" },
      B: { Type: "T", Properties: { x: { Ref: "A" } } },
      C: { Type: "T", Properties: { x: { "Fn::Sub": "${B.Arn}" } }, DependsOn: "A" },
      D: { Type: "T", Properties: { x: { "Fn::If": ["No", { Ref: "A" }, { "Fn::GetAtt": ["C", "Arn"] }] } } },
      Gone: { Type: "T", Condition: "No" },
    },
  };
  expect(dependencyGraph(template, () => false)).toEqual(graph({ A: [], B: ["A"], C: ["B", "A"], D: ["C"] }));
});

test("inOrder() puts each node after what it depends on", () => {
  expect(inOrder(graph({ C: ["B"], B: ["A"], A: [], D: ["A", "C"] }))).toEqual(["A", "B", "C", "D"]);
});

test("inOrder() names the nodes of a cycle only", () => {
  expect(() => inOrder(graph({ A: ["B"], B: ["A"], C: ["A"], D: [] }))).toThrow(
    "Circular dependency between resources: [A, B]",
  );
});

test("reversed() deletes dependents first", () => {
  expect(reversed(graph({ A: [], B: ["A"] }))).toEqual(graph({ B: [], A: ["B"] }));
});

test("runGraph() runs independent nodes together and stops after a failure", async () => {
  const started: string[] = [];
  const run = async (id: string) => {
    started.push(id);
    await Promise.resolve();
    return id !== "B";
  };
  await runGraph(graph({ A: [], B: [], C: ["A"], D: ["B"] }), run, { stopAtFailure: false });
  expect(started).toEqual(["A", "B", "C"]);

  started.length = 0;
  await runGraph(graph({ B: [], A: ["B"] }), run, { stopAtFailure: true });
  expect(started).toEqual(["B"]);
});
