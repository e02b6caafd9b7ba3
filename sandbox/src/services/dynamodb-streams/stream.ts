import { randomBytes } from "node:crypto";
import type { StreamStatus, StreamViewType, _Record } from "@aws-sdk/client-dynamodb-streams";
import type { Clock } from "../../core/clock.ts";
import type { Signals } from "../../core/signals.ts";
import { defineStore } from "../../core/state.ts";
import { RETENTION_MS } from "./limits.ts";
import type { PolicySlot } from "./resource-policy.ts";

type Item = NonNullable<NonNullable<_Record["dynamodb"]>["Keys"]>;

/** The streams of one account and Region, by ARN; the service dynamodb makes and fills them. */
export const streams = defineStore("regional", () => new Map<string, Stream>());

/** One change of an item, as the table sees it. */
export interface Change {
  keys: Item;
  old: Item | undefined;
  next: Item | undefined;
  /** Bytes of keys and of both images. */
  sizes: { keys: number; old: number; next: number };
  /** Deleted by TTL, not by a request. */
  isExpiry: boolean;
}

interface StreamRecord {
  /** Position in the stream, from 0. */
  position: number;
  time: number;
  record: _Record;
}

interface StreamOptions {
  tableName: string;
  tableArn: string;
  region: string;
  viewType: StreamViewType;
  keySchema: { AttributeName: string; KeyType: "HASH" | "RANGE" }[];
  clock: Clock;
  signals: Signals;
}

const FIRST_SEQUENCE_NUMBER = 100000000000000000000n;

/** What changed in a table, in order, for 24 hours. One shard: all changes of a key are in order, and those of all keys too. */
export class Stream {
  readonly arn: string;
  readonly label: string;
  readonly tableName: string;
  readonly viewType: StreamViewType;
  readonly keySchema: StreamOptions["keySchema"];
  readonly createdAt: number;
  readonly shardId: string;
  readonly policy: PolicySlot = { lockedUntil: 0 };
  status: StreamStatus = "ENABLED";
  /** Sandbox time at which it was disabled. */
  closedAt: number | undefined;
  #records: StreamRecord[] = [];
  #next = 0;
  #region: string;
  #clock: Clock;
  #signals: Signals;

  constructor({ tableName, tableArn, region, viewType, keySchema, clock, signals }: StreamOptions) {
    this.createdAt = clock.now();
    this.label = new Date(this.createdAt).toISOString().slice(0, -1);
    this.arn = `${tableArn}/stream/${this.label}`;
    this.shardId = `shardId-${String(this.createdAt).padStart(20, "0")}-${randomBytes(4).toString("hex")}`;
    this.tableName = tableName;
    this.viewType = viewType;
    this.keySchema = keySchema;
    this.#region = region;
    this.#clock = clock;
    this.#signals = signals;
  }

  append({ keys, old, next, sizes, isExpiry }: Change): void {
    const position = this.#next++;
    const time = this.#clock.now();
    const hasNew = this.viewType === "NEW_IMAGE" || this.viewType === "NEW_AND_OLD_IMAGES";
    const hasOld = this.viewType === "OLD_IMAGE" || this.viewType === "NEW_AND_OLD_IMAGES";
    const record: _Record = {
      eventID: randomBytes(16).toString("hex"),
      eventName: old ? (next ? "MODIFY" : "REMOVE") : "INSERT",
      eventVersion: "1.1",
      eventSource: "aws:dynamodb",
      awsRegion: this.#region,
      dynamodb: {
        ApproximateCreationDateTime: new Date(Math.floor(time / 1000) * 1000),
        Keys: keys,
        ...(hasNew && next ? { NewImage: next } : {}),
        ...(hasOld && old ? { OldImage: old } : {}),
        SequenceNumber: sequenceNumber(position),
        SizeBytes: sizes.keys + (hasNew && next ? sizes.next : 0) + (hasOld && old ? sizes.old : 0),
        StreamViewType: this.viewType,
      },
      ...(isExpiry ? { userIdentity: { PrincipalId: "dynamodb.amazonaws.com", Type: "Service" } } : {}),
    };
    this.#records.push({ position, time, record });
    this.#signals.emit(this.arn);
  }

  /** No more records; what there is stays readable for 24 hours. */
  close(): void {
    this.status = "DISABLED";
    this.closedAt = this.#clock.now();
    this.#signals.emit(this.arn);
  }

  get isClosed(): boolean {
    return this.closedAt !== undefined;
  }

  /** Disabled so long ago that nothing is left of it. */
  get isGone(): boolean {
    return this.closedAt !== undefined && this.closedAt + RETENTION_MS <= this.#clock.now();
  }

  /** Records from a position on; those older than 24 hours are gone. */
  read(position: number, limit: number, maxBytes: number): { records: _Record[]; next: number } {
    this.#trim();
    const start = this.#records.findIndex((one) => one.position >= position);
    if (start < 0) return { records: [], next: Math.max(position, this.#next) };
    const taken: StreamRecord[] = [];
    let bytes = 0;
    for (const one of this.#records.slice(start, start + limit)) {
      bytes += one.record.dynamodb!.SizeBytes!;
      if (taken.length && bytes > maxBytes) break;
      taken.push(one);
    }
    return { records: taken.map(({ record }) => record), next: taken.at(-1)!.position + 1 };
  }

  /** Position of the oldest record that is left, and of the next one to come. */
  get horizon(): number {
    this.#trim();
    return this.#records[0]?.position ?? this.#next;
  }

  get end(): number {
    return this.#next;
  }

  #trim(): void {
    const oldest = this.#clock.now() - RETENTION_MS;
    while (this.#records[0] && this.#records[0].time < oldest) this.#records.shift();
  }
}

export function sequenceNumber(position: number): string {
  return String(FIRST_SEQUENCE_NUMBER + BigInt(position) + 1n);
}

/** The position a sequence number stands for; undefined for what is none of ours. */
export function positionOf(number: string): number | undefined {
  if (!/^\d{21,40}$/.test(number)) return undefined;
  const position = BigInt(number) - FIRST_SEQUENCE_NUMBER - 1n;
  return position >= 0n && position <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(position) : undefined;
}
