import type { OperationContext } from "../../core/service.ts";
import { matchesEvent } from "../../event-pattern/event-pattern.ts";
import { keep } from "./archive/archive.ts";
import type { EventBus } from "./bus.ts";
import { deliver } from "./deliver.ts";
import type { BusEvent } from "./event.ts";
import { meterOf } from "./meter.ts";

/** Hands an event of a bus to its archives and to the targets of every rule that it matches; of a replay only to those that it names, if any. */
export function route(bus: EventBus, event: BusEvent, context: OperationContext, only: readonly string[] = []): void {
  for (const archive of bus.archives) keep(archive, event, context.clock.now());
  for (const rule of bus.rules.values()) {
    if (only.length && !only.includes(rule.arn)) continue;
    if (rule.state === "DISABLED" || !rule.pattern || !matchesEvent(rule.pattern.compiled, event)) continue;
    const meter = meterOf(rule, context);
    meter.emit("MatchedEvents", 1, "Count");
    meter.emit("TriggeredRules", 1, "Count");
    for (const target of rule.targets.values()) deliver({ rule, target, event }, context, route);
  }
}
