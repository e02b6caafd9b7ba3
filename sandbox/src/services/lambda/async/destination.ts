import { randomUUID } from "node:crypto";
import type { PutEventsCommandInput, PutEventsCommandOutput } from "@aws-sdk/client-eventbridge";
import type { InvokeCommandInput } from "@aws-sdk/client-lambda";
import type { HeadBucketCommandInput, PutObjectCommandInput } from "@aws-sdk/client-s3";
import type { PublishCommandInput } from "@aws-sdk/client-sns";
import type { MessageAttributeValue, SendMessageCommandInput } from "@aws-sdk/client-sqs";
import { parseArn } from "../../../core/arn.ts";
import { AwsError, NotEmulated } from "../../../core/errors.ts";
import type { OperationContext } from "../../../core/service.ts";
import type { FunctionVersion, LambdaFunction } from "../function.ts";
import { invocationTrace } from "../trace.ts";
import { sessionOf } from "../role.ts";

export interface Delivery {
  /** ARN of a function, a bucket, a queue, a topic or an event bus. */
  destination: string;
  /** JSON. */
  record: string;
  /** The key of an object, before the time and a random end; for S3 only. */
  keyPrefix: string;
  /** Of a message; for SQS and SNS only. */
  attributes?: Record<string, MessageAttributeValue>;
}

/** Hands a record to a destination with the permissions of the function's role. A denial is seen as a hop only, as on AWS as a metric. */
export async function deliverRecord(
  delivery: Delivery,
  owner: LambdaFunction,
  version: FunctionVersion,
  context: OperationContext,
): Promise<void> {
  try {
    const session = await sessionOf(owner, version.settings.role, context);
    const traceHeader = invocationTrace(
      context.openSegment(context.requestId),
      owner,
      version.settings,
      context.traceHeader,
    );
    await send(delivery, traceHeader, context.as(session.principal));
  } catch (error) {
    if (!(error instanceof AwsError) || error instanceof NotEmulated) throw error;
    context.hop({
      caller: owner.arn,
      service: "lambda",
      action: "destination",
      resource: delivery.destination,
      result: error.code,
      detail: `the record was not delivered: ${error.message}`,
      durationMs: 0,
    });
  }
}

async function send(
  { destination, record, keyPrefix, attributes }: Delivery,
  traceHeader: string,
  context: OperationContext,
): Promise<void> {
  const { service, account, resource } = parseArn(destination)!;
  const Body = Buffer.from(record);
  if (service === "lambda")
    await context.call<InvokeCommandInput, unknown>(
      "lambda",
      "Invoke",
      { FunctionName: destination, InvocationType: "Event", Payload: Body },
      { traceHeader },
    );
  else if (service === "s3") {
    // A bucket takes s3:ListBucket besides s3:PutObject: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html (2026-11-21)
    await context.call<HeadBucketCommandInput, unknown>("s3", "HeadBucket", { Bucket: resource });
    await context.call<PutObjectCommandInput, unknown>(
      "s3",
      "PutObject",
      { Bucket: resource, Key: `${keyPrefix}/${objectName(context.clock.date())}`, Body },
      { traceHeader },
    );
  } else if (service === "sqs")
    await context.call<SendMessageCommandInput, unknown>(
      "sqs",
      "SendMessage",
      {
        QueueUrl: `${context.endpoint}/${account}/${resource}`,
        MessageBody: record,
        ...(attributes ? { MessageAttributes: attributes } : {}),
      },
      { traceHeader },
    );
  else if (service === "sns")
    await context.call<PublishCommandInput, unknown>(
      "sns",
      "Publish",
      { TopicArn: destination, Message: record, ...(attributes ? { MessageAttributes: attributes } : {}) },
      { traceHeader },
    );
  else if (service === "events") await putEvent(destination, record, traceHeader, context);
  else throw new NotEmulated(`lambda destinations of the service ${service}`);
}

/** The record is the detail of an event: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html (2026-11) */
async function putEvent(bus: string, record: string, traceHeader: string, context: OperationContext): Promise<void> {
  const { account, region } = parseArn(bus)!;
  const { requestContext } = JSON.parse(record) as { requestContext: { condition: string; functionArn: string } };
  const { Entries } = await context.call<PutEventsCommandInput, PutEventsCommandOutput>(
    "eventbridge",
    "PutEvents",
    {
      Entries: [
        {
          EventBusName: bus,
          Source: "lambda",
          DetailType: `Lambda Function Invocation Result - ${requestContext.condition === "Success" ? "Success" : "Failure"}`,
          Detail: record,
          Resources: [bus, requestContext.functionArn],
        },
      ],
    },
    { traceHeader, account, region },
  );
  const refused = Entries?.[0];
  if (refused?.ErrorCode) throw new AwsError(refused.ErrorCode, refused.ErrorMessage ?? "");
}

/** YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<UUID> */
function objectName(date: Date): string {
  const time = date.toISOString();
  return `${time.slice(0, 10).replaceAll("-", "/")}/${time.slice(0, 19).replaceAll(":", ".")}-${randomUUID()}`;
}
