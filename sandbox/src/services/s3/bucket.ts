import type { CORSRule, LifecycleRule } from "@aws-sdk/client-s3";
import type { Timer } from "../../core/clock.ts";
import { secret } from "../../core/ids.ts";
import { defineStore } from "../../core/state.ts";
import type { AccessLog } from "./access-log/log-delivery.ts";
import type { BucketEncryption } from "./encryption.ts";
import type { Notification } from "./notification/configuration.ts";
import type { StoredObject, Version } from "./object.ts";
import type { Upload } from "./upload.ts";
import { compareKeys } from "./key.ts";

interface PublicAccessBlock {
  BlockPublicAcls: boolean;
  IgnorePublicAcls: boolean;
  BlockPublicPolicy: boolean;
  RestrictPublicBuckets: boolean;
}

/** All buckets of the sandbox: names are unique over accounts and Regions. */
export const buckets = defineStore("global", () => new Map<string, Bucket>());

const ALL_BLOCKED = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

export class Bucket {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly createdAt: number;
  versioning: "Enabled" | "Suspended" | undefined;
  policy: string | undefined;
  tags = new Map<string, string>();
  /** Undefined once it was deleted; objects are then encrypted as by the default. */
  encryption: BucketEncryption | undefined = { algorithm: "AES256", bucketKey: false };
  /** New buckets block public access and have ACLs disabled, since April 2023. */
  publicAccessBlock: PublicAccessBlock | undefined = { ...ALL_BLOCKED };
  ownership: "BucketOwnerEnforced" | undefined = "BucketOwnerEnforced";
  cors: CORSRule[] = [];
  lifecycle: LifecycleRule[] = [];
  transitionMinimum: "all_storage_classes_128K" | "varies_by_storage_class" = "all_storage_classes_128K";
  accessLog: AccessLog | undefined;
  notifications: Notification[] = [];
  /** Every event goes to EventBridge too. */
  tellsBus = false;
  /** The day (UTC, since the epoch) for which the lifecycle has been applied. */
  lifecycleDay: number | undefined;
  lifecycleTimer: Timer | undefined;
  readonly uploads = new Map<string, Upload>();
  /** Number of the last change of each key; conditional multipart uploads ask for it. */
  readonly #changes = new Map<string, number>();
  #change = 0;
  /** Newest first. */
  readonly #versions = new Map<string, Version[]>();
  #sortedKeys: string[] | undefined;

  constructor(name: string, owner: { account: string; region: string }, createdAt: number) {
    this.name = name;
    this.account = owner.account;
    this.region = owner.region;
    this.createdAt = createdAt;
  }

  get isEmpty(): boolean {
    return this.#versions.size === 0;
  }

  /** Every key that has a version or a delete marker, in S3's order. */
  keys(): readonly string[] {
    return (this.#sortedKeys ??= [...this.#versions.keys()].sort(compareKeys));
  }

  versions(key: string): readonly Version[] {
    return this.#versions.get(key) ?? [];
  }

  /** A number that grows with every change of a key. */
  lastChange(key: string): number {
    return this.#changes.get(key) ?? 0;
  }

  /** The newest version, unless it is a delete marker. */
  current(key: string): StoredObject | undefined {
    const newest = this.#versions.get(key)?.[0];
    return newest?.kind === "object" ? newest : undefined;
  }

  /** The id the next version of a key gets: a new one while versioning is enabled, else "null". */
  nextVersionId(): string {
    return this.versioning === "Enabled" ? secret(24).replaceAll(/[+/]/g, "_") : "null";
  }

  /** Adds a version. One with the id "null" takes the place of the earlier one of that id. */
  add(version: Version): void {
    this.#changes.set(version.key, ++this.#change);
    const others = this.versions(version.key).filter(({ versionId }) => versionId !== version.versionId);
    if (!this.#versions.has(version.key)) this.#sortedKeys = undefined;
    this.#versions.set(version.key, [version, ...others]);
  }

  /** Removes one version for good. */
  remove(key: string, versionId: string): void {
    if (!this.#versions.has(key)) return;
    this.#changes.set(key, ++this.#change);
    const left = this.versions(key).filter((version) => version.versionId !== versionId);
    if (left.length) this.#versions.set(key, left);
    else {
      this.#versions.delete(key);
      this.#sortedKeys = undefined;
    }
  }

  /** What DeleteObject without a version id does: a delete marker, or in a bucket without versioning the end of the object. */
  delete(key: string, now: number): Version | undefined {
    if (!this.versioning) {
      this.remove(key, "null");
      return undefined;
    }
    const marker: Version = { kind: "marker", key, versionId: this.nextVersionId(), lastModified: now };
    this.add(marker);
    return marker;
  }
}
