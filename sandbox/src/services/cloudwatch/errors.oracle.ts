import { CloudWatch } from "@aws-sdk/client-cloudwatch";
import { afterAll } from "vitest";
import { AwsQueryProtocol } from "@aws-sdk/core/protocols";
import { compareErrors } from "../../oracles/compare-errors.ts";
import { RECORDED_ACCOUNT } from "../../oracles/recorded-errors.ts";
import { startTestSandbox } from "../../testing.ts";

const sandbox = await startTestSandbox();
afterAll(() => sandbox.stop());
const options = sandbox.client({ account: RECORDED_ACCOUNT });
/** As old clients speak: the recorded codes are those of the query protocol. */
const cloudwatch = new CloudWatch({
  ...options,
  protocol: AwsQueryProtocol,
  protocolSettings: {
    defaultNamespace: "com.amazonaws.cloudwatch",
    xmlNamespace: "http://monitoring.amazonaws.com/doc/2010-08-01/",
    version: "2010-08-01",
  },
});

const put = (datum: object) =>
  cloudwatch.putMetricData({ Namespace: "n", MetricData: [{ MetricName: "m", ...datum }] });
const StatisticValues = { SampleCount: 1, Sum: 1, Minimum: 1, Maximum: 1 };
const statistics = (seconds: number) =>
  cloudwatch.getMetricStatistics({
    Namespace: "n",
    MetricName: "m",
    StartTime: new Date(0),
    EndTime: new Date(seconds * 1000),
    Period: 1,
    Statistics: ["Sum"],
  });
const set = (StateValue: string) =>
  cloudwatch.setAlarmState({ AlarmName: "absent", StateValue: StateValue as "OK", StateReason: "x" });

compareErrors("cloudwatch", {
  raised: {
    "ValidationError: 1 validation error detected: Value 'INVALID' at 'stateValue' …": () => set("INVALID"),
    "ResourceNotFound: ": () => set("OK"),
    "InvalidParameterCombination: The parameters MetricData.member.1.Value and MetricData.member.1.Values …": () =>
      put({ Value: 1, Values: [1] }),
    "InvalidParameterValue: The parameters MetricData.member.1.Values and MetricData.member.1.Counts …": () =>
      put({ Values: [1, 2], Counts: [1] }),
    "InvalidParameterCombination: The parameters MetricData.member.1.Value and MetricData.member.1.StatisticValues …":
      () => put({ Value: 1, StatisticValues }),
    "InvalidParameterCombination: You have requested up to 86400 datapoints,…": () => statistics(86_400),
    "InvalidParameterValue: The parameter StartTime must be less than the parameter EndTime.": () => statistics(0),
  },
  beyond: {
    "Dashboards are not emulated": ["InvalidParameterValue: The value for field DashboardName …"],
  },
});
