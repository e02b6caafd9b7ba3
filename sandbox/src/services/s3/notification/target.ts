import { parseArn } from "../../../core/arn.ts";
import { AwsError } from "../../../core/errors.ts";
import { secret } from "../../../core/ids.ts";
import { servicePrincipal } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import { sendText } from "../../../delivery/send-text.ts";
import type { Bucket } from "../bucket.ts";

/** Where notifications of a configuration go: the member of the request that names it, that of its ARN, and the name errors give it. */
export interface TargetKind {
  list: "TopicConfigurations" | "QueueConfigurations" | "LambdaFunctionConfigurations";
  arn: "TopicArn" | "QueueArn" | "LambdaFunctionArn";
  argument: "Topic" | "Queue" | "CloudFunction";
  service: "sns" | "sqs" | "lambda";
}

export const KINDS: TargetKind[] = [
  { list: "TopicConfigurations", arn: "TopicArn", argument: "Topic", service: "sns" },
  { list: "QueueConfigurations", arn: "QueueArn", argument: "Queue", service: "sqs" },
  { list: "LambdaFunctionConfigurations", arn: "LambdaFunctionArn", argument: "CloudFunction", service: "lambda" },
];

/** A destination that S3 may not use, in the two members of the error that tell of it. */
export interface Refusal {
  name: string;
  value: string;
}

/** Tries a target before it is configured. A queue or topic gets a test event, of a function S3 asks only whether it may invoke it. */
export async function refusalOf(arn: string, bucket: Bucket, context: OperationContext): Promise<Refusal | undefined> {
  if (parseArn(arn)?.service === "lambda") {
    const input = { FunctionName: arn, InvocationType: "DryRun" };
    const place = { account: bucket.account, region: bucket.region };
    const error = await attempt(() => asBucket(bucket, context).call("lambda", "Invoke", input, place));
    return error && { name: `${arn}, null`, value: `Not authorized to invoke function [${arn}]` };
  }
  const error = await attempt(() => send(arn, testEvent(bucket, context), bucket, context));
  if (!error) return undefined;
  // Recorded in test_invalid_sqs_arn and test_invalid_topic_arn; the text of a denial as users report it.
  const kind = parseArn(arn)?.service === "sns" ? "topic" : "queue";
  const value =
    error.code === "QueueDoesNotExist" || error.code === "NotFoundException"
      ? `The destination ${kind} does not exist`
      : `Permissions on the destination ${kind} do not allow S3 to publish notifications from this bucket`;
  return { name: arn, value };
}

/** A delivery that is refused is lost; its hop says why. */
export async function deliver(arn: string, event: string, bucket: Bucket, context: OperationContext): Promise<void> {
  await attempt(() => send(arn, event, bucket, context));
}

/** A topic gets a subject too (recorded in test_object_created_put of the notifications to SNS). */
function send(arn: string, input: string, bucket: Bucket, context: OperationContext): Promise<void> {
  const subject = parseArn(arn)?.service === "sns" ? { subject: "Amazon S3 Notification" } : {};
  return sendText({ to: arn, input, ...subject }, asBucket(bucket, context));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html (2026-11), "test notification" */
function testEvent({ name }: Bucket, { clock, requestId }: OperationContext): string {
  return JSON.stringify({
    Service: "Amazon S3",
    Event: "s3:TestEvent",
    Time: clock.date().toISOString(),
    Bucket: name,
    RequestId: requestId,
    HostId: secret(57),
  });
}

/** S3 calls in the bucket's name. */
function asBucket(bucket: Bucket, context: OperationContext): OperationContext {
  return context.as(servicePrincipal("s3.amazonaws.com", bucket.account, `arn:aws:s3:::${bucket.name}`));
}

async function attempt(run: () => Promise<unknown>): Promise<AwsError | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return error;
  }
}
