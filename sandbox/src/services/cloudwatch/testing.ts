import { randomUUID } from "node:crypto";
import { CloudWatch, type PutMetricAlarmCommandInput } from "@aws-sdk/client-cloudwatch";
import { expect } from "vitest";
import { startTestSandbox } from "../../testing.ts";

interface Jump {
  state: "jumped" | "quiet";
  jumpedMs: number;
}

/** A sandbox with a client, for the tests of metrics and alarms. */
export async function startCloudWatchTest() {
  const sandbox = await startTestSandbox();
  const cloudwatch = new CloudWatch(sandbox.client());
  const test = {
    sandbox,
    cloudwatch,
    stop: () => sandbox.stop(),
    now: async () =>
      Date.parse(((await (await fetch(`${sandbox.endpoint}/_sandbox/health`)).json()) as { time: string }).time),

    /** To the next timer, when nothing runs any more. */
    async jump(withinSeconds: number): Promise<Jump> {
      for (;;) {
        const answer = await sandbox.control(`jump?within=${withinSeconds * 1000}`);
        const jump = (await answer.json()) as Jump | { state: "busy" };
        if (jump.state !== "busy") return jump;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },

    async alarm(more: Partial<PutMetricAlarmCommandInput> = {}): Promise<string> {
      const AlarmName = `alarm-${randomUUID()}`;
      await cloudwatch.putMetricAlarm({
        AlarmName,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: "GreaterThanOrEqualToThreshold",
        ...(more.Metrics ? {} : { Period: 60, ...(more.ExtendedStatistic ? {} : { Statistic: "Sum" }) }),
        ...more,
      });
      return AlarmName;
    },

    async state(name: string) {
      const { MetricAlarms } = await cloudwatch.describeAlarms({ AlarmNames: [name] });
      return MetricAlarms![0]!;
    },

    /** Jumps until the alarm is in that state. */
    async become(name: string, state: string): Promise<void> {
      for (let jumps = 0; (await test.state(name)).StateValue !== state; jumps++) {
        expect(jumps, `${name} is to become ${state}`).toBeLessThan(20);
        expect((await test.jump(24 * 3600)).state, `${name} is to become ${state}`).toBe("jumped");
      }
    },
  };
  return test;
}
