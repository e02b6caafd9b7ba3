import type { Scope } from "../scope.ts";

/** States that have an event of their own when they end because another branch failed. */
const TOLD = new Set(["Task", "Wait", "Parallel", "Map"]);

/** Tells that the state which runs in a branch has ended with the whole. */
export function tellAborted(branch: Scope, { history, previous }: Scope): void {
  if (branch.running && TOLD.has(branch.running)) history.add(`${branch.running}StateAborted`, previous);
}
