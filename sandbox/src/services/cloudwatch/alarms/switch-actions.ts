import type { OperationContext } from "../../../core/service.ts";
import { alarms } from "./alarm.ts";
import { observe } from "./put.ts";

/** Names of no alarm are passed over. */
export function switchActions(names: readonly string[], isEnabled: boolean, context: OperationContext): void {
  for (const name of names) {
    const alarm = context.state(alarms).byName.get(name);
    if (!alarm || alarm.actionsEnabled === isEnabled) continue;
    alarm.actionsEnabled = isEnabled;
    alarm.configuredAt = context.clock.now();
    observe(alarm, "update", context);
  }
}
