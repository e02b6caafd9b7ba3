import { AwsError } from "../../../core/errors.ts";
import { servicePrincipal } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import type { Bucket } from "../bucket.ts";
import { covers } from "./event-types.ts";
import { matchesKey } from "./key-filter.ts";
import { eventRecord, type ObjectEvent } from "./record.ts";

/** Tells the functions that want to know of it. The request does not wait for them. */
export function notify(bucket: Bucket, event: ObjectEvent, context: OperationContext): void {
  for (const { Id, LambdaFunctionArn, Events, Filter } of bucket.notifications) {
    if (!Events!.some((type) => covers(type, `s3:${event.name}`)) || !matchesKey(Filter, event.version.key)) continue;
    const Records = [eventRecord(bucket, event, Id!, context)];
    context.background(invoke(LambdaFunctionArn!, "Event", JSON.stringify({ Records }), bucket, context));
  }
}

/** Whether S3 may invoke a function for this bucket; asked of Lambda without running it. */
export async function mayInvoke(arn: string, bucket: Bucket, context: OperationContext): Promise<boolean> {
  return invoke(arn, "DryRun", undefined, bucket, context);
}

/** False where Lambda refuses. A delivery that is refused is lost; its hop says why. */
async function invoke(
  FunctionName: string,
  InvocationType: "Event" | "DryRun",
  payload: string | undefined,
  bucket: Bucket,
  context: OperationContext,
): Promise<boolean> {
  const s3 = servicePrincipal("s3.amazonaws.com", bucket.account, `arn:aws:s3:::${bucket.name}`);
  const Payload = payload === undefined ? {} : { Payload: Buffer.from(payload) };
  try {
    await context.call(
      "lambda",
      "Invoke",
      { FunctionName, InvocationType, ...Payload },
      { as: s3, account: bucket.account, region: bucket.region },
    );
    return true;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return false;
  }
}
