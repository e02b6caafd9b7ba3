import { randomUUID } from "node:crypto";
import { parseArn } from "../../../core/arn.ts";
import { AwsError } from "../../../core/errors.ts";
import { servicePrincipal } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import type { Consumer, GivenUp, Outcome, SourceRecord, StreamRecordPlace } from "../../../event-sources/consumer.ts";
import { failuresIn } from "../../../event-sources/item-failures.ts";
import { streamBatchInfo } from "../../../event-sources/stream-batch-info.ts";
import { deliverRecord, type Delivery } from "../async/destination.ts";
import { invokeVersion } from "../invocation.ts";
import { sessionOf } from "../role.ts";
import type { Invocation } from "../runtime/pool.ts";
import type { EventSourceMapping } from "./mapping.ts";
import { targetOf } from "./target.ts";

/** A mapping as the reader of its source: it reads with the role of the function, and hands each batch to the function. */
export function consumerOf(mapping: EventSourceMapping, creator: OperationContext): Consumer {
  const context = creator.as(servicePrincipal("lambda.amazonaws.com", creator.account, mapping.arn));
  return {
    sourceArn: mapping.sourceArn,
    startingPosition: mapping.startingPosition,
    context,
    get settings() {
      return mapping.settings;
    },
    isThere: () => targetOf(mapping, context) !== undefined,
    asReader: async () => {
      const target = targetOf(mapping, context);
      // Deleted while it had a batch.
      if (!target) throw new AwsError("ResourceNotFoundException", mapping.lastResult, { status: 404 });
      const { owner, version } = target;
      return context.as((await sessionOf(owner, version.settings.role, context)).principal);
    },
    take: (records, traceHeader) => invoke(mapping, records, { ...context, traceHeader }),
    giveUp: (records, reason) => report(mapping, records, reason, context),
    failed: (message) => {
      mapping.lastResult = `PROBLEM: ${message}`;
    },
  };
}

/** What a report says of the last attempt. */
interface Attempt {
  requestId: string;
  invocation: Invocation;
}

/** `context` has the trace of the records: Lambda finds loops by it. */
async function invoke(
  mapping: EventSourceMapping,
  records: readonly SourceRecord[],
  context: OperationContext,
): Promise<Outcome> {
  const { settings } = mapping;
  const target = targetOf(mapping, context);
  if (!target) return { kind: "refused", isThrottle: false };
  const requestId = randomUUID();
  const event = JSON.stringify({ Records: records.map((record) => record.event) });
  let invocation: Invocation;
  try {
    const request = { requestId, event, arn: settings.reference.arn };
    invocation = await invokeVersion(target.owner, target.version, request, context);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    // Throttled, or the role cannot be assumed.
    mapping.lastResult = `PROBLEM: ${error.message}`;
    return { kind: "refused", isThrottle: error.code === "TooManyRequestsException" };
  }
  const failed = failedRecords(invocation, records, settings.reportsItemFailures);
  mapping.lastResult = failed.size ? "PROBLEM: Function call failed" : "OK";
  const evidence: Attempt = { requestId, invocation };
  return { kind: "taken", failed, evidence };
}

function failedRecords(
  { result }: Invocation,
  records: readonly SourceRecord[],
  reportsItemFailures: boolean,
): Set<number> {
  if (result.status !== "success") return new Set(records.keys());
  if (!reportsItemFailures) return new Set();
  return failuresIn(
    JSON.parse(result.payload || "null"),
    records.map(({ identifier }) => identifier),
  );
}

/** The invocation record of https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html (2026-11); with the records themselves only in S3. */
async function report(
  mapping: EventSourceMapping,
  records: readonly StreamRecordPlace[],
  reason: GivenUp,
  context: OperationContext,
): Promise<void> {
  const { condition, attempts, evidence, shardId } = reason;
  const { settings, id } = mapping;
  const target = targetOf(mapping, context);
  if (settings.onFailure === undefined || !target) return;
  const { requestId, invocation } = (evidence ?? { requestId: randomUUID() }) as Partial<Attempt>;
  const isBucket = parseArn(settings.onFailure)?.service === "s3";
  const record = {
    requestContext: {
      requestId,
      functionArn: settings.reference.arn,
      condition,
      approximateInvokeCount: attempts,
    },
    responseContext: {
      statusCode: 200,
      executedVersion: target.version.version,
      functionError: invocation && invocation.result.status !== "success" ? "Unhandled" : null,
    },
    version: "1.0",
    timestamp: context.clock.date().toISOString(),
    DDBStreamBatchInfo: streamBatchInfo(records, reason),
    ...(isBucket ? { payload: JSON.stringify({ Records: records.map(({ event }) => event) }) } : {}),
  };
  const delivery: Delivery = {
    failures: "DestinationDeliveryFailures",
    destination: settings.onFailure,
    record: JSON.stringify(record),
    keyPrefix: `aws/lambda/${id}/${shardId}`,
  };
  await deliverRecord(delivery, target.owner, target.version, context);
}
