import type { OperationContext } from "../core/service.ts";
import type { EventPattern } from "../event-pattern/event-pattern.ts";

/** How a source is read. Asked for at each step, so that changes count at once. */
export interface SourceSettings {
  batchSize: number;
  windowSeconds: number;
  filters: readonly { pattern: EventPattern }[];
  /** Queues only: batches at once. */
  maximumConcurrency: number | undefined;
  /** This and what follows: streams only. */
  bisects: boolean;
  /** -1: until the records expire. */
  maximumRetryAttempts: number;
  /** -1: until the records expire. */
  maximumRecordAgeSeconds: number;
  parallelizationFactor: number;
}

/** A record as a consumer gets it, by the name it has in a report of failures. */
export interface SourceRecord {
  event: object;
  identifier: string;
}

/** What became of a batch. */
export type Outcome =
  /** Handed over; the places of the records that failed. */
  | { kind: "taken"; failed: ReadonlySet<number>; evidence?: unknown }
  /** Not handed over: the consumer was throttled, or may not be reached. */
  | { kind: "refused"; isThrottle: boolean };

/** Records of a stream that are given up, and why. */
export interface GivenUp {
  condition: "RecordAgeExceeded" | "RetryAttemptsExhausted";
  attempts: number;
  /** Of the last attempt, where there was one. */
  evidence: unknown;
  shardId: string;
  streamArn: string;
}

/** Who reads a source: an event source mapping of Lambda, or a pipe. */
export interface Consumer {
  readonly sourceArn: string;
  /** In whose name timers and deliveries run. */
  readonly context: OperationContext;
  readonly settings: SourceSettings;
  /** Of streams. */
  readonly startingPosition: "TRIM_HORIZON" | "LATEST" | undefined;
  /** False while there is nobody to hand a batch to. */
  isThere(): boolean;
  /** With the permissions by which the source is read. */
  asReader(): Promise<OperationContext>;
  take(records: readonly SourceRecord[], traceHeader: string | undefined): Promise<Outcome>;
  /** For streams: what is not tried again. */
  giveUp(records: readonly StreamRecordPlace[], reason: GivenUp): Promise<void>;
  /** The source cannot be read. */
  failed(message: string): void;
}

/** What a report says of a record of a stream. */
export interface StreamRecordPlace {
  event: object;
  sequenceNumber: string;
  arrivedAt: number;
}
