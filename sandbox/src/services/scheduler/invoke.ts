import { randomBytes } from "node:crypto";
import { parseArn } from "../../core/arn.ts";
import { servicePrincipal } from "../../core/principal.ts";
import type { OperationContext } from "../../core/service.ts";
import { deliver } from "../../delivery/deliver.ts";
import { errorCodeOf } from "../../delivery/failure.ts";
import { sendText } from "../../delivery/send-text.ts";
import type { Schedule } from "./schedule.ts";
import { callUniversal, universalTarget } from "./universal.ts";

/** Invokes the target of a schedule with its role, for the time at which the schedule wanted it. */
export function invoke(schedule: Schedule, scheduledAt: number, context: OperationContext): void {
  const { target, group, arn } = schedule;
  const { account, region } = parseArn(arn)!;
  const executionId = randomBytes(8).toString("hex");
  const scheduledTime = `${new Date(scheduledAt).toISOString().slice(0, 19)}Z`;
  // https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html (2026-11)
  const inputOf = (attempt: number): string =>
    (
      target.Input ??
      (universalTarget(target.Arn!) ? "{}" : undefined) ??
      defaultInput({ account, region, arn, scheduledTime, executionId })
    )
      .replaceAll("<aws.scheduler.schedule-arn>", arn)
      .replaceAll("<aws.scheduler.scheduled-time>", scheduledTime)
      .replaceAll("<aws.scheduler.execution-id>", executionId)
      .replaceAll("<aws.scheduler.attempt-number>", String(attempt));
  const { MaximumEventAgeInSeconds, MaximumRetryAttempts } = target.RetryPolicy ?? {};
  const queue = target.DeadLetterConfig?.Arn;
  deliver(
    {
      from: arn,
      to: target.Arn!,
      service: "scheduler",
      role: { arn: target.RoleArn!, sessionName: executionId },
      send: (sender, attempt) => send(schedule, inputOf(attempt), sender),
      retry: { maximumEventAgeInSeconds: MaximumEventAgeInSeconds, maximumRetryAttempts: MaximumRetryAttempts },
      deadLetter: queue
        ? {
            queue,
            withRole: true,
            message: ({ error, retries, exhausted }) => ({
              body: inputOf(retries + 1),
              attributes: {
                ERROR_CODE: errorCodeOf(error),
                ERROR_MESSAGE: error.message,
                EXECUTION_ID: executionId,
                ...(exhausted ? { EXHAUSTED_RETRY_CONDITION: exhausted } : {}),
                RETRY_ATTEMPTS: String(retries),
                SCHEDULED_TIME: scheduledTime,
                SCHEDULE_ARN: arn,
                TARGET_ARN: target.Arn!,
              },
            }),
          }
        : undefined,
    },
    // A role's trust may be bound to the group: .../scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html (2026-11)
    context.as(servicePrincipal("scheduler.amazonaws.com", account, group.arn)),
  );
}

async function send({ target }: Schedule, input: string, context: OperationContext): Promise<void> {
  const { Arn, SqsParameters, EventBridgeParameters: event } = target;
  const universal = universalTarget(Arn!);
  if (universal) return callUniversal(universal, input, context);
  await sendText(
    {
      to: Arn!,
      input,
      messageGroupId: SqsParameters?.MessageGroupId,
      ...(event ? { event: { source: event.Source, detailType: event.DetailType } } : {}),
    },
    context,
  );
}

/** What a target without Input gets: https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html (2026-11). */
function defaultInput(of: {
  account: string;
  region: string;
  arn: string;
  scheduledTime: string;
  executionId: string;
}): string {
  return JSON.stringify({
    version: "0",
    id: of.executionId,
    "detail-type": "Scheduled Event",
    source: "aws.scheduler",
    account: of.account,
    time: of.scheduledTime,
    region: of.region,
    resources: [of.arn],
    detail: "{}",
  });
}
