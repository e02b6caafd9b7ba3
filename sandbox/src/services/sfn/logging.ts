import { randomUUID } from "node:crypto";
import type { DescribeLogGroupsCommandInput, DescribeLogGroupsCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import type { LoggingConfiguration } from "@aws-sdk/client-sfn";
import { parseArn } from "../../core/arn.ts";
import { AwsError } from "../../core/errors.ts";
import type { Principal } from "../../core/principal.ts";
import type { OperationContext } from "../../core/service.ts";
import { putLines } from "../../execute-api/log-lines.ts";
import { administratorOf } from "../../gateway/authenticate.ts";
import type { HistoryEvent } from "./asl/history.ts";
import { invalidLogging, logDestinationDenied, validationError } from "./errors.ts";
import type { Execution } from "./execution.ts";

const LEVELS = ["OFF", "ALL", "ERROR", "FATAL"];

/** Events of the levels: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html (2026-11) */
const FATAL = /^Execution(Failed|TimedOut|Aborted)$/;
const ERROR = /(Failed|TimedOut|Aborted)$|^FailStateEntered$/;

/** What the role of a state machine must be allowed to, for the deliveries that Step Functions makes with it; same page. */
const DELIVERY_ACTIONS = [
  "logs:CreateLogDelivery",
  "logs:GetLogDelivery",
  "logs:UpdateLogDelivery",
  "logs:ListLogDeliveries",
  "logs:PutResourcePolicy",
  "logs:DescribeResourcePolicies",
  "logs:DescribeLogGroups",
];

/** The configuration with its defaults, checked as AWS does. */
export async function checkLogging(
  given: LoggingConfiguration | undefined,
  role: Principal,
  context: OperationContext,
): Promise<LoggingConfiguration> {
  const logging = { includeExecutionData: false, level: "OFF" as const, ...given };
  if (!LEVELS.includes(logging.level))
    throw validationError(
      logging.level,
      "loggingConfiguration.level",
      "Member must satisfy enum value set: [ALL, ERROR, FATAL, OFF]",
    );
  const destinations = logging.destinations ?? [];
  if (destinations.length > 1 || (logging.level !== "OFF" && destinations.length !== 1))
    throw invalidLogging("Must specify exactly one Log Destination.");
  for (const { cloudWatchLogsLogGroup } of destinations) {
    const group = groupOf(cloudWatchLogsLogGroup?.logGroupArn);
    if (group === undefined) throw invalidLogging("Must specify exactly one Log Destination.");
    await checkDelivery(role, context);
    if (!(await groupExists(group, context))) throw invalidLogging("Log Destination not found.");
  }
  return logging;
}

function groupOf(arn: string | undefined): string | undefined {
  return arn && /^log-group:([^:]+)/.exec(parseArn(arn)?.resource ?? "")?.[1];
}

async function checkDelivery(role: Principal, context: OperationContext): Promise<void> {
  try {
    await context.as(role).authorize(DELIVERY_ACTIONS.map((action) => ({ action, resource: "*" })));
  } catch (error) {
    if (error instanceof AwsError && error.code === "AccessDenied") throw logDestinationDenied();
    throw error;
  }
}

async function groupExists(name: string, context: OperationContext): Promise<boolean> {
  const { logGroups } = await context.call<DescribeLogGroupsCommandInput, DescribeLogGroupsCommandOutput>(
    "cloudwatch-logs",
    "DescribeLogGroups",
    { logGroupNamePrefix: name },
    { as: deliverer(context) },
  );
  return logGroups!.some(({ logGroupName }) => logGroupName === name);
}

/** Logs are delivered by delivery.logs.amazonaws.com; whether a state machine may have them delivered is decided when it is created. */
const deliverer = ({ account }: OperationContext): Principal => ({
  ...administratorOf(account),
  arn: "delivery.logs.amazonaws.com",
});

/** Writes the events of an execution to the log group of its state machine, at its end. */
export function logExecution(execution: Execution, context: OperationContext): void {
  const { level = "OFF", destinations = [], includeExecutionData = false } = execution.revision.logging;
  const group = groupOf(destinations[0]?.cloudWatchLogsLogGroup?.logGroupArn);
  if (level === "OFF" || group === undefined) return;
  const lines: { message: string; timestamp: number }[] = [];
  execution.history.onEvent((event) => {
    if (level === "FATAL" ? !FATAL.test(event.type) : level === "ERROR" && !ERROR.test(event.type)) return;
    lines.push({
      timestamp: event.timestamp.getTime(),
      message: JSON.stringify(entryOf(event, execution, includeExecutionData)),
    });
  });
  context.background(deliver(execution, group, lines, context));
}

/** CloudWatch Logs takes more at a time, but not of any size. */
const LINES_AT_A_TIME = 500;

async function deliver(
  { ended, machine, startedAt }: Execution,
  group: string,
  lines: { message: string; timestamp: number }[],
  context: OperationContext,
): Promise<void> {
  await context.waiting(ended);
  const minute = new Date(startedAt).toISOString().slice(0, 16).replaceAll(/[T:]/g, "-");
  const stream = `states/${machine.name}/${minute}/${randomUUID().slice(0, 8)}`;
  try {
    for (let start = 0; start < lines.length; start += LINES_AT_A_TIME)
      await putLines(group, stream, lines.slice(start, start + LINES_AT_A_TIME), context.as(deliverer(context)));
  } catch (error) {
    // Who looks for the missing log finds the reason on the stream of hops.
    if (!(error instanceof AwsError)) throw error;
    context.hop({
      caller: "states.amazonaws.com",
      service: "sfn",
      action: "write logs",
      resource: machine.arn,
      result: error.code,
      detail: error.message,
      durationMs: 0,
    });
  }
}

const EXECUTION_DATA = new Set(["input", "inputDetails", "output", "outputDetails", "parameters"]);

/** A line of the log, as recorded. */
function entryOf(event: HistoryEvent, { arn }: Execution, includeExecutionData: boolean): object {
  const { id, type, previousEventId, timestamp, ...rest } = event;
  const [details = {}] = Object.values(rest) as object[];
  return {
    id: String(id),
    type,
    details: includeExecutionData
      ? details
      : Object.fromEntries(Object.entries(details).filter(([name]) => !EXECUTION_DATA.has(name))),
    ...(type === "ExecutionStarted" || previousEventId !== undefined
      ? { previous_event_id: String(previousEventId) }
      : {}),
    event_timestamp: String(timestamp.getTime()),
    execution_arn: arn,
    redrive_count: "0",
  };
}
