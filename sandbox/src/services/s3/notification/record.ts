import { createHash } from "node:crypto";
import type { Principal } from "../../../core/principal.ts";
import { secret } from "../../../core/ids.ts";
import type { OperationContext } from "../../../core/service.ts";
import type { Bucket } from "../bucket.ts";
import { urlEncode } from "../key.ts";
import type { Version } from "../object.ts";
import type { EventName } from "./event-types.ts";

/** What happened to a version of a key. */
export interface ObjectEvent {
  name: EventName;
  version: Version;
}

/** S3 gives the events of tags and lifecycle a version of their own (recorded 2025). */
const VERSION = { general: "2.1", extended: "2.3" };
const EMPTY_MD5 = "d41d8cd98f00b204e9800998ecf8427e";

/**
 * The event a target gets, in the order AWS writes it:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html (2026-11) and recordings.
 */
export function eventRecord(bucket: Bucket, event: ObjectEvent, configurationId: string, context: OperationContext) {
  const isByService = event.name.startsWith("Lifecycle");
  return {
    eventVersion: isByService || event.name.startsWith("ObjectTagging") ? VERSION.extended : VERSION.general,
    eventSource: "aws:s3",
    awsRegion: bucket.region,
    eventTime: context.clock.date().toISOString(),
    eventName: event.name,
    userIdentity: { principalId: isByService ? "s3.amazonaws.com" : principalId(context.principal) },
    requestParameters: { sourceIPAddress: isByService ? "s3.amazonaws.com" : "127.0.0.1" },
    responseElements: { "x-amz-request-id": context.requestId, "x-amz-id-2": secret(57) },
    s3: {
      s3SchemaVersion: "1.0",
      configurationId,
      bucket: {
        name: bucket.name,
        ownerIdentity: { principalId: customerId(bucket.account) },
        arn: `arn:aws:s3:::${bucket.name}`,
      },
      object: describeVersion(bucket, event),
    },
    ...(event.name === "LifecycleTransition" && event.version.kind === "object"
      ? { lifecycleEventData: { transitionEventData: { destinationStorageClass: event.version.storageClass } } }
      : {}),
  };
}

function describeVersion(bucket: Bucket, { name, version }: ObjectEvent): Record<string, unknown> {
  const key = urlEncode(version.key);
  const versionId = version.versionId === "null" ? {} : { versionId: version.versionId };
  const sequencer = sequencerOf(bucket, version);
  const eTag = version.kind === "object" ? version.etag : EMPTY_MD5;
  if (name.startsWith("ObjectCreated") && version.kind === "object")
    return { key, size: version.body.length, eTag, ...versionId, sequencer };
  if (name === "LifecycleTransition" && version.kind === "object")
    return { key, size: version.body.length, eTag, ...versionId, sequencer };
  if (name.startsWith("ObjectTagging")) return { key, eTag, ...versionId };
  if (name.endsWith(":DeleteMarkerCreated")) return { key, eTag, ...versionId, sequencer };
  return { key, ...versionId, sequencer };
}

/** Hexadecimal, and greater for the later of two events of a key: seconds, then the number of the change. */
export function sequencerOf(bucket: Bucket, { key, lastModified }: Version): string {
  const change = bucket.lastChange(key);
  const digits = (value: number) => value.toString(16).toUpperCase().padStart(8, "0");
  return `00${digits(Math.floor(lastModified / 1000))}${digits(change)}`;
}

function principalId(principal: Principal): string {
  switch (principal.type) {
    case "user":
    case "role-session":
      return `AWS:${principal.userId}`;
    case "service":
      return principal.service;
    case "anonymous":
      return "Anonymous";
  }
}

/** The "Amazon customer id" of an account, which is not its canonical user id. */
function customerId(account: string): string {
  return `A${createHash("sha256").update(`customer ${account}`).digest("hex").slice(0, 13).toUpperCase()}`;
}
