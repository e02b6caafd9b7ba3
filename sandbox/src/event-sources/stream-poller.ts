import { createHash } from "node:crypto";
import type {
  DescribeStreamCommandOutput,
  GetRecordsCommandOutput,
  GetShardIteratorCommandInput,
  GetShardIteratorCommandOutput,
} from "@aws-sdk/client-dynamodb-streams";
import { AwsError } from "../core/errors.ts";
import type { OperationContext } from "../core/service.ts";
import { isWanted } from "./filters.ts";
import { MAX_BATCH_BYTES, STREAM_RETENTION_MS, STREAM_RETRY_MS } from "./limits.ts";
import { Poller } from "./poller.ts";
import { streamRecord, type StreamRecord } from "./stream-record.ts";

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

/** Reads a DynamoDB stream and hands batches on, each again and again until it is taken or given up. */
export class StreamPoller extends Poller {
  protected readonly gone = "ResourceNotFoundException";
  #iterator: string | undefined;
  #shard = "";
  /** The last record read; where to go on when the iterator has expired. */
  #last: string | undefined;
  #buffer: StreamRecord[] = [];
  #lanes: Lane[] = [];
  #isFlushed = false;
  #isWindowOpen = false;

  protected async read(): Promise<void> {
    await this.#fill();
    this.#dispatch();
  }

  /** Takes what the stream has into the buffer, as far as there is room. */
  async #fill(): Promise<void> {
    const { settings, sourceArn } = this.consumer;
    const asReader = await this.consumer.asReader();
    this.#shard ||= await this.#shardOf(asReader);
    const room = settings.batchSize * settings.parallelizationFactor;
    this.#iterator ??= await this.#first(asReader);
    while (this.#buffer.length < room) {
      const { Records = [], NextShardIterator } = await this.#getRecords(asReader);
      this.#iterator = NextShardIterator;
      this.#last = Records.at(-1)?.dynamodb?.SequenceNumber ?? this.#last;
      const read = Records.map((record) => streamRecord(record, sourceArn));
      this.#buffer.push(...read.filter((record) => isWanted(record.event, settings.filters)));
      if (!Records.length || !NextShardIterator) return;
    }
    // More may be left: come back when the lanes are empty.
    this.isStale = this.#lanes.every(({ isBusy }) => !isBusy);
  }

  async #shardOf(asReader: OperationContext): Promise<string> {
    const { StreamDescription } = await asReader.call<object, DescribeStreamCommandOutput>(
      "dynamodb-streams",
      "DescribeStream",
      { StreamArn: this.consumer.sourceArn },
    );
    return StreamDescription!.Shards![0]!.ShardId!;
  }

  /** LATEST is found by reading to the end, so that the place is known also when the iterator has expired. */
  async #first(asReader: OperationContext): Promise<string | undefined> {
    const horizon = await this.#iteratorAt(asReader, this.#last);
    if (this.consumer.startingPosition !== "LATEST" || this.#last !== undefined) return horizon;
    let iterator = horizon;
    for (;;) {
      const { Records = [], NextShardIterator } = await asReader.call<object, GetRecordsCommandOutput>(
        "dynamodb-streams",
        "GetRecords",
        { ShardIterator: iterator },
      );
      this.#last = Records.at(-1)?.dynamodb?.SequenceNumber ?? this.#last;
      if (!Records.length || !NextShardIterator) return NextShardIterator;
      iterator = NextShardIterator;
    }
  }

  async #iteratorAt(asReader: OperationContext, after: string | undefined): Promise<string> {
    const get = async (position: Partial<GetShardIteratorCommandInput>) => {
      const { ShardIterator } = await asReader.call<object, GetShardIteratorCommandOutput>(
        "dynamodb-streams",
        "GetShardIterator",
        { StreamArn: this.consumer.sourceArn, ShardId: this.#shard, ...position },
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

  async #getRecords(asReader: OperationContext): Promise<GetRecordsCommandOutput> {
    const get = (ShardIterator: string | undefined) =>
      asReader.call<object, GetRecordsCommandOutput>("dynamodb-streams", "GetRecords", { ShardIterator });
    // The stream is closed and read to its end.
    if (this.#iterator === undefined) return { $metadata: {}, Records: [] };
    try {
      return await get(this.#iterator);
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "ExpiredIteratorException")) throw error;
      return get(await this.#iteratorAt(asReader, this.#last));
    }
  }

  /** Makes batches of the buffer when it is full or its window is over. */
  #dispatch(): void {
    const { batchSize, windowSeconds, parallelizationFactor } = this.consumer.settings;
    if (this.#lanes.some(({ isBusy }) => isBusy)) return;
    if (this.#lanes.some(({ work }) => work.length)) return this.#lanes.forEach((lane) => this.#run(lane));
    if (!this.#buffer.length) return;
    if (windowSeconds && this.#buffer.length < batchSize && !this.#isFlushed) {
      if (this.#isWindowOpen) return;
      this.#isWindowOpen = true;
      this.consumer.context.clock.after(windowSeconds * 1000, () => {
        this.#isWindowOpen = false;
        this.#isFlushed = true;
        this.wake();
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
    this.consumer.context.background(this.#drain(lane));
  }

  /** Batch after batch; a failure that is to be tried again ends it until its time has come. */
  async #drain(lane: Lane): Promise<void> {
    while (lane.work.length && !this.isStopped) {
      if (!this.consumer.isThere()) {
        // Its records wait until they expire.
        lane.isBusy = false;
        return;
      }
      const work = lane.work.shift()!;
      const retry = await this.#attempt(work);
      if (!retry) continue;
      lane.work.unshift(...retry.work);
      this.consumer.context.clock.after(retry.delay, () => this.#run(lane));
      return;
    }
    lane.isBusy = false;
    this.wake();
  }

  /** Undefined: done with these records, one way or the other. */
  async #attempt(work: Work): Promise<{ work: Work[]; delay: number } | undefined> {
    const { settings, sourceArn } = this.consumer;
    const fresh = await this.#dropOld(work);
    if (!fresh.length) return undefined;
    const outcome = await this.consumer.take(fresh, undefined);
    // No attempt of the consumer's.
    if (outcome.kind === "refused")
      return { work: [{ records: fresh, attempts: work.attempts }], delay: STREAM_RETRY_MS.longest };
    if (!outcome.failed.size) return undefined;

    // The lowest that failed is the first that is tried again, with all that come after it.
    const from = Math.min(...outcome.failed);
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
      const { evidence } = outcome;
      const place = { shardId: this.#shard, streamArn: sourceArn };
      await this.consumer.giveUp(left, { condition: "RetryAttemptsExhausted", attempts, evidence, ...place });
      return undefined;
    }
    const delay = Math.min(STREAM_RETRY_MS.first * 2 ** Math.min(attempts - 1, 20), STREAM_RETRY_MS.longest);
    return { work: [{ records: left, attempts }], delay };
  }

  /** Records beyond their maximum age are given up, like those that the stream itself has forgotten. */
  async #dropOld({ records, attempts }: Work): Promise<StreamRecord[]> {
    const { context, settings, sourceArn } = this.consumer;
    const { maximumRecordAgeSeconds: seconds } = settings;
    const oldest = context.clock.now() - Math.min(seconds < 0 ? Infinity : seconds * 1000, STREAM_RETENTION_MS);
    const expired = records.filter(({ arrivedAt }) => arrivedAt < oldest - 1000);
    if (expired.length) {
      const place = { shardId: this.#shard, streamArn: sourceArn };
      await this.consumer.giveUp(expired, { condition: "RecordAgeExceeded", attempts, evidence: undefined, ...place });
    }
    return records.filter((record) => !expired.includes(record));
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
