import { setImmediate } from "node:timers/promises";
import type { OperationContext } from "../../../core/service.ts";
import { findAlarm, type Alarm, type CompositeAlarm } from "./alarm.ts";
import { changeState } from "./change-state.ts";
import { javaTime } from "./reason.ts";
import { childrenOf, isTrue } from "./rule.ts";

/** Decides a composite alarm at its creation and whenever an alarm that it names has changed. */
export function watchComposite(
  alarm: CompositeAlarm,
  done: string,
  context: OperationContext,
): { stop: () => void; refresh: () => void } {
  let isStopped = false;
  let wasDecided = false;
  const decide = (): void => {
    if (isStopped) return;
    const value = isTrue(alarm.rule, (name) => findAlarm(name, context)?.state.value) ? "ALARM" : "OK";
    if (value !== alarm.state.value) {
      const cause = wasDecided ? lastChanged(alarm, context) : undefined;
      const reason = cause
        ? `${cause.arn} transitioned to ${cause.state.value} at ${longTime(cause.state.transitionedAt)}`
        : `${alarm.arn} was ${done} and its alarm rule evaluates to ${value}`;
      const reasonData = cause && JSON.stringify({ triggeringAlarms: [describe(cause)] });
      changeState(alarm, { value, reason, reasonData }, context);
    }
    wasDecided = true;
  };
  const refresh = (): void => context.background(setImmediate().then(decide));
  refresh();
  return { refresh, stop: () => (isStopped = true) };
}

/** That a rule comes back to its own alarm is refused. */
export function isCyclic(
  name: string,
  names: readonly string[],
  context: OperationContext,
  seen = new Set<string>(),
): boolean {
  return names.some((childName) => {
    const child = findAlarm(childName, context);
    if (child?.name === name) return true;
    if (child?.type !== "CompositeAlarm" || seen.has(child.name)) return false;
    seen.add(child.name);
    return isCyclic(name, childrenOf(child.rule), context, seen);
  });
}

function lastChanged(alarm: CompositeAlarm, context: OperationContext): Alarm | undefined {
  return childrenOf(alarm.rule)
    .flatMap((name) => findAlarm(name, context) ?? [])
    .toSorted((a, b) => b.state.transitionedAt - a.state.transitionedAt)[0];
}

function describe({ arn, state }: Alarm): object {
  return { arn, state: { value: state.value, timestamp: javaTime(state.transitionedAt) } };
}

/** Tuesday 11 May, 2021 13:24:53 UTC */
function longTime(time: number): string {
  const [weekday, day, month, year, clock] = new Date(time)
    .toLocaleString("en-GB", {
      timeZone: "UTC",
      weekday: "long",
      day: "2-digit",
      month: "long",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    })
    .replaceAll(",", "")
    .replace(" at ", " ")
    .split(" ");
  return `${weekday} ${day} ${month}, ${year} ${clock} UTC`;
}
