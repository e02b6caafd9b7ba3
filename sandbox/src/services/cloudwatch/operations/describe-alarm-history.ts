import type { DescribeAlarmHistoryCommandInput, DescribeAlarmHistoryCommandOutput } from "@aws-sdk/client-cloudwatch";
import { page } from "../../../core/page.ts";
import { operation } from "../../../core/service.ts";
import { onAlarms } from "../alarms/access.ts";
import { alarms } from "../alarms/alarm.ts";
import type { HistoryItem } from "../alarms/history.ts";
import { invalidNextToken, validation } from "../errors.ts";
import { ALARMS_MOST, HISTORY_MS } from "../limits.ts";

export const describeAlarmHistory = operation<DescribeAlarmHistoryCommandInput, DescribeAlarmHistoryCommandOutput>({
  accepts: ["AlarmName", "AlarmTypes", "HistoryItemType", "StartDate", "EndDate", "MaxRecords", "NextToken", "ScanBy"],
  access: ({ AlarmName: name }, context) =>
    onAlarms("DescribeAlarmHistory", name === undefined ? undefined : [name], context),
  run(input, context) {
    const { MaxRecords: size = ALARMS_MOST, NextToken: token } = input;
    if (size < 1 || size > ALARMS_MOST) throw validation(`MaxRecords must be between 1 and ${ALARMS_MOST}.`);
    const oldest = context.clock.now() - HISTORY_MS;
    const found = context.state(alarms).history.filter((item) => item.at >= oldest && isWanted(item, input));
    const ordered = input.ScanBy === "TimestampAscending" ? found : found.toReversed();
    const { items, next } = page(ordered, { token, size, invalid: invalidNextToken });
    return {
      AlarmHistoryItems: items.map(({ alarmName, alarmType, at, type, summary, data }) => ({
        AlarmName: alarmName,
        AlarmType: alarmType,
        Timestamp: new Date(at),
        HistoryItemType: type,
        HistorySummary: summary,
        HistoryData: data,
      })),
      NextToken: next,
    };
  },
});

function isWanted(item: HistoryItem, input: DescribeAlarmHistoryCommandInput): boolean {
  const { AlarmName, AlarmTypes = ["MetricAlarm"], HistoryItemType, StartDate, EndDate } = input;
  return (
    (AlarmName === undefined || item.alarmName === AlarmName) &&
    (AlarmTypes as string[]).includes(item.alarmType) &&
    (HistoryItemType === undefined || item.type === HistoryItemType) &&
    (!StartDate || item.at >= StartDate.getTime()) &&
    (!EndDate || item.at <= EndDate.getTime())
  );
}
