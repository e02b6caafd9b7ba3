import { randomUUID } from "node:crypto";
import { servicePrincipal } from "../../core/principal.ts";
import type { OperationContext } from "../../core/service.ts";
import { nextTime, parseSchedule } from "../../schedule-expression/schedule-expression.ts";
import { deliver } from "./deliver.ts";
import { timeText, type BusEvent } from "./event.ts";
import { route } from "./route.ts";
import type { Rule } from "./rule.ts";

/** Sets the timer of a rule's schedule, of an enabled rule only; an earlier one is cancelled. A rate begins now. */
export function arm(rule: Rule, context: OperationContext): void {
  disarm(rule);
  const { schedule } = rule;
  if (!schedule || rule.state === "DISABLED") return;
  const parsed = parseSchedule(schedule.text)!;
  const since = context.clock.now();
  const owner = context.as(servicePrincipal("events.amazonaws.com", rule.bus.account, rule.arn));
  const wait = (): void => {
    const now = owner.clock.now();
    const next = nextTime(parsed, { now, since });
    schedule.timer = next === undefined ? undefined : owner.clock.after(next - now, fire);
  };
  const fire = (): void => {
    const event = scheduledEvent(rule, owner.clock.now());
    for (const target of rule.targets.values()) deliver({ rule, target, event }, owner, route);
    wait();
  };
  wait();
}

export function disarm({ schedule }: Rule): void {
  schedule?.timer?.cancel();
}

function scheduledEvent({ arn, bus }: Rule, now: number): BusEvent {
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source: "aws.events",
    account: bus.account,
    time: timeText(now),
    region: bus.region,
    resources: [arn],
    detail: {},
  };
}
