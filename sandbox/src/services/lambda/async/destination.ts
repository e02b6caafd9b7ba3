import { randomUUID } from "node:crypto";
import type { InvokeCommandInput } from "@aws-sdk/client-lambda";
import type { PutObjectCommandInput } from "@aws-sdk/client-s3";
import { parseArn } from "../../../core/arn.ts";
import { AwsError, NotEmulated } from "../../../core/errors.ts";
import type { OperationContext } from "../../../core/service.ts";
import type { FunctionVersion, LambdaFunction } from "../function.ts";
import { invocationTrace } from "../trace.ts";
import { sessionOf } from "../role.ts";

export interface Delivery {
  /** arn:aws:lambda:... of a function, arn:aws:s3:::bucket. */
  destination: string;
  /** JSON. */
  record: string;
  /** The key of an object, before the time and a random end; for S3 only. */
  keyPrefix: string;
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
  { destination, record, keyPrefix }: Delivery,
  traceHeader: string,
  context: OperationContext,
): Promise<void> {
  const { service, resource } = parseArn(destination)!;
  const Body = Buffer.from(record);
  if (service === "lambda")
    await context.call<InvokeCommandInput, unknown>(
      "lambda",
      "Invoke",
      { FunctionName: destination, InvocationType: "Event", Payload: Body },
      { traceHeader },
    );
  else if (service === "s3")
    await context.call<PutObjectCommandInput, unknown>(
      "s3",
      "PutObject",
      { Bucket: resource, Key: `${keyPrefix}/${objectName(context.clock.date())}`, Body },
      { traceHeader },
    );
  else throw new NotEmulated(`lambda destinations of the service ${service}`);
}

/** YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<UUID> */
function objectName(date: Date): string {
  const time = date.toISOString();
  return `${time.slice(0, 10).replaceAll("-", "/")}/${time.slice(0, 19).replaceAll(":", ".")}-${randomUUID()}`;
}
