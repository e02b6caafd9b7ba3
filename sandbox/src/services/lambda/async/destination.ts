import { randomUUID } from "node:crypto";
import type { HeadBucketCommandInput, PutObjectCommandInput } from "@aws-sdk/client-s3";
import type { MessageAttributeValue } from "@aws-sdk/client-sqs";
import { parseArn } from "../../../core/arn.ts";
import { AwsError, NotEmulated } from "../../../core/errors.ts";
import type { OperationContext } from "../../../core/service.ts";
import { sendText, type BusEntry } from "../../../delivery/send-text.ts";
import type { FunctionVersion, LambdaFunction } from "../function.ts";
import { meterOf } from "../meter.ts";
import { invocationTrace } from "../trace.ts";
import { sessionOf } from "../role.ts";

export interface Delivery {
  /** The metric that counts what is not delivered. */
  failures: "DeadLetterErrors" | "DestinationDeliveryFailures";
  /** ARN of a function, a bucket, a queue, a topic or an event bus. */
  destination: string;
  /** JSON. */
  record: string;
  /** The key of an object, before the time and a random end; for S3 only. */
  keyPrefix: string;
  /** Of a message; for SQS and SNS only. */
  attributes?: Record<string, MessageAttributeValue>;
}

/** Hands a record to a destination with the permissions of the function's role. A denial is seen as a hop and in the metric `failures`. */
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
    meterOf(owner, owner.arn, context).emit(delivery.failures, 1, "Count");
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
  const { service, resource } = parseArn(destination)!;
  if (service === "s3") {
    // A bucket takes s3:ListBucket besides s3:PutObject: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html (2026-11-21)
    await context.call<HeadBucketCommandInput, unknown>("s3", "HeadBucket", { Bucket: resource });
    await context.call<PutObjectCommandInput, unknown>(
      "s3",
      "PutObject",
      {
        Bucket: resource,
        Key: `${keyPrefix}/${objectName(context.clock.date())}`,
        Body: Buffer.from(record),
      },
      { traceHeader },
    );
    return;
  }
  const event = service === "events" ? { event: busEntry(destination, record) } : {};
  await sendText({ to: destination, input: record, attributes, traceHeader, ...event }, context);
}

/** The record is the detail of an event: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html (2026-11) */
function busEntry(bus: string, record: string): BusEntry {
  const { requestContext } = JSON.parse(record) as { requestContext: { condition: string; functionArn: string } };
  const result = requestContext.condition === "Success" ? "Success" : "Failure";
  return {
    source: "lambda",
    detailType: `Lambda Function Invocation Result - ${result}`,
    resources: [bus, requestContext.functionArn],
  };
}

/** YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<UUID> */
function objectName(date: Date): string {
  const time = date.toISOString();
  return `${time.slice(0, 10).replaceAll("-", "/")}/${time.slice(0, 19).replaceAll(":", ".")}-${randomUUID()}`;
}
