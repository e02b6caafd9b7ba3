import { Scheduler } from "@aws-sdk/client-scheduler";
import { afterAll } from "vitest";
import { compareErrors } from "../../oracles/compare-errors.ts";
import { RECORDED_ACCOUNT, readRecordedErrors } from "../../oracles/recorded-errors.ts";
import { startTestSandbox } from "../../testing.ts";

const sandbox = await startTestSandbox();
afterAll(() => sandbox.stop());
const scheduler = new Scheduler(sandbox.client({ account: RECORDED_ACCOUNT }));

const INVALID = "ValidationException: Invalid Schedule Expression ";

/** Every recorded error names the expression that it is about. */
const raised = Object.fromEntries(
  readRecordedErrors("scheduler")
    .filter((error) => error.startsWith(INVALID))
    .map((error) => [
      error,
      () =>
        scheduler.createSchedule({
          Name: "schedule",
          ScheduleExpression: error.slice(INVALID.length, -1),
          FlexibleTimeWindow: { Mode: "OFF" },
          Target: {
            Arn: `arn:aws:lambda:us-east-1:${RECORDED_ACCOUNT}:function:target`,
            RoleArn: `arn:aws:iam::${RECORDED_ACCOUNT}:role/role`,
          },
        }),
    ]),
);

compareErrors("scheduler", { raised, beyond: {} });
