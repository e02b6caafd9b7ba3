import type { HistoryItemType } from "@aws-sdk/client-cloudwatch";
import type { OperationContext } from "../../../core/service.ts";
import { HISTORY_MS } from "../limits.ts";
import { alarms, type Alarm } from "./alarm.ts";

export interface HistoryItem {
  alarmName: string;
  alarmType: Alarm["type"];
  at: number;
  type: HistoryItemType;
  summary: string;
  /** JSON. */
  data: string;
}

export function remember(
  alarm: Alarm,
  item: { type: HistoryItemType; summary: string; data: object },
  context: OperationContext,
): void {
  const { history } = context.state(alarms);
  const at = context.clock.now();
  while (history.length && history[0]!.at < at - HISTORY_MS) history.shift();
  history.push({
    alarmName: alarm.name,
    alarmType: alarm.type,
    at,
    type: item.type,
    summary: item.summary,
    data: JSON.stringify(item.data),
  });
}
