import type { OperationContext } from "../../../core/service.ts";
import { validationError } from "../errors.ts";
import { functionOf, referencesIn } from "../template/references.ts";
import { asList, isMap, type Template } from "../template/template.ts";

/** For each node what must be done before it. */
export type Graph = Map<string, Set<string>>;

/** Dependencies between the resources that `condition` lets exist; of Fn::If only the branch that counts. */
export function dependencyGraph(template: Template, condition: (name: string) => boolean): Graph {
  const active = Object.entries(template.Resources).filter(
    ([, resource]) => resource.Condition === undefined || condition(resource.Condition),
  );
  const ids = new Set(active.map(([id]) => id));
  return new Map(
    active.map(([id, resource]) => {
      const referenced = referencesIn(chosen(resource.Properties, condition)).map((reference) => reference.name);
      return [id, new Set([...referenced, ...asList(resource.DependsOn)].filter((name) => ids.has(name)))];
    }),
  );
}

/** The value with each Fn::If replaced by its chosen branch. */
export function chosen(value: unknown, condition: (name: string) => boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => chosen(each, condition));
  if (!isMap(value)) return value;
  const branches = functionOf(value) === "Fn::If" ? value["Fn::If"] : undefined;
  if (Array.isArray(branches)) return chosen(branches[condition(String(branches[0])) ? 1 : 2], condition);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, chosen(each, condition)]));
}

/** Nodes so that each comes after what it depends on. */
export function inOrder(graph: Graph): string[] {
  const done = new Set<string>();
  while (done.size < graph.size) {
    const ready = [...graph].filter(
      ([id, before]) => !done.has(id) && [...before].every((each) => done.has(each) || !graph.has(each)),
    );
    if (!ready.length) {
      const cyclic = [...graph.keys()].filter((id) => !done.has(id) && reaches(graph, id, id));
      throw validationError(`Circular dependency between resources: [${cyclic.toSorted().join(", ")}]`);
    }
    for (const [id] of ready) done.add(id);
  }
  return [...done];
}

function reaches(graph: Graph, from: string, to: string): boolean {
  const seen = new Set<string>();
  const open = [...graph.get(from)!];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === to) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(graph.get(next) ?? []));
  }
  return false;
}

/** The same nodes with every arrow turned: deletion goes the other way. */
export function reversed(graph: Graph): Graph {
  const result: Graph = new Map([...graph.keys()].toReversed().map((id) => [id, new Set<string>()]));
  for (const [id, before] of graph) for (const each of before) result.get(each)?.add(id);
  return result;
}

/**
 * Runs every node as soon as what it depends on is done, independent ones at the same time. After a failure nothing new is started
 * (`stopAtFailure`), or only what depends on the failed node is left out. Resolves when everything started has ended.
 */
export async function runGraph(
  graph: Graph,
  run: (id: string) => Promise<boolean>,
  { stopAtFailure }: { stopAtFailure: boolean },
): Promise<void> {
  const ended = new Map<string, boolean>();
  const running = new Map<string, Promise<void>>();
  const start = async (id: string) => {
    ended.set(id, await run(id));
    running.delete(id);
  };
  for (;;) {
    const failed = [...ended.values()].includes(false);
    for (const [id, before] of graph) {
      const ready = [...before].every((each) => ended.get(each) ?? !graph.has(each));
      if (ended.has(id) || running.has(id) || !ready || (failed && stopAtFailure)) continue;
      running.set(id, start(id));
    }
    if (!running.size) return;
    await Promise.race(running.values());
  }
}

/** The same for the resources of a stack: each counts as running by itself, so that one that waits for others does not stop the clock. */
export function runResources(
  graph: Graph,
  run: (id: string) => Promise<boolean>,
  options: { stopAtFailure: boolean },
  context: OperationContext,
): Promise<void> {
  return context.waiting(runGraph(graph, (id) => context.running(run(id)), options));
}
