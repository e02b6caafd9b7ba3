import type { OperationContext } from "../../core/service.ts";
import { defineStore } from "../../core/state.ts";

const ends = defineStore("global", (): { waiting: Set<() => void> | undefined } => ({ waiting: undefined }));

/** The receives that wait. A reset forgets the timers they wait for, so it ends them. */
export function longPolls(context: OperationContext): Set<() => void> {
  const store = context.state(ends);
  if (!store.waiting) {
    const waiting = new Set<() => void>();
    store.waiting = waiting;
    context.onStop(() => {
      for (const end of waiting) end();
    });
  }
  return store.waiting;
}
