import { conclude, effectiveArguments, type Outcome } from "../data-flow.ts";
import type { StateDefinition } from "../definition.ts";
import { Aborted } from "../errors.ts";
import type { Json } from "../../../../core/json.ts";
import { within, type Scope } from "../scope.ts";
import { tellAborted } from "./aborted.ts";

export async function runParallel(state: StateDefinition, input: Json, scope: Scope): Promise<Outcome> {
  const { host, history } = scope;
  const argument = await effectiveArguments(state, input, scope);
  scope.previous = history.add("ParallelStateStarted", scope.previous);
  const ended = new AbortController();
  const branches = state.Branches!.map(() => within(scope, { signal: AbortSignal.any([scope.signal, ended.signal]) }));
  // The first failure ends the others.
  let failed: { error: unknown; scope: Scope } | undefined;
  const runs = branches.map((branch, index) =>
    host.fork(async () => {
      try {
        await host.turn();
        return await scope.run(state.Branches![index]!, argument, branch);
      } catch (error) {
        if (!failed && !(error instanceof Aborted)) failed = { error, scope: branch };
        ended.abort(new Aborted());
        throw error;
      }
    }),
  );
  const results = await host.waiting(Promise.allSettled(runs));
  if (failed) {
    scope.previous = failed.scope.previous;
    for (const branch of branches) tellAborted(branch, scope);
    throw failed.error;
  }
  if (scope.signal.aborted) throw scope.signal.reason;
  scope.previous = branches.at(-1)!.previous;
  for (const branch of branches) scope.previous = Math.max(scope.previous, branch.previous);
  history.add("ParallelStateSucceeded", scope.previous);
  const outputs = results.map((result) => (result as PromiseFulfilledResult<Json>).value);
  return conclude(state, input, outputs, scope);
}
