import type { PutLogEventsCommandInput } from "@aws-sdk/client-cloudwatch-logs";
import type { PutEventsCommandInput, PutEventsCommandOutput, Target } from "@aws-sdk/client-eventbridge";
import type { InvokeCommandInput } from "@aws-sdk/client-lambda";
import type { StartExecutionCommandInput } from "@aws-sdk/client-sfn";
import type { PublishCommandInput } from "@aws-sdk/client-sns";
import type { SendMessageCommandInput } from "@aws-sdk/client-sqs";
import { parseArn, type Arn } from "../../../core/arn.ts";
import { AwsError, NotEmulated } from "../../../core/errors.ts";
import type { OperationContext } from "../../../core/service.ts";
import type { BusEvent } from "../event.ts";

export interface Parcel {
  target: Target;
  /** What the target gets. */
  input: string;
  /** Another bus gets the event itself. */
  event: BusEvent;
}

type Send = (parcel: Parcel, arn: Arn, context: OperationContext) => Promise<unknown>;

/** By the service in the target's ARN: how it is told, as the principal of `context`. */
const senders: Record<string, Send> = {
  lambda: ({ target, input }, _, context) =>
    context.call<InvokeCommandInput, unknown>("lambda", "Invoke", {
      FunctionName: target.Arn!,
      InvocationType: "Event",
      Payload: Buffer.from(input),
    }),
  sqs: ({ target, input }, arn, context) =>
    context.call<SendMessageCommandInput, unknown>(
      "sqs",
      "SendMessage",
      {
        QueueUrl: queueUrl(arn, context),
        MessageBody: input,
        ...(target.SqsParameters?.MessageGroupId ? { MessageGroupId: target.SqsParameters.MessageGroupId } : {}),
      },
      { account: arn.account, region: arn.region },
    ),
  sns: ({ target, input }, arn, context) =>
    context.call<PublishCommandInput, unknown>(
      "sns",
      "Publish",
      { TopicArn: target.Arn!, Message: input },
      { account: arn.account, region: arn.region },
    ),
  states: ({ target, input }, arn, context) =>
    context.call<StartExecutionCommandInput, unknown>(
      "sfn",
      "StartExecution",
      { stateMachineArn: target.Arn!, input },
      { account: arn.account, region: arn.region },
    ),
  logs: ({ input }, arn, context) => writeLog(input, arn, context),
  events: ({ target, event }, arn, context) => forward(target, event, arn, context),
};

export const targetServices = Object.keys(senders);

export async function send(parcel: Parcel, context: OperationContext): Promise<void> {
  const arn = parseArn(parcel.target.Arn!)!;
  const sender = senders[arn.service];
  if (!sender) throw new NotEmulated(`events targets of the service ${arn.service}`);
  await sender(parcel, arn, context);
}

export function queueUrl({ account, resource }: Arn, { endpoint }: OperationContext): string {
  return `${endpoint}/${account}/${resource}`;
}

async function writeLog(input: string, arn: Arn, context: OperationContext): Promise<void> {
  const logGroupName = arn.resource.replace(/^log-group:/, "").replace(/:\*$/, "");
  const logStreamName = context.requestId;
  const place = { account: arn.account, region: arn.region };
  await context.call("cloudwatch-logs", "CreateLogStream", { logGroupName, logStreamName }, place);
  await context.call<PutLogEventsCommandInput, unknown>(
    "cloudwatch-logs",
    "PutLogEvents",
    { logGroupName, logStreamName, logEvents: [{ timestamp: context.clock.now(), message: input }] },
    place,
  );
}

/** The other bus makes an event of its own with the same content; it keeps the account and the Region of the first. */
async function forward(target: Target, event: BusEvent, arn: Arn, context: OperationContext): Promise<void> {
  const { Entries } = await context.call<PutEventsCommandInput, PutEventsCommandOutput>(
    "eventbridge",
    "PutEvents",
    {
      Entries: [
        {
          EventBusName: target.Arn!,
          Source: event.source,
          DetailType: event["detail-type"],
          Detail: JSON.stringify(event.detail),
          Resources: event.resources,
          Time: new Date(event.time),
        },
      ],
    },
    { account: arn.account, region: arn.region },
  );
  const refused = Entries?.[0];
  if (refused?.ErrorCode) throw new AwsError(refused.ErrorCode, refused.ErrorMessage ?? "");
}
