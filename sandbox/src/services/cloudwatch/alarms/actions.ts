import type { InvokeCommandInput } from "@aws-sdk/client-lambda";
import type { PublishCommandInput } from "@aws-sdk/client-sns";
import { parseArn } from "../../../core/arn.ts";
import { AwsError, NotEmulated } from "../../../core/errors.ts";
import { servicePrincipal } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import { validation } from "../errors.ts";
import { MAX_ACTIONS } from "../limits.ts";
import type { Alarm, State } from "./alarm.ts";
import { stateData } from "./events.ts";
import { remember } from "./history.ts";
import { notification, subject } from "./notification.ts";
import { javaTime } from "./reason.ts";

/** The actions of a request: topics and functions. */
export function checkActions(path: string, actions: readonly string[] = [], { region }: OperationContext): void {
  if (actions.length > MAX_ACTIONS)
    throw validation(
      `1 validation error detected: Value '[${actions.join(", ")}]' at '${path}' failed to satisfy constraint: Member must have length less than or equal to ${MAX_ACTIONS}`,
    );
  for (const action of actions) {
    const arn = parseArn(action);
    if (!arn) throw validation(`Invalid arn syntax: ${action}`);
    if (arn.service !== "sns" && arn.service !== "lambda")
      throw new NotEmulated(`the alarm action ${action} (only SNS topics and Lambda functions)`);
    if (arn.region !== region) throw validation(`Invalid region ${arn.region} specified. Only ${region} is supported.`);
  }
}

/** Runs the actions of the state that an alarm has come to. Nobody waits for them. */
export function runActions(alarm: Alarm, before: State, context: OperationContext): void {
  if (!alarm.actionsEnabled) return;
  const { okActions, alarmActions, insufficientDataActions, state } = alarm;
  const actions = { OK: okActions, ALARM: alarmActions, INSUFFICIENT_DATA: insufficientDataActions }[state.value];
  for (const action of actions) context.background(run(action, alarm, state, before, context));
}

async function run(
  action: string,
  alarm: Alarm,
  state: State,
  before: State,
  context: OperationContext,
): Promise<void> {
  const isTopic = parseArn(action)!.service === "sns";
  const message = isTopic ? notification(alarm, state, before) : lambdaEvent(alarm, before, context);
  const data = { notificationResource: action, stateUpdateTimestamp: state.updatedAt };
  try {
    await (isTopic ? publish(action, message, alarm, context) : invoke(action, message, alarm, context));
    const published = isTopic ? { default: message } : JSON.parse(message);
    remember(
      alarm,
      {
        type: "Action",
        summary: `Successfully executed action ${action}`,
        data: { actionState: "Succeeded", ...data, publishedMessage: published as object },
      },
      context,
    );
  } catch (error) {
    if (!(error instanceof AwsError) || error instanceof NotEmulated) throw error;
    remember(
      alarm,
      {
        type: "Action",
        summary: `Failed to execute action ${action}. Received error: "${refusal(action, error)}"`,
        data: { actionState: "Failed", ...data, publishedMessage: null, error: refusal(action, error) },
      },
      context,
    );
  }
}

/** https://repost.aws/knowledge-center/cloudwatch-receive-sns-for-alarm-trigger (2026-11-21) */
function refusal(action: string, { code, message }: AwsError): string {
  if (!/^(AccessDenied|AuthorizationError)/.test(code)) return message;
  const verb = parseArn(action)!.service === "sns" ? "SNS:Publish" : "lambda:InvokeFunction";
  return `CloudWatch Alarms is not authorized to perform: ${verb} on resource: ${action} because no resource-based policy allows the ${verb} action`;
}

async function publish(TopicArn: string, Message: string, alarm: Alarm, context: OperationContext): Promise<void> {
  const asAlarm = context.as(servicePrincipal("cloudwatch.amazonaws.com", alarm.account, alarm.arn));
  await asAlarm.call<PublishCommandInput, unknown>("sns", "Publish", { TopicArn, Subject: subject(alarm), Message });
}

async function invoke(FunctionName: string, event: string, alarm: Alarm, context: OperationContext): Promise<void> {
  const asAlarm = context.as(servicePrincipal("lambda.alarms.cloudwatch.amazonaws.com", alarm.account, alarm.arn));
  await asAlarm.call<InvokeCommandInput, unknown>("lambda", "Invoke", {
    FunctionName,
    InvocationType: "Event",
    Payload: Buffer.from(event),
  });
}

/** Recorded in test_alarm_lambda_target. */
function lambdaEvent(alarm: Alarm, before: State, context: OperationContext): string {
  return JSON.stringify({
    source: "aws.cloudwatch",
    alarmArn: alarm.arn,
    accountId: alarm.account,
    time: javaTime(context.clock.now()),
    region: alarm.region,
    alarmData: stateData(alarm, before),
  });
}
