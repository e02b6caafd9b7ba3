import type {
  DescribeAlarmsForMetricCommandInput,
  DescribeAlarmsForMetricCommandOutput,
} from "@aws-sdk/client-cloudwatch";
import { isDeepStrictEqual } from "node:util";
import { operation } from "../../../core/service.ts";
import { onAlarms } from "../alarms/access.ts";
import { alarms } from "../alarms/alarm.ts";
import { describeMetricAlarm } from "../alarms/describe.ts";
import { dimensionsOf } from "../data/dimensions.ts";

export const describeAlarmsForMetric = operation<
  DescribeAlarmsForMetricCommandInput,
  DescribeAlarmsForMetricCommandOutput
>({
  accepts: ["MetricName", "Namespace", "Statistic", "ExtendedStatistic", "Dimensions", "Period", "Unit"],
  access: (_input, context) => onAlarms("DescribeAlarmsForMetric", undefined, context),
  run(input, context) {
    const dimensions = dimensionsOf(input.Dimensions, "Dimensions");
    const found = [...context.state(alarms).byName.values()].filter((alarm) => alarm.type === "MetricAlarm");
    return {
      MetricAlarms: found
        .filter(
          ({ input: own }) =>
            own.Namespace === input.Namespace &&
            own.MetricName === input.MetricName &&
            isDeepStrictEqual(dimensionsOf(own.Dimensions, ""), dimensions) &&
            (["Statistic", "ExtendedStatistic", "Period", "Unit"] as const).every(
              (member) => input[member] === undefined || input[member] === own[member],
            ),
        )
        .map(describeMetricAlarm),
    };
  },
});
