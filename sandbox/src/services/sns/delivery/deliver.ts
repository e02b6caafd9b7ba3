import type { InvokeCommandInput } from "@aws-sdk/client-lambda";
import type { SendMessageCommandInput } from "@aws-sdk/client-sqs";
import { parseArn } from "../../../core/arn.ts";
import { AwsError } from "../../../core/errors.ts";
import type { Meter } from "../../../core/metrics.ts";
import { servicePrincipal } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import { BackendTimeout, BackendUnreachable, reach, send } from "../../../execute-api/backend.ts";
import { HTTP_RETRIES, HTTP_RETRY_MS, HTTP_TIMEOUT_MS } from "../limits.ts";
import type { Message } from "../message.ts";
import { meterOf } from "../meter.ts";
import { isRaw, type Subscription } from "../subscription.ts";
import type { Topic } from "../topic.ts";
import { lambdaEvent, notification, textFor } from "./envelope.ts";
import { isWanted } from "./wanted.ts";

/** Hands a message to every subscription that wants it. The publisher does not wait. */
export function fanOut(topic: Topic, message: Message, context: OperationContext): void {
  const asSns = context.as(servicePrincipal("sns.amazonaws.com", topic.account, topic.arn));
  const meter = meterOf(topic, context);
  for (const subscription of topic.subscriptions.values()) {
    if (subscription.token !== undefined) continue;
    if (!isWanted(subscription, message)) {
      meter.emit("NumberOfNotificationsFilteredOut", 1, "Count");
      continue;
    }
    if (topic.isFifo) {
      subscription.tail = subscription.tail.then(() => deliver(subscription, message, meter, asSns));
      asSns.background(subscription.tail);
    } else asSns.background(deliver(subscription, message, meter, asSns));
  }
}

/** What is refused goes to the subscription's dead-letter queue, where there is one; the hop says why. */
async function deliver(
  subscription: Subscription,
  message: Message,
  meter: Meter,
  context: OperationContext,
): Promise<void> {
  if (subscription.protocol.startsWith("http")) return deliverHttp(subscription, message, meter, context, 0);
  try {
    if (subscription.protocol === "lambda") await invoke(subscription, message, context);
    else await sendMessage(subscription.endpoint, subscription, message, context);
    meter.emit("NumberOfNotificationsDelivered", 1, "Count");
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    meter.emit("NumberOfNotificationsFailed", 1, "Count");
    await bury(subscription, message, meter, context);
  }
}

async function invoke(subscription: Subscription, message: Message, context: OperationContext): Promise<void> {
  const event = JSON.stringify(lambdaEvent(message, subscription, context.endpoint));
  await context.call<InvokeCommandInput, unknown>(
    "lambda",
    "Invoke",
    { FunctionName: subscription.endpoint, InvocationType: "Event", Payload: Buffer.from(event) },
    message.traceHeader === undefined ? {} : { traceHeader: message.traceHeader },
  );
}

/** To a queue: that of a subscription, or its dead-letter queue. */
async function sendMessage(
  queueArn: string,
  subscription: Subscription,
  message: Message,
  context: OperationContext,
): Promise<void> {
  const { account, resource } = parseArn(queueArn)!;
  const isFifo = resource.endsWith(".fifo");
  const input: SendMessageCommandInput = {
    QueueUrl: `${context.endpoint}/${account}/${resource}`,
    ...(isRaw(subscription)
      ? { MessageBody: textFor(message, subscription), MessageAttributes: message.attributes }
      : { MessageBody: JSON.stringify(notification(message, subscription, context.endpoint)) }),
    ...(isFifo
      ? { MessageGroupId: message.groupId, MessageDeduplicationId: message.deduplicationId }
      : message.groupId === undefined || message.sequenceNumber !== undefined
        ? {}
        : { MessageGroupId: message.groupId }),
  };
  await context.call(
    "sqs",
    "SendMessage",
    input,
    message.traceHeader === undefined ? {} : { traceHeader: message.traceHeader },
  );
}

async function bury(
  subscription: Subscription,
  message: Message,
  meter: Meter,
  context: OperationContext,
): Promise<void> {
  const policy = subscription.attributes.get("RedrivePolicy");
  if (!policy) return;
  const { deadLetterTargetArn } = JSON.parse(policy) as { deadLetterTargetArn: string };
  try {
    await sendMessage(deadLetterTargetArn, subscription, message, context);
    meter.emit("NumberOfNotificationsRedrivenToDlq", 1, "Count");
  } catch (error) {
    // Lost; its hop says why.
    if (!(error instanceof AwsError)) throw error;
    meter.emit("NumberOfNotificationsFailedToRedriveToDlq", 1, "Count");
  }
}

async function deliverHttp(
  subscription: Subscription,
  message: Message,
  meter: Meter,
  context: OperationContext,
  retries: number,
): Promise<void> {
  const raw = isRaw(subscription);
  const body = raw
    ? textFor(message, subscription)
    : JSON.stringify(notification(message, subscription, context.endpoint));
  const isDelivered = await post(
    subscription,
    body,
    {
      "x-amz-sns-message-type": "Notification",
      "x-amz-sns-message-id": message.id,
      "x-amz-sns-subscription-arn": subscription.arn,
      ...(raw ? { "x-amz-sns-rawdelivery": "true" } : {}),
    },
    context,
  );
  if (isDelivered) {
    meter.emit("NumberOfNotificationsDelivered", 1, "Count");
    return;
  }
  if (retries >= HTTP_RETRIES) {
    meter.emit("NumberOfNotificationsFailed", 1, "Count");
    return bury(subscription, message, meter, context);
  }
  context.clock.after(HTTP_RETRY_MS, () =>
    context.background(deliverHttp(subscription, message, meter, context, retries + 1)),
  );
}

/** Whether the endpoint answered with success. */
export async function post(
  { endpoint, topicArn }: Subscription,
  body: string,
  headers: Record<string, string>,
  context: OperationContext,
): Promise<boolean> {
  const startedAt = performance.now();
  let result = "ok";
  let detail = "";
  try {
    const url = reach(new URL(endpoint), context.endpoint);
    const answer = await send(
      {
        url,
        method: "POST",
        headers: {
          ...headers,
          Host: new URL(endpoint).host,
          "x-amz-sns-topic-arn": topicArn,
          "Content-Type": "text/plain; charset=UTF-8",
          "User-Agent": "Amazon Simple Notification Service Agent",
        },
        body: Buffer.from(body),
      },
      HTTP_TIMEOUT_MS,
    );
    detail = `${answer.status} POST ${endpoint}`;
    if (answer.status < 200 || answer.status > 299) result = String(answer.status);
  } catch (error) {
    if (!(error instanceof BackendTimeout || error instanceof BackendUnreachable)) throw error;
    result = "Unreachable";
    detail = `POST ${endpoint}: ${error.message}`;
  }
  const durationMs = performance.now() - startedAt;
  context.hop({
    caller: "sns.amazonaws.com",
    service: "sns",
    action: "delivery",
    resource: topicArn,
    result,
    detail,
    durationMs,
  });
  return result === "ok";
}
