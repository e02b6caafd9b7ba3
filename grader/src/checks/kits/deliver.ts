import { createHash, randomUUID } from "node:crypto";
import { InvokeCommand, LambdaClient, ListEventSourceMappingsCommand } from "@aws-sdk/client-lambda";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expectThat } from "../failure.ts";
import type { Lab } from "../lab.ts";

export interface Delivery {
  body: string;
  /** The same id twice is the same message delivered twice. */
  messageId?: string;
  /** FIFO queues: the group, and the number that orders its messages. */
  group?: string;
  sequenceNumber?: string;
  deduplicationId?: string;
  receiveCount?: number;
  attributes?: Record<string, string>;
}

export interface Invocation {
  /** What the function returned, as JSON; undefined when it failed. */
  payload?: any; // oxlint-disable-line no-explicit-any -- whatever the learner's function returns
  /** What it threw, or that it timed out. */
  error?: { errorType: string; errorMessage: string };
}

/**
 * The event that an event source mapping gives to a function, as of "Using Lambda with Amazon SQS" (2026-11-21). Two deliveries of one message, at once or
 * one after the other, happen seldom with a queue, but they happen: a function that is invoked with the same event again sees what it would see then.
 */
export function queueEvent(queueArn: string, deliveries: Delivery[], now = Date.now()) {
  const fifo = queueArn.endsWith(".fifo");
  return {
    Records: deliveries.map((delivery, index) => ({
      messageId: delivery.messageId ?? randomUUID(),
      receiptHandle: randomUUID(),
      body: delivery.body,
      attributes: {
        ApproximateReceiveCount: String(delivery.receiveCount ?? 1),
        SentTimestamp: String(now),
        SenderId: "AIDACKCEVSQ6C2EXAMPLE",
        ApproximateFirstReceiveTimestamp: String(now),
        ...(fifo
          ? {
              SequenceNumber: delivery.sequenceNumber ?? String(18_850_000_000_000_000_000n + BigInt(index)),
              MessageGroupId: delivery.group ?? "group",
              MessageDeduplicationId: delivery.deduplicationId ?? sha256(delivery.body),
            }
          : {}),
      },
      messageAttributes: Object.fromEntries(
        Object.entries(delivery.attributes ?? {}).map(([name, stringValue]) => [
          name,
          { stringValue, stringListValues: [], binaryListValues: [], dataType: "String" },
        ]),
      ),
      md5OfBody: createHash("md5").update(delivery.body).digest("hex"),
      eventSource: "aws:sqs",
      eventSourceARN: queueArn,
      awsRegion: queueArn.split(":")[3]!,
    })),
  };
}

/** Invokes a function and waits for its answer. A function that throws is an answer too: see `error`. */
export async function invoke(lab: Lab, functionName: string, event: unknown): Promise<Invocation> {
  const { FunctionError, Payload } = await lab
    .client(LambdaClient)
    .send(new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event) }));
  const text = Payload?.transformToString() ?? "";
  const payload: unknown = text === "" ? undefined : JSON.parse(text);
  return FunctionError ? { error: payload as { errorType: string; errorMessage: string } } : { payload };
}

/** The function that a queue's event source mapping invokes; fails the check when the queue has none. */
export async function consumerOf(lab: Lab, queueArn: string): Promise<string> {
  const { EventSourceMappings = [] } = await lab
    .client(LambdaClient)
    .send(new ListEventSourceMappingsCommand({ EventSourceArn: queueArn }));
  expectThat(EventSourceMappings.length > 0, {
    expected: "AWS::Lambda::EventSourceMapping",
    found: "-",
    where: queueArn,
  });
  return EventSourceMappings[0]!.FunctionArn!;
}

/** The ARN of a queue, from its URL. */
export async function queueArn(lab: Lab, queueUrl: string): Promise<string> {
  const { Attributes } = await lab
    .client(SQSClient)
    .send(new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["QueueArn"] }));
  return Attributes!["QueueArn"]!;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
