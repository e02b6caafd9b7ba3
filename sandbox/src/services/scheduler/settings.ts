import type { CreateScheduleCommandInput, Target } from "@aws-sdk/client-scheduler";
import { parseArn } from "../../core/arn.ts";
import { Constraints } from "../../core/constraints.ts";
import { NotEmulated } from "../../core/errors.ts";
import { RETRY_POLICY } from "../../delivery/deliver.ts";
import { canSendTo } from "../../delivery/send-text.ts";
import { parseSchedule } from "../../schedule-expression/schedule-expression.ts";
import { invalidExpression, unsupportedService, validation } from "./errors.ts";
import { MAX_NAME, MAX_WINDOW_MINUTES } from "./limits.ts";
import type { Schedule } from "./schedule.ts";
import { checkUniversal, universalTarget } from "./universal.ts";

/** Members of a target that are emulated; the rest belong to services that are not there. */
const MEMBERS: readonly (keyof Target)[] = [
  "Arn",
  "DeadLetterConfig",
  "EventBridgeParameters",
  "Input",
  "RetryPolicy",
  "RoleArn",
  "SqsParameters",
];

type Settings = Pick<
  Schedule,
  "expression" | "start" | "end" | "description" | "enabled" | "target" | "window" | "deleteAfterCompletion"
>;

/** What a request says of a schedule. UpdateSchedule sets all of it anew: what it leaves out gets its default. */
export async function readSettings(input: CreateScheduleCommandInput): Promise<Settings> {
  const { Mode, MaximumWindowInMinutes: minutes } = input.FlexibleTimeWindow!;
  const { MaximumEventAgeInSeconds: age, MaximumRetryAttempts: attempts } = input.Target!.RetryPolicy ?? {};
  new Constraints()
    .oneOf("flexibleTimeWindow.mode", Mode, ["OFF", "FLEXIBLE"])
    .range("flexibleTimeWindow.maximumWindowInMinutes", minutes, { min: 1, max: MAX_WINDOW_MINUTES })
    .range("target.retryPolicy.maximumEventAgeInSeconds", age, RETRY_POLICY.age)
    .range("target.retryPolicy.maximumRetryAttempts", attempts, RETRY_POLICY.attempts)
    .oneOf("state", input.State, ["ENABLED", "DISABLED"])
    .oneOf("actionAfterCompletion", input.ActionAfterCompletion, ["NONE", "DELETE"])
    .check();
  if ((Mode === "FLEXIBLE") !== (minutes !== undefined))
    throw validation(
      Mode === "FLEXIBLE"
        ? "Invalid request provided: MaximumWindowInMinutes must be provided when FlexibleTimeWindowMode is FLEXIBLE."
        : "Invalid request provided: MaximumWindowInMinutes must not be provided when FlexibleTimeWindowMode is OFF.",
    );
  const text = input.ScheduleExpression!;
  const parsed = parseSchedule(text);
  if (!parsed) throw invalidExpression(text);
  await checkTarget(input.Target!);
  return {
    expression: { text, parsed, timezone: timezone(input.ScheduleExpressionTimezone) },
    start: input.StartDate?.getTime(),
    end: input.EndDate?.getTime(),
    description: input.Description,
    enabled: input.State !== "DISABLED",
    target: structuredClone(input.Target!),
    window: { ...input.FlexibleTimeWindow! },
    deleteAfterCompletion: input.ActionAfterCompletion === "DELETE",
  };
}

export function checkName(name: string | undefined, member: string): void {
  new Constraints().matches(member, name, "[0-9a-zA-Z-_.]+").length(member, name, { min: 1, max: MAX_NAME }).check();
}

function timezone(name = "UTC"): string {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return name;
  } catch {
    throw validation(`Invalid Schedule Expression Timezone ${name}.`);
  }
}

async function checkTarget(target: Target): Promise<void> {
  const other = Object.keys(target).find(
    (name) => target[name as keyof Target] !== undefined && !MEMBERS.includes(name as keyof Target),
  );
  if (other) throw new NotEmulated(`scheduler Target.${other}`);
  const arn = parseArn(target.Arn!);
  if (!arn) throw validation(`Provided Arn ${target.Arn} is not in correct format.`);
  const universal = universalTarget(target.Arn!);
  if (universal) await checkUniversal(universal, target.Input);
  else if (arn.service === "scheduler") throw unsupportedService(arn.service);
  else if (!canSendTo(arn.service)) throw new NotEmulated(`scheduler targets of the service ${arn.service}`);
  if ((arn.service === "events") !== (target.EventBridgeParameters !== undefined))
    throw validation("EventBridgeParameters must be provided for, and only for, a target of EventBridge.");
  if (arn.service === "sqs" && arn.resource.endsWith(".fifo") && !target.SqsParameters?.MessageGroupId)
    throw validation("SqsParameters.MessageGroupId must be provided for a FIFO queue.");
  if (target.DeadLetterConfig?.Arn !== undefined && parseArn(target.DeadLetterConfig.Arn)?.service !== "sqs")
    throw validation(`Provided Arn ${target.DeadLetterConfig.Arn} is not in correct format.`);
}
