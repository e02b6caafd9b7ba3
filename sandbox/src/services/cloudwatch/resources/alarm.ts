import type { PutMetricAlarmCommandInput } from "@aws-sdk/client-cloudwatch";
import type { Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { tagList } from "../../../core/tags.ts";
import { lifeOf, refusedActions } from "./shared.ts";

const TEXTS = [
  "AlarmDescription",
  "ComparisonOperator",
  "EvaluateLowSampleCountPercentile",
  "ExtendedStatistic",
  "MetricName",
  "Namespace",
  "Statistic",
  "TreatMissingData",
  "Unit",
  "ActionsEnabled",
  "AlarmActions",
  "InsufficientDataActions",
  "OKActions",
  "Dimensions",
] as const;
const NUMBERS = ["DatapointsToAlarm", "EvaluationPeriods", "Period", "Threshold"] as const;

/** AWS::CloudWatch::Alarm: `Ref` is the name. */
export const alarm: ResourceProvider = {
  emulates: {
    AlarmName: true,
    Metrics: { Id: true, Expression: true, Label: true, Period: true, ReturnData: true, MetricStat: true },
    Tags: true,
    ...Object.fromEntries([...TEXTS, ...NUMBERS].map((name) => [name, true as const])),
  },
  refuses: (properties) => refusedActions(properties, "AWS::CloudWatch::Alarm"),

  ...lifeOf(put),
};

async function put(AlarmName: string, properties: Properties, context: ResourceContext): Promise<void> {
  const input = {
    AlarmName,
    ...pick(properties, TEXTS),
    ...numbers(properties, NUMBERS),
    Metrics: (properties.Metrics as Properties[] | undefined)?.map((query) => ({
      ...query,
      ...numbers(query, ["Period"]),
      ...(query["MetricStat"]
        ? { MetricStat: { ...query["MetricStat"], ...numbers(query["MetricStat"], ["Period"]) } }
        : {}),
    })),
    Tags: tagList(properties.Tags),
  } as PutMetricAlarmCommandInput;
  await context.call("cloudwatch", "PutMetricAlarm", input);
}

function pick(properties: Properties, names: readonly string[]): Properties {
  return Object.fromEntries(
    names.filter((name) => properties[name] !== undefined).map((name) => [name, properties[name]]),
  );
}

/** Templates may write numbers as texts. */
function numbers(properties: Properties, names: readonly string[]): Properties {
  return Object.fromEntries(
    names.filter((name) => properties[name] !== undefined).map((name) => [name, Number(properties[name])]),
  );
}
