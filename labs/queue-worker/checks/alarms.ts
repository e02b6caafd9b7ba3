import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { expectThat, type Lab } from "@course/grader/checks";

/** The topics that the app's alarms tell, while none of the alarms rings; fails the check when there are none. */
export async function quietAlarmTopics(lab: Lab): Promise<string[]> {
  const resources = [
    ...(await lab.resources("AWS::CloudWatch::Alarm")),
    ...(await lab.resources("AWS::CloudWatch::CompositeAlarm")),
  ];
  expectThat(resources.length > 0, { expected: "AWS::CloudWatch::Alarm", found: "-", where: "QueueWorker" });
  const { MetricAlarms = [], CompositeAlarms = [] } = await lab.client(CloudWatchClient).send(
    new DescribeAlarmsCommand({
      AlarmNames: resources.map(({ physicalId }) => physicalId),
      AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
    }),
  );
  const alarms = [...MetricAlarms, ...CompositeAlarms];
  for (const { AlarmName, StateValue } of alarms)
    expectThat(StateValue !== "ALARM", { expected: "OK", found: StateValue, where: AlarmName! });
  const actions = alarms.flatMap(({ AlarmActions = [] }) => AlarmActions);
  const topics = [...new Set(actions)].filter((arn) => arn.includes(":sns:"));
  expectThat(topics.length > 0, {
    expected: "AlarmActions: arn:aws:sns:...",
    found: actions,
    where: alarms[0]?.AlarmName ?? "-",
  });
  return topics;
}
