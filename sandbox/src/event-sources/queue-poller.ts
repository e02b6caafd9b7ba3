import type {
  DeleteMessageBatchCommandInput,
  DeleteMessageBatchCommandOutput,
  GetQueueAttributesCommandInput,
  GetQueueAttributesCommandOutput,
  ReceiveMessageCommandInput,
  ReceiveMessageCommandOutput,
} from "@aws-sdk/client-sqs";
import type { Timer } from "../core/clock.ts";
import { AwsError } from "../core/errors.ts";
import { isWanted } from "./filters.ts";
import {
  MAX_BATCH_BYTES,
  MAX_RUNNING_BATCHES,
  QUEUE_RECEIVE_SIZE,
  QUEUE_SCALING,
  THROTTLE_RETRY_MS,
} from "./limits.ts";
import { Poller } from "./poller.ts";
import { filterView, queueRecord, type QueueRecord } from "./queue-record.ts";
import { queueUrlOf } from "./queue-url.ts";

/** Reads a queue, hands batches on, and deletes what is done. What fails stays in the queue until its visibility timeout ends. */
export class QueuePoller extends Poller {
  protected readonly gone = "QueueDoesNotExist";
  /** Received, and not yet enough for a batch. */
  #buffer: QueueRecord[] = [];
  /** Batches that the consumer has. */
  #running = 0;
  /** Since when there has always been a batch on its way. */
  #busySince: number | undefined;
  /** Open since the first record of the buffer. */
  #window: Timer | undefined;
  /** The window is over. */
  #isFlushed = false;

  /** What was only received becomes visible again. */
  override pause(): void {
    super.pause();
    this.#buffer = [];
    this.#window?.cancel();
    this.#window = undefined;
  }

  /** Receives while there is something and the consumer may have more of it. */
  protected async read(): Promise<void> {
    const { batchSize } = this.consumer.settings;
    while (!this.isStopped && this.#running < this.#capacity()) {
      const wanted = Math.max(1, Math.min(QUEUE_RECEIVE_SIZE, batchSize - this.#buffer.length));
      // The sandbox's queues give all they have: fewer than asked for are the last.
      const isQueueEmpty = (await this.#receive(wanted)) < wanted;
      this.#dispatch(isQueueEmpty);
      if (isQueueEmpty) return;
    }
  }

  /** Takes messages into the buffer, without those that the filters do not want, which are deleted. */
  async #receive(most: number): Promise<number> {
    const { sourceArn, settings, context } = this.consumer;
    const asReader = await this.consumer.asReader();
    const { Messages = [] } = await asReader.call<ReceiveMessageCommandInput, ReceiveMessageCommandOutput>(
      "sqs",
      "ReceiveMessage",
      {
        QueueUrl: queueUrlOf(sourceArn, asReader),
        MaxNumberOfMessages: most,
        MessageSystemAttributeNames: ["All"],
        MessageAttributeNames: ["All"],
        WaitTimeSeconds: 0,
      },
    );
    const now = context.clock.now();
    const records = Messages.map((message) => queueRecord(message, sourceArn, settings.windowSeconds > 0, now));
    const wanted = new Set(records.filter((record) => isWanted(filterView(record), settings.filters)));
    await this.#delete(records.filter((record) => !wanted.has(record)));
    this.#buffer.push(...wanted);
    return Messages.length;
  }

  /** Hands the buffer on: without a batching window whatever one receive gave, with one when it is full or the window is over. */
  #dispatch(isQueueEmpty: boolean): void {
    const { context, settings } = this.consumer;
    const { batchSize, windowSeconds } = settings;
    if (!this.#buffer.length) return;
    const isFull = this.#buffer.length >= batchSize || sizeOf(this.#buffer) > MAX_BATCH_BYTES;
    if (windowSeconds && !isFull && !(this.#isFlushed && isQueueEmpty)) {
      this.#window ??= context.clock.after(windowSeconds * 1000, () => {
        this.#isFlushed = true;
        this.wake();
      });
      return;
    }
    this.#window?.cancel();
    this.#window = undefined;
    this.#isFlushed = false;
    this.#running++;
    this.#busySince ??= context.clock.now();
    context.background(this.#run(this.#buffer.splice(0)));
  }

  async #run(records: QueueRecord[]): Promise<void> {
    try {
      for (const batch of split(records)) {
        const isDone = await this.#attempt(batch, 0);
        // The rest of a group waits with what has failed.
        if (!isDone && batch[0]!.groupId !== undefined) break;
      }
    } finally {
      if (--this.#running === 0) this.#busySince = undefined;
      this.wake();
    }
  }

  /** Whether all of it succeeded. */
  async #attempt(records: QueueRecord[], throttles: number): Promise<boolean> {
    const outcome = await this.consumer.take(records, records[0]!.traceHeader);
    if (outcome.kind === "refused") return outcome.isThrottle && this.#later(records, throttles);
    try {
      await this.#delete(records.filter((_record, index) => !outcome.failed.has(index)));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      // They come again: the role may no longer delete, or the queue is gone.
      this.consumer.failed(error.message);
    }
    return outcome.failed.size === 0;
  }

  /** A throttled batch is offered again until its messages are visible to others: services-sqs-errorhandling.html, "Backoff strategy for failed invocations" (2026-11). */
  async #later(records: QueueRecord[], throttles: number): Promise<boolean> {
    const { context } = this.consumer;
    const { clock } = context;
    const delay = Math.min(THROTTLE_RETRY_MS.first * 2 ** throttles, THROTTLE_RETRY_MS.longest);
    const visibleAt = records[0]!.receivedAt + (await this.#visibilitySeconds()) * 1000;
    if (this.isStopped || clock.now() + delay >= visibleAt) return false;
    await context.waiting(new Promise<void>((resolve) => clock.after(delay, resolve)));
    return this.#attempt(records, throttles + 1);
  }

  async #visibilitySeconds(): Promise<number> {
    const asReader = await this.consumer.asReader();
    const { Attributes } = await asReader.call<GetQueueAttributesCommandInput, GetQueueAttributesCommandOutput>(
      "sqs",
      "GetQueueAttributes",
      { QueueUrl: queueUrlOf(this.consumer.sourceArn, asReader), AttributeNames: ["VisibilityTimeout"] },
    );
    return Number(Attributes!["VisibilityTimeout"]);
  }

  async #delete(records: QueueRecord[]): Promise<void> {
    for (let at = 0; at < records.length; at += QUEUE_RECEIVE_SIZE) {
      const asReader = await this.consumer.asReader();
      const Entries = records
        .slice(at, at + QUEUE_RECEIVE_SIZE)
        .map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle }));
      await asReader.call<DeleteMessageBatchCommandInput, DeleteMessageBatchCommandOutput>(
        "sqs",
        "DeleteMessageBatch",
        { QueueUrl: queueUrlOf(this.consumer.sourceArn, asReader), Entries },
      );
    }
  }

  /** How many batches may run at once: five at first, 300 more each minute, up to the consumer's maximum. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html (2026-11) */
  #capacity(): number {
    const now = this.consumer.context.clock.now();
    const minutes = (now - (this.#busySince ?? now)) / 60_000;
    const scaled = QUEUE_SCALING.first + Math.floor(minutes * QUEUE_SCALING.perMinute);
    return Math.min(scaled, this.consumer.settings.maximumConcurrency ?? QUEUE_SCALING.most, MAX_RUNNING_BATCHES);
  }
}

function sizeOf(records: QueueRecord[]): number {
  return records.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** In parts that an invocation can carry. */
function split(records: QueueRecord[]): QueueRecord[][] {
  const parts: QueueRecord[][] = [];
  for (const record of records) {
    const last = parts.at(-1);
    if (last && sizeOf(last) + record.bytes <= MAX_BATCH_BYTES) last.push(record);
    else parts.push([record]);
  }
  return parts;
}
