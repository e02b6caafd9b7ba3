import { Meter, metrics } from "../../core/metrics.ts";
import type { OperationContext } from "../../core/service.ts";
import { DEFAULT_BUS } from "./bus.ts";
import type { Rule } from "./rule.ts";

const meters = new WeakMap<Rule, Meter>();

/** What CloudWatch shows of a rule, and of all rules: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html (2026-11-21) */
export function meterOf(rule: Rule, context: OperationContext): Meter {
  let meter = meters.get(rule);
  if (!meter) {
    const { name: EventBusName, account, region } = rule.bus;
    const own: Record<string, string> =
      EventBusName === DEFAULT_BUS ? { RuleName: rule.name } : { EventBusName, RuleName: rule.name };
    const store = context.allState.get(metrics, account, region);
    meters.set(rule, (meter = new Meter(store, context.clock, "AWS/Events", [{}, own])));
  }
  return meter;
}
