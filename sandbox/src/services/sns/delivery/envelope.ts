import { randomBytes } from "node:crypto";
import type { MessageAttributeValue } from "@aws-sdk/client-sns";
import type { Message } from "../message.ts";
import type { Subscription } from "../subscription.ts";

/** The text that a protocol gets, where the message has a structure. */
export function textFor(message: Message, { protocol }: Subscription): string {
  const own = message.structure?.[protocol];
  return message.structure ? (typeof own === "string" ? own : (message.structure["default"] as string)) : message.body;
}

/** The JSON of https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html (2026-11) and recordings; a FIFO topic does not sign. */
export function notification(message: Message, subscription: Subscription, endpoint: string): Record<string, unknown> {
  const attributes = shownAttributes(message.attributes);
  return {
    Type: "Notification",
    MessageId: message.id,
    ...(message.sequenceNumber === undefined ? {} : { SequenceNumber: message.sequenceNumber }),
    TopicArn: message.topicArn,
    ...(message.subject === undefined ? {} : { Subject: message.subject }),
    Message: textFor(message, subscription),
    Timestamp: message.time,
    ...(message.sequenceNumber === undefined ? signed(message.topicArn) : {}),
    UnsubscribeURL: unsubscribeUrl(subscription, endpoint),
    ...(Object.keys(attributes).length ? { MessageAttributes: attributes } : {}),
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html (2026-11) and recordings. */
export function lambdaEvent(message: Message, subscription: Subscription, endpoint: string): object {
  const { Signature, SignatureVersion, SigningCertURL } = signed(message.topicArn);
  return {
    Records: [
      {
        EventSource: "aws:sns",
        EventVersion: "1.0",
        EventSubscriptionArn: subscription.arn,
        Sns: {
          Type: "Notification",
          MessageId: message.id,
          TopicArn: message.topicArn,
          Subject: message.subject ?? null,
          Message: textFor(message, subscription),
          Timestamp: message.time,
          SignatureVersion,
          Signature,
          SigningCertUrl: SigningCertURL,
          UnsubscribeUrl: unsubscribeUrl(subscription, endpoint),
          MessageAttributes: shownAttributes(message.attributes),
        },
      },
    ],
  };
}

export function confirmation(subscription: Subscription, messageId: string, time: string, endpoint: string): object {
  const { topicArn, token } = subscription;
  return {
    Type: "SubscriptionConfirmation",
    MessageId: messageId,
    Token: token,
    TopicArn: topicArn,
    Message: `You have chosen to subscribe to the topic ${topicArn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`,
    SubscribeURL: `${endpoint}/?Action=ConfirmSubscription&TopicArn=${topicArn}&Token=${token}`,
    Timestamp: time,
    ...signed(topicArn),
  };
}

/** Nobody could verify a real one: the certificate would have to come from AWS. */
function signed(topicArn: string) {
  const region = topicArn.split(":")[3];
  return {
    SignatureVersion: "1",
    Signature: randomBytes(256).toString("base64"),
    SigningCertURL: `https://sns.${region}.amazonaws.com/SimpleNotificationService-sandbox.pem`,
  };
}

function unsubscribeUrl({ arn }: Subscription, endpoint: string): string {
  return `${endpoint}/?Action=Unsubscribe&SubscriptionArn=${arn}`;
}

function shownAttributes(attributes: Record<string, MessageAttributeValue>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { Type: DataType, Value: BinaryValue ? Buffer.from(BinaryValue).toString("base64") : StringValue },
    ]),
  );
}
