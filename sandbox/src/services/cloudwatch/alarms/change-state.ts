import type { OperationContext } from "../../../core/service.ts";
import { runActions } from "./actions.ts";
import { parentsOf, type Alarm, type State } from "./alarm.ts";
import { putStateChange } from "./events.ts";
import { remember } from "./history.ts";

/** Puts an alarm into a state: history, actions, event, and the composite alarms that look at it. In the same state only the reason changes. */
export function changeState(
  alarm: Alarm,
  { value, reason, reasonData }: Pick<State, "value" | "reason" | "reasonData">,
  context: OperationContext,
): void {
  const now = context.clock.now();
  const before = alarm.state;
  const isTransition = before.value !== value;
  alarm.state = {
    value,
    reason,
    reasonData,
    updatedAt: now,
    transitionedAt: isTransition ? now : before.transitionedAt,
  };
  if (!isTransition) return;
  remember(
    alarm,
    {
      type: "StateUpdate",
      summary: `Alarm updated from ${before.value} to ${value}`,
      data: { version: "1.0", oldState: historyState(before), newState: historyState(alarm.state) },
    },
    context,
  );
  putStateChange(alarm, before, context);
  runActions(alarm, before, context);
  for (const parent of parentsOf(alarm, context)) parent.refresh();
}

function historyState({ value, reason, reasonData }: State): object {
  return {
    stateValue: value,
    stateReason: reason,
    ...(reasonData === undefined ? {} : { stateReasonData: JSON.parse(reasonData) as unknown }),
  };
}
