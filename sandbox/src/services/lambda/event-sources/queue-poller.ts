import { randomUUID } from "node:crypto";
import type {
  DeleteMessageBatchCommandInput,
  DeleteMessageBatchCommandOutput,
  GetQueueAttributesCommandInput,
  GetQueueAttributesCommandOutput,
  ReceiveMessageCommandInput,
  ReceiveMessageCommandOutput,
} from "@aws-sdk/client-sqs";
import type { Timer } from "../../../core/clock.ts";
import { AwsError } from "../../../core/errors.ts";
import { servicePrincipal } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import { signals } from "../../../core/signals.ts";
import { invokeVersion } from "../invocation.ts";
import {
  MAX_BATCH_BYTES,
  MAX_RUNNING_BATCHES,
  POLL_RETRY_MS,
  QUEUE_RECEIVE_SIZE,
  QUEUE_SCALING,
  THROTTLE_RETRY_MS,
} from "../limits.ts";
import { sessionOf } from "../role.ts";
import type { Invocation } from "../runtime/pool.ts";
import { failedRecords } from "./batch-result.ts";
import { isWanted } from "./filters.ts";
import type { EventSourceMapping, Poller } from "./mapping.ts";
import { filterView, queueRecord, type QueueRecord } from "./queue-record.ts";
import { queueUrlOf } from "./queue-url.ts";
import { targetOf, type Target } from "./target.ts";

/**
 * Reads a queue with the function's role, invokes the function, and deletes what it has done. It does not poll: the queue tells when there may be
 * something to receive, and all waiting (batching window, backoff) is a timer of the sandbox's clock. What fails stays in the queue until its
 * visibility timeout ends.
 */
export class QueuePoller implements Poller {
  #mapping: EventSourceMapping;
  #context: OperationContext;
  /** Received, and not yet enough for a batch. */
  #buffer: QueueRecord[] = [];
  /** Batches that the function has. */
  #running = 0;
  /** Since when there has always been a batch on its way. */
  #busySince: number | undefined;
  #isPolling = false;
  #isStale = false;
  #isStopped = false;
  /** Open since the first record of the buffer. */
  #window: Timer | undefined;
  /** The window is over. */
  #isFlushed = false;
  #unlisten: () => void = () => {};

  constructor(mapping: EventSourceMapping, context: OperationContext) {
    this.#mapping = mapping;
    this.#context = context.as(servicePrincipal("lambda.amazonaws.com", context.account, mapping.arn));
  }

  start(): void {
    this.#isStopped = false;
    this.#unlisten = this.#context.state(signals).listen(this.#mapping.sourceArn, () => this.#wake());
    this.#wake();
  }

  /** No further batches; those that run end. What was only received becomes visible again. */
  pause(): void {
    this.#isStopped = true;
    this.#buffer = [];
    this.#window?.cancel();
    this.#window = undefined;
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
      }
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      // The role lost a permission, or the queue is gone: tried again when a message comes, or after a minute.
      this.#mapping.lastResult = `PROBLEM: ${error.message}`;
      if (error.code !== "QueueDoesNotExist") this.#context.clock.after(POLL_RETRY_MS, () => this.#wake());
    } finally {
      this.#isPolling = false;
    }
  }

  /** Receives while there is something and the function may have more of it. */
  async #read(): Promise<void> {
    const target = targetOf(this.#mapping, this.#context);
    if (!target) return;
    const { batchSize } = this.#mapping.settings;
    while (!this.#isStopped && this.#running < this.#capacity()) {
      const wanted = Math.max(1, Math.min(QUEUE_RECEIVE_SIZE, batchSize - this.#buffer.length));
      // The sandbox's queues give all they have: fewer than asked for are the last.
      const isQueueEmpty = (await this.#receive(wanted, target)) < wanted;
      this.#dispatch(isQueueEmpty, target);
      if (isQueueEmpty) return;
    }
  }

  /** Takes messages into the buffer, without those that the filters do not want, which are deleted. */
  async #receive(most: number, target: Target): Promise<number> {
    const { sourceArn, settings } = this.#mapping;
    const asRole = await this.#asRole(target);
    const { Messages = [] } = await asRole.call<ReceiveMessageCommandInput, ReceiveMessageCommandOutput>(
      "sqs",
      "ReceiveMessage",
      {
        QueueUrl: queueUrlOf(sourceArn, asRole),
        MaxNumberOfMessages: most,
        MessageSystemAttributeNames: ["All"],
        MessageAttributeNames: ["All"],
        WaitTimeSeconds: 0,
      },
    );
    const now = this.#context.clock.now();
    const records = Messages.map((message) => queueRecord(message, sourceArn, settings.windowSeconds > 0, now));
    const wanted = new Set(records.filter((record) => isWanted(filterView(record), settings.filters)));
    await this.#delete(
      records.filter((record) => !wanted.has(record)),
      target,
    );
    this.#buffer.push(...wanted);
    return Messages.length;
  }

  /** Hands the buffer to the function: without a batching window whatever one receive gave, with one when it is full or the window is over. */
  #dispatch(isQueueEmpty: boolean, target: Target): void {
    const { batchSize, windowSeconds } = this.#mapping.settings;
    if (!this.#buffer.length) return;
    const isFull = this.#buffer.length >= batchSize || sizeOf(this.#buffer) > MAX_BATCH_BYTES;
    if (windowSeconds && !isFull && !(this.#isFlushed && isQueueEmpty)) {
      this.#window ??= this.#context.clock.after(windowSeconds * 1000, () => {
        this.#isFlushed = true;
        this.#wake();
      });
      return;
    }
    this.#window?.cancel();
    this.#window = undefined;
    this.#isFlushed = false;
    this.#running++;
    this.#busySince ??= this.#context.clock.now();
    this.#context.background(this.#run(this.#buffer.splice(0), target));
  }

  async #run(records: QueueRecord[], target: Target): Promise<void> {
    try {
      for (const batch of split(records)) {
        const isDone = await this.#attempt(batch, target, 0);
        // The rest of a group waits with what has failed.
        if (!isDone && batch[0]!.groupId !== undefined) break;
      }
    } finally {
      if (--this.#running === 0) this.#busySince = undefined;
      this.#wake();
    }
  }

  /** Whether all of it succeeded. */
  async #attempt(records: QueueRecord[], target: Target, throttles: number): Promise<boolean> {
    const { settings } = this.#mapping;
    const { owner, version } = target;
    const event = JSON.stringify({ Records: records.map((record) => record.event) });
    // Lambda finds loops by the trace of the messages.
    const context = { ...this.#context, traceHeader: records[0]!.traceHeader };
    let invocation: Invocation;
    try {
      invocation = await invokeVersion(
        owner,
        version,
        { requestId: randomUUID(), event, arn: settings.reference.arn },
        context,
      );
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      this.#mapping.lastResult = `PROBLEM: ${error.message}`;
      return error.code === "TooManyRequestsException" && this.#later(records, target, throttles);
    }
    const identifiers = records.map(({ event: { messageId } }) => messageId);
    const failed = failedRecords(invocation, identifiers, settings.reportsItemFailures);
    this.#mapping.lastResult = failed.size ? "PROBLEM: Function call failed" : "OK";
    try {
      await this.#delete(
        records.filter((_record, index) => !failed.has(index)),
        target,
      );
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      // They come again: the role may no longer delete, or the queue is gone.
      this.#mapping.lastResult = `PROBLEM: ${error.message}`;
    }
    return failed.size === 0;
  }

  /** A throttled batch is offered again until its messages are visible to others: services-sqs-errorhandling.html, "Backoff strategy for failed invocations" (2026-11). */
  async #later(records: QueueRecord[], target: Target, throttles: number): Promise<boolean> {
    const { clock } = this.#context;
    const delay = Math.min(THROTTLE_RETRY_MS.first * 2 ** throttles, THROTTLE_RETRY_MS.longest);
    const visibleAt = records[0]!.receivedAt + (await this.#visibilitySeconds(target)) * 1000;
    if (this.#isStopped || clock.now() + delay >= visibleAt) return false;
    await this.#context.waiting(new Promise<void>((resolve) => clock.after(delay, resolve)));
    return this.#attempt(records, target, throttles + 1);
  }

  async #visibilitySeconds(target: Target): Promise<number> {
    const asRole = await this.#asRole(target);
    const { Attributes } = await asRole.call<GetQueueAttributesCommandInput, GetQueueAttributesCommandOutput>(
      "sqs",
      "GetQueueAttributes",
      { QueueUrl: queueUrlOf(this.#mapping.sourceArn, asRole), AttributeNames: ["VisibilityTimeout"] },
    );
    return Number(Attributes!["VisibilityTimeout"]);
  }

  async #delete(records: QueueRecord[], target: Target): Promise<void> {
    const asRole = await this.#asRole(target);
    for (let at = 0; at < records.length; at += QUEUE_RECEIVE_SIZE) {
      const Entries = records
        .slice(at, at + QUEUE_RECEIVE_SIZE)
        .map(({ receiptHandle }, index) => ({ Id: String(index), ReceiptHandle: receiptHandle }));
      await asRole.call<DeleteMessageBatchCommandInput, DeleteMessageBatchCommandOutput>("sqs", "DeleteMessageBatch", {
        QueueUrl: queueUrlOf(this.#mapping.sourceArn, asRole),
        Entries,
      });
    }
  }

  async #asRole({ owner, version }: Target): Promise<OperationContext> {
    const { principal } = await sessionOf(owner, version.settings.role, this.#context);
    return this.#context.as(principal);
  }

  /** How many batches may run at once: five at first, 300 more each minute, up to the mapping's maximum. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html (2026-11) */
  #capacity(): number {
    const now = this.#context.clock.now();
    const minutes = (now - (this.#busySince ?? now)) / 60_000;
    const scaled = QUEUE_SCALING.first + Math.floor(minutes * QUEUE_SCALING.perMinute);
    return Math.min(scaled, this.#mapping.settings.maximumConcurrency ?? QUEUE_SCALING.most, MAX_RUNNING_BATCHES);
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
