import { AwsError, NotEmulated } from "../../core/errors.ts";
import { isObject } from "../../core/json.ts";
import type { OperationContext } from "../../core/service.ts";
import { sendText } from "../../delivery/send-text.ts";
import type { Consumer, GivenUp, Outcome, SourceRecord, StreamRecordPlace } from "../../event-sources/consumer.ts";
import { failuresIn } from "../../event-sources/item-failures.ts";
import { streamBatchInfo } from "../../event-sources/stream-batch-info.ts";
import { deliver } from "./deliver.ts";
import { enrich } from "./enrich.ts";
import type { Pipe } from "./pipe.ts";
import { asRole, asService } from "./role.ts";
import { sourceSettings } from "./settings.ts";
import type { Variables } from "./template.ts";

/** A pipe as the reader of its source. */
export function consumerOf(pipe: Pipe, creator: OperationContext): Consumer {
  const context = asService(pipe, creator);
  return {
    sourceArn: pipe.source,
    startingPosition: pipe.settings.SourceParameters?.DynamoDBStreamParameters?.StartingPosition,
    context,
    get settings() {
      return sourceSettings(pipe);
    },
    isThere: () => true,
    asReader: () => asRole(pipe, context),
    take: (records, traceHeader) => take(pipe, records, { ...context, traceHeader }),
    giveUp: (records, reason) => report(pipe, records, reason, context),
    failed: (message) => observe(pipe, pipe.source, "source", "ReadFailed", message, context),
  };
}

/** One batch through the pipe: enrichment, then target. A hop says what went wrong. */
async function take(pipe: Pipe, records: readonly SourceRecord[], context: OperationContext): Promise<Outcome> {
  const all: Outcome = { kind: "taken", failed: new Set(records.keys()) };
  const ingestedAt = context.clock.date().toISOString();
  let events: Variables[] = records.map(({ event }) => ({ event, pipe, ingestedAt }));
  let isList = true;
  let step = pipe.settings.Enrichment;
  try {
    const sender = await asRole(pipe, context);
    if (step) {
      const answer = await enrich(pipe, events, sender);
      const failed = itemFailures(answer, records);
      if (failed) return { kind: "taken", failed };
      isList = Array.isArray(answer);
      const answers: unknown[] = Array.isArray(answer) ? answer : isNothing(answer) ? [] : [answer];
      // Nothing is left for the target: the events are done.
      if (!answers.length) return { kind: "taken", failed: new Set() };
      events = answers.map((event) => ({ event, pipe, ingestedAt }));
    }
    step = pipe.settings.Target;
    const { answer, failed, error } = await deliver(pipe, events, isList, sender);
    if (error) observe(pipe, step!, "target", error.code, error.message, context);
    // Which record an event came of is known only where the enrichment left their number alone.
    if (failed.size && events.length !== records.length) return all;
    return { kind: "taken", failed: itemFailures(answer, records) ?? failed };
  } catch (error) {
    if (!(error instanceof AwsError) || error instanceof NotEmulated) throw error;
    observe(pipe, step!, step === pipe.settings.Target ? "target" : "enrichment", error.code, error.message, context);
    return all;
  }
}

function isNothing(answer: unknown): boolean {
  return answer === null || answer === "" || (isObject(answer) && !Object.keys(answer).length);
}

/** The records that an answer with batchItemFailures names, by the id of a message, or the sequence number or event id of a change. */
function itemFailures(answer: unknown, records: readonly SourceRecord[]): Set<number> | undefined {
  if (!isObject(answer) || answer["batchItemFailures"] === undefined) return undefined;
  const byIdentifier = failuresIn(
    answer,
    records.map(({ identifier }) => identifier),
  );
  const eventIds = records.map(({ event }) => (event as { eventID?: string }).eventID ?? "");
  const byEventId = failuresIn(answer, eventIds);
  return byEventId.size < byIdentifier.size ? byEventId : byIdentifier;
}

/** What a dead-letter queue or topic is told of records of a stream: .../eventbridge/latest/userguide/eb-pipes-dynamodb.html (2026-11-21) and users' reports. */
async function report(
  pipe: Pipe,
  records: readonly StreamRecordPlace[],
  reason: GivenUp,
  context: OperationContext,
): Promise<void> {
  const { condition, attempts } = reason;
  const to = pipe.settings.SourceParameters?.DynamoDBStreamParameters?.DeadLetterConfig?.Arn;
  if (to === undefined) return;
  const input = JSON.stringify({
    context: { partnerResourceArn: pipe.arn, condition, approximateInvokeCount: attempts },
    version: "1.0",
    timestamp: context.clock.date().toISOString(),
    DDBStreamBatchInfo: streamBatchInfo(records, reason),
  });
  try {
    await sendText({ to, input }, await asRole(pipe, context));
  } catch (error) {
    if (!(error instanceof AwsError) || error instanceof NotEmulated) throw error;
    observe(pipe, to, "dead-letter", error.code, error.message, context);
  }
}

function observe(
  { arn }: Pipe,
  resource: string,
  action: string,
  result: string,
  detail: string,
  context: OperationContext,
): void {
  context.hop({ caller: arn, service: "pipes", action, resource, result, detail, durationMs: 0 });
}
