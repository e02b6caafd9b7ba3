import type { PutEventsCommandInput, PutEventsCommandOutput } from "@aws-sdk/client-eventbridge";
import type { InvokeCommandInput } from "@aws-sdk/client-lambda";
import type { StartExecutionCommandInput } from "@aws-sdk/client-sfn";
import type { PublishCommandInput } from "@aws-sdk/client-sns";
import type { MessageAttributeValue, SendMessageCommandInput } from "@aws-sdk/client-sqs";
import { invokeApiDestination } from "../api-destination/invoke.ts";
import type { HttpParameters } from "../api-destination/http-parameters.ts";
import { parseArn, type Arn } from "../core/arn.ts";
import { AwsError, NotEmulated } from "../core/errors.ts";
import type { OperationContext } from "../core/service.ts";
import { writeLog } from "./write-log.ts";

/** What a rule, a schedule, a pipe, a bucket or a function has for a target. */
export interface Text {
  /** ARN of the target. */
  to: string;
  /** JSON, for most targets. */
  input: string;
  /** For FIFO queues. */
  messageGroupId?: string | undefined;
  messageDeduplicationId?: string | undefined;
  /** For topics. */
  subject?: string;
  /** For queues and topics. */
  attributes?: Record<string, MessageAttributeValue> | undefined;
  /** For event buses, where the text is the detail. */
  event?: BusEntry;
  /** For API destinations. */
  http?: HttpParameters;
  /** For log groups: by default a stream of its own, and now. */
  log?: { stream?: string | undefined; timestamp?: number | undefined };
  traceHeader?: string;
}

/** What an event on a bus has besides its detail. */
export interface BusEntry {
  source: string | undefined;
  detailType: string | undefined;
  resources?: string[];
  time?: Date | undefined;
}

type Send = (text: Text, arn: Arn, context: OperationContext) => Promise<unknown>;

/** By the service in the target's ARN: how it is told, as the principal of `context`. */
const senders: Record<string, Send> = {
  lambda: ({ to, input, traceHeader }, _, context) =>
    context.call<InvokeCommandInput, unknown>(
      "lambda",
      "Invoke",
      { FunctionName: to, InvocationType: "Event", Payload: Buffer.from(input) },
      traced(traceHeader),
    ),
  sqs: ({ input, messageGroupId, messageDeduplicationId, attributes, traceHeader }, arn, context) =>
    context.call<SendMessageCommandInput, unknown>(
      "sqs",
      "SendMessage",
      {
        QueueUrl: queueUrl(arn, context),
        MessageBody: input,
        ...(messageGroupId ? { MessageGroupId: messageGroupId } : {}),
        ...(messageDeduplicationId ? { MessageDeduplicationId: messageDeduplicationId } : {}),
        ...(attributes ? { MessageAttributes: attributes } : {}),
      },
      { ...placeOf(arn), ...traced(traceHeader) },
    ),
  sns: ({ to, input, subject, attributes, traceHeader }, arn, context) =>
    context.call<PublishCommandInput, unknown>(
      "sns",
      "Publish",
      {
        TopicArn: to,
        Message: input,
        ...(subject === undefined ? {} : { Subject: subject }),
        ...(attributes ? { MessageAttributes: attributes } : {}),
      },
      { ...placeOf(arn), ...traced(traceHeader) },
    ),
  states: ({ to, input }, arn, context) =>
    context.call<StartExecutionCommandInput, unknown>(
      "sfn",
      "StartExecution",
      { stateMachineArn: to, input },
      placeOf(arn),
    ),
  events: async (text, arn, context) => {
    if (arn.resource.startsWith("api-destination/"))
      await invokeApiDestination(text.to, text.input, text.http ?? {}, context);
    else await putEvent(text, arn, context);
  },
  logs: ({ to, input, log = {} }, _, context) => writeLog(to, { message: input, ...log }, context),
};

async function putEvent({ to, input, event, traceHeader }: Text, arn: Arn, context: OperationContext): Promise<void> {
  const { source, detailType, resources, time } = event!;
  const { Entries } = await context.call<PutEventsCommandInput, PutEventsCommandOutput>(
    "eventbridge",
    "PutEvents",
    {
      Entries: [
        {
          EventBusName: to,
          Source: source,
          DetailType: detailType,
          Detail: input,
          ...(resources ? { Resources: resources } : {}),
          ...(time ? { Time: time } : {}),
        },
      ],
    },
    { ...placeOf(arn), ...traced(traceHeader) },
  );
  const refused = Entries?.[0];
  if (refused?.ErrorCode) throw new AwsError(refused.ErrorCode, refused.ErrorMessage ?? "");
}

/** Whether `sendText` knows how to reach the service of a target. */
export function canSendTo(service: string): boolean {
  return Object.hasOwn(senders, service);
}

/** Brings a text to a target. Rejects with the error of the target's service. */
export async function sendText(text: Text, context: OperationContext): Promise<void> {
  const arn = parseArn(text.to)!;
  const send = senders[arn.service];
  if (!send) throw new NotEmulated(`deliveries to the service ${arn.service}`);
  await send(text, arn, context);
}

/** A dead-letter queue is told what could not be delivered, and why. */
export async function sendToDeadLetterQueue(
  queueArn: string,
  { body, attributes }: { body: string; attributes: Record<string, string> },
  context: OperationContext,
): Promise<void> {
  const texts = Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: "String", StringValue }]);
  await sendText({ to: queueArn, input: body, attributes: Object.fromEntries(texts) }, context);
}

function traced(traceHeader: string | undefined): { traceHeader?: string } {
  return traceHeader === undefined ? {} : { traceHeader };
}

function placeOf({ account, region }: Arn): { account: string; region: string } {
  return { account, region };
}

function queueUrl({ account, resource }: Arn, { endpoint }: OperationContext): string {
  return `${endpoint}/${account}/${resource}`;
}
