import { createHash, randomUUID } from "node:crypto";
import type {
  DescribeStreamCommandOutput,
  GetRecordsCommandOutput,
  GetShardIteratorCommandInput,
  GetShardIteratorCommandOutput,
} from "@aws-sdk/client-dynamodb-streams";
import { parseArn } from "../../../core/arn.ts";
import { AwsError } from "../../../core/errors.ts";
import { servicePrincipal } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import { signals } from "../../../core/signals.ts";
import { deliverRecord } from "../async/destination.ts";
import { invokeVersion } from "../invocation.ts";
import { MAX_BATCH_BYTES, STREAM_RETENTION_MS, STREAM_RETRY_MS } from "../limits.ts";
import { sessionOf } from "../role.ts";
import type { Invocation } from "../runtime/pool.ts";
import { failedFrom } from "./batch-result.ts";
import { isWanted } from "./filters.ts";
import type { EventSourceMapping, Poller } from "./mapping.ts";
import { streamRecord, type StreamRecord } from "./stream-record.ts";
import { targetOf, type Target } from "./target.ts";

/** A batch on its way: records in order, and how often they were tried. */
interface Work {
  records: StreamRecord[];
  attempts: number;
}

/** Batches that go one after the other. Changes of one item always take the same lane. */
interface Lane {
  work: Work[];
  /** A batch is being run, or waits for its next attempt. */
  isBusy: boolean;
}

/**
 * Reads a DynamoDB stream with the function's role and hands batches to the function. It does not poll: the stream tells when there is
 * something new, and all waiting (batch window, backoff) is a timer of the sandbox's clock, so that nothing runs while nothing happens.
 */
export class StreamPoller implements Poller {
  #mapping: EventSourceMapping;
  #context: OperationContext;
  #iterator: string | undefined;
  #shard = "";
  /** The last record read; where to go on when the iterator has expired. */
  #last: string | undefined;
  #buffer: StreamRecord[] = [];
  #lanes: Lane[] = [];
  #isPolling = false;
  #isStale = false;
  #isStopped = false;
  #isFlushed = false;
  #isWindowOpen = false;
  #unlisten: () => void = () => {};

  constructor(mapping: EventSourceMapping, context: OperationContext) {
    this.#mapping = mapping;
    this.#context = context.as(servicePrincipal("lambda.amazonaws.com", context.account, mapping.arn));
  }

  /** From the starting position of the mapping on, or from where it was paused. */
  start(): void {
    this.#isStopped = false;
    const { sourceArn } = this.#mapping;
    this.#unlisten = this.#context.state(signals).listen(sourceArn, () => this.#wake());
    this.#wake();
  }

  /** No further batches; the one that runs ends. */
  pause(): void {
    this.#isStopped = true;
    this.#unlisten();
  }

  #wake(): void {
    if (this.#isStopped) return;
    this.#isStale = true;
    if (!this.#isPolling) this.#context.background(this.#poll());
  }

  async #poll(): Promise<void> {
    this.#isPolling = true;
    try {
      while (this.#isStale && !this.#isStopped) {
        this.#isStale = false;
        await this.#read();
        this.#dispatch();
      }
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      // The role lost a permission, or the stream is gone: tried again when something is written, or after a minute.
      this.#mapping.lastResult = `PROBLEM: ${error.message}`;
      if (error.code !== "ResourceNotFoundException")
        this.#context.clock.after(STREAM_RETRY_MS.longest, () => this.#wake());
    } finally {
      this.#isPolling = false;
    }
  }

  /** Takes what the stream has into the buffer, as far as there is room. */
  async #read(): Promise<void> {
    const { settings, sourceArn } = this.#mapping;
    const target = targetOf(this.#mapping, this.#context);
    if (!target) return;
    const { principal } = await sessionOf(target.owner, target.version.settings.role, this.#context);
    const asRole = this.#context.as(principal);
    this.#shard ||= await this.#shardOf(asRole);
    const room = settings.batchSize * settings.parallelizationFactor;
    this.#iterator ??= await this.#first(asRole);
    while (this.#buffer.length < room) {
      const { Records = [], NextShardIterator } = await this.#getRecords(asRole);
      this.#iterator = NextShardIterator;
      this.#last = Records.at(-1)?.dynamodb?.SequenceNumber ?? this.#last;
      const read = Records.map((record) => streamRecord(record, sourceArn));
      this.#buffer.push(...read.filter((record) => isWanted(record.event, settings.filters)));
      if (!Records.length || !NextShardIterator) return;
    }
    // More may be left: come back when the lanes are empty.
    this.#isStale = this.#lanes.every(({ isBusy }) => !isBusy);
  }

  async #shardOf(asRole: OperationContext): Promise<string> {
    const { StreamDescription } = await asRole.call<object, DescribeStreamCommandOutput>(
      "dynamodb-streams",
      "DescribeStream",
      { StreamArn: this.#mapping.sourceArn },
    );
    return StreamDescription!.Shards![0]!.ShardId!;
  }

  /** LATEST is found by reading to the end, so that the place is known also when the iterator has expired. */
  async #first(asRole: OperationContext): Promise<string | undefined> {
    const horizon = await this.#iteratorAt(asRole, this.#last);
    if (this.#mapping.startingPosition !== "LATEST" || this.#last !== undefined) return horizon;
    let iterator = horizon;
    for (;;) {
      const { Records = [], NextShardIterator } = await asRole.call<object, GetRecordsCommandOutput>(
        "dynamodb-streams",
        "GetRecords",
        { ShardIterator: iterator },
      );
      this.#last = Records.at(-1)?.dynamodb?.SequenceNumber ?? this.#last;
      if (!Records.length || !NextShardIterator) return NextShardIterator;
      iterator = NextShardIterator;
    }
  }

  async #iteratorAt(asRole: OperationContext, after: string | undefined): Promise<string> {
    const get = async (position: Partial<GetShardIteratorCommandInput>) => {
      const { ShardIterator } = await asRole.call<object, GetShardIteratorCommandOutput>(
        "dynamodb-streams",
        "GetShardIterator",
        { StreamArn: this.#mapping.sourceArn, ShardId: this.#shard, ...position },
      );
      return ShardIterator!;
    };
    if (after === undefined) return get({ ShardIteratorType: "TRIM_HORIZON" });
    try {
      return await get({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: after });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "TrimmedDataAccessException")) throw error;
      return get({ ShardIteratorType: "TRIM_HORIZON" });
    }
  }

  async #getRecords(asRole: OperationContext): Promise<GetRecordsCommandOutput> {
    const get = (ShardIterator: string | undefined) =>
      asRole.call<object, GetRecordsCommandOutput>("dynamodb-streams", "GetRecords", { ShardIterator });
    // The stream is closed and read to its end.
    if (this.#iterator === undefined) return { $metadata: {}, Records: [] };
    try {
      return await get(this.#iterator);
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "ExpiredIteratorException")) throw error;
      return get(await this.#iteratorAt(asRole, this.#last));
    }
  }

  /** Makes batches of the buffer when it is full or its window is over. */
  #dispatch(): void {
    const { batchSize, windowSeconds, parallelizationFactor } = this.#mapping.settings;
    if (this.#lanes.some(({ isBusy }) => isBusy)) return;
    if (this.#lanes.some(({ work }) => work.length)) return this.#lanes.forEach((lane) => this.#run(lane));
    if (!this.#buffer.length) return;
    if (windowSeconds && this.#buffer.length < batchSize && !this.#isFlushed) {
      if (this.#isWindowOpen) return;
      this.#isWindowOpen = true;
      this.#context.clock.after(windowSeconds * 1000, () => {
        this.#isWindowOpen = false;
        this.#isFlushed = true;
        this.#wake();
      });
      return;
    }
    this.#isFlushed = false;
    const taken = this.#buffer.splice(0, batchSize * parallelizationFactor);
    this.#lanes = Array.from({ length: parallelizationFactor }, () => ({ work: [], isBusy: false }));
    for (const record of taken) addTo(this.#lanes[laneOf(record, parallelizationFactor)]!, record, batchSize);
    this.#lanes.forEach((lane) => this.#run(lane));
  }

  #run(lane: Lane): void {
    if (!lane.work.length) return;
    lane.isBusy = true;
    this.#context.background(this.#drain(lane));
  }

  /** Batch after batch; a failure that is to be tried again ends it until its time has come. */
  async #drain(lane: Lane): Promise<void> {
    while (lane.work.length && !this.#isStopped) {
      const target = targetOf(this.#mapping, this.#context);
      if (!target) {
        // The function was deleted: its records wait until they expire.
        lane.isBusy = false;
        return;
      }
      const work = lane.work.shift()!;
      const retry = await this.#attempt(work, target);
      if (!retry) continue;
      lane.work.unshift(...retry.work);
      this.#context.clock.after(retry.delay, () => this.#run(lane));
      return;
    }
    lane.isBusy = false;
    this.#wake();
  }

  /** Undefined: done with these records, one way or the other. */
  async #attempt(work: Work, target: Target): Promise<{ work: Work[]; delay: number } | undefined> {
    const { settings } = this.#mapping;
    const fresh = await this.#dropOld(work, target);
    if (!fresh.length) return undefined;
    let invocation: Invocation;
    const requestId = randomUUID();
    try {
      const event = JSON.stringify({ Records: fresh.map((record) => record.event) });
      const { owner, version } = target;
      invocation = await invokeVersion(
        owner,
        version,
        { requestId, event, arn: settings.reference.arn },
        this.#context,
      );
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      // Throttled, or the role cannot be assumed: no attempt of the function's.
      this.#mapping.lastResult = `PROBLEM: ${error.message}`;
      return { work: [{ records: fresh, attempts: work.attempts }], delay: STREAM_RETRY_MS.longest };
    }
    const numbers = fresh.map(({ sequenceNumber }) => sequenceNumber);
    const from = failedFrom(invocation, numbers, settings.reportsItemFailures);
    this.#mapping.lastResult = from === undefined ? "OK" : "PROBLEM: Function call failed";
    if (from === undefined) return undefined;

    const left = fresh.slice(from);
    // Splitting costs no attempt: services-ddb-batchfailurereporting, "Bisect batch on function error" (2026-11).
    if (settings.bisects && left.length > 1) {
      const half = Math.ceil(left.length / 2);
      const halves = from > 0 ? [left] : [left.slice(0, half), left.slice(half)];
      return { work: halves.map((records) => ({ records, attempts: work.attempts })), delay: STREAM_RETRY_MS.first };
    }
    const attempts = work.attempts + 1;
    const { maximumRetryAttempts: limit } = settings;
    if (limit >= 0 && attempts > limit) {
      await this.#report(left, { condition: "RetryAttemptsExhausted", attempts, requestId, invocation }, target);
      return undefined;
    }
    const delay = Math.min(STREAM_RETRY_MS.first * 2 ** Math.min(attempts - 1, 20), STREAM_RETRY_MS.longest);
    return { work: [{ records: left, attempts }], delay };
  }

  /** Records beyond their maximum age are given up, like those that the stream itself has forgotten. */
  async #dropOld({ records, attempts }: Work, target: Target): Promise<StreamRecord[]> {
    const { maximumRecordAgeSeconds: seconds } = this.#mapping.settings;
    const oldest = this.#context.clock.now() - Math.min(seconds < 0 ? Infinity : seconds * 1000, STREAM_RETENTION_MS);
    const expired = records.filter(({ arrivedAt }) => arrivedAt < oldest - 1000);
    if (expired.length)
      await this.#report(
        expired,
        { condition: "RecordAgeExceeded", attempts, requestId: randomUUID(), invocation: undefined },
        target,
      );
    return records.filter((record) => !expired.includes(record));
  }

  /** The invocation record of https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html (2026-11); with the records themselves only in S3. */
  async #report(
    records: StreamRecord[],
    failure: { condition: string; attempts: number; requestId: string; invocation: Invocation | undefined },
    { owner, version }: Target,
  ): Promise<void> {
    const { settings, sourceArn, id } = this.#mapping;
    const { condition, attempts, requestId, invocation } = failure;
    if (settings.onFailure === undefined) return;
    const time = (record: StreamRecord) => new Date(record.arrivedAt).toISOString().replace(".000Z", "Z");
    const [first, last] = [records[0]!, records.at(-1)!];
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
        executedVersion: version.version,
        functionError: invocation && invocation.result.status !== "success" ? "Unhandled" : null,
      },
      version: "1.0",
      timestamp: this.#context.clock.date().toISOString(),
      DDBStreamBatchInfo: {
        shardId: this.#shard,
        startSequenceNumber: first.sequenceNumber,
        endSequenceNumber: last.sequenceNumber,
        approximateArrivalOfFirstRecord: time(first),
        approximateArrivalOfLastRecord: time(last),
        batchSize: records.length,
        streamArn: sourceArn,
      },
      ...(isBucket ? { payload: JSON.stringify({ Records: records.map(({ event }) => event) }) } : {}),
    };
    const delivery = {
      destination: settings.onFailure,
      record: JSON.stringify(record),
      keyPrefix: `aws/lambda/${id}/${this.#shard}`,
    };
    await deliverRecord(delivery, owner, version, this.#context);
  }
}

function laneOf({ key }: StreamRecord, lanes: number): number {
  return createHash("md5").update(key).digest().readUInt32BE(0) % lanes;
}

/** Into the last batch of a lane, or a new one when that is full. */
function addTo(lane: Lane, record: StreamRecord, batchSize: number): void {
  const last = lane.work.at(-1);
  const bytes = last ? last.records.reduce((sum, one) => sum + one.bytes, record.bytes) : 0;
  if (last && last.records.length < batchSize && bytes < MAX_BATCH_BYTES) last.records.push(record);
  else lane.work.push({ records: [record], attempts: 0 });
}
