import type { InvokeCommandInput } from "@aws-sdk/client-lambda";
import type { StartExecutionCommandInput } from "@aws-sdk/client-sfn";
import type { PublishCommandInput } from "@aws-sdk/client-sns";
import type { SendMessageCommandInput } from "@aws-sdk/client-sqs";
import { parseArn, type Arn } from "../core/arn.ts";
import { NotEmulated } from "../core/errors.ts";
import type { OperationContext } from "../core/service.ts";

/** What a rule, a schedule or a pipe has for a target. */
export interface Text {
  /** ARN of the target. */
  to: string;
  /** JSON, for most targets. */
  input: string;
  /** For FIFO queues. */
  messageGroupId?: string | undefined;
}

type Send = (text: Text, arn: Arn, context: OperationContext) => Promise<unknown>;

/** By the service in the target's ARN: how it is told, as the principal of `context`. */
const senders: Record<string, Send> = {
  lambda: ({ to, input }, _, context) =>
    context.call<InvokeCommandInput, unknown>("lambda", "Invoke", {
      FunctionName: to,
      InvocationType: "Event",
      Payload: Buffer.from(input),
    }),
  sqs: ({ input, messageGroupId }, arn, context) =>
    context.call<SendMessageCommandInput, unknown>(
      "sqs",
      "SendMessage",
      {
        QueueUrl: queueUrl(arn, context),
        MessageBody: input,
        ...(messageGroupId ? { MessageGroupId: messageGroupId } : {}),
      },
      placeOf(arn),
    ),
  sns: ({ to, input }, arn, context) =>
    context.call<PublishCommandInput, unknown>("sns", "Publish", { TopicArn: to, Message: input }, placeOf(arn)),
  states: ({ to, input }, arn, context) =>
    context.call<StartExecutionCommandInput, unknown>(
      "sfn",
      "StartExecution",
      { stateMachineArn: to, input },
      placeOf(arn),
    ),
};

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
  const arn = parseArn(queueArn)!;
  const MessageAttributes = Object.fromEntries(
    Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: "String", StringValue }]),
  );
  await context.call<SendMessageCommandInput, unknown>(
    "sqs",
    "SendMessage",
    { QueueUrl: queueUrl(arn, context), MessageBody: body, MessageAttributes },
    placeOf(arn),
  );
}

function placeOf({ account, region }: Arn): { account: string; region: string } {
  return { account, region };
}

function queueUrl({ account, resource }: Arn, { endpoint }: OperationContext): string {
  return `${endpoint}/${account}/${resource}`;
}
