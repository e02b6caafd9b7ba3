import type { PutEventsCommandInput } from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../../core/errors.ts";
import { servicePrincipal } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import type { Bucket } from "../bucket.ts";
import type { EventName } from "./event-types.ts";
import { sequencerOf, type ObjectEvent } from "./record.ts";

/** What EventBridge calls an event, and the members by which its detail says more: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html (2026-11). */
const KINDS: Record<EventName, { type: string; more: Record<string, string> }> = {
  "ObjectCreated:Put": { type: "Object Created", more: { reason: "PutObject" } },
  "ObjectCreated:Post": { type: "Object Created", more: { reason: "POST Object" } },
  "ObjectCreated:Copy": { type: "Object Created", more: { reason: "CopyObject" } },
  "ObjectCreated:CompleteMultipartUpload": { type: "Object Created", more: { reason: "CompleteMultipartUpload" } },
  "ObjectRemoved:Delete": deleted("DeleteObject", "Permanently Deleted"),
  "ObjectRemoved:DeleteMarkerCreated": deleted("DeleteObject", "Delete Marker Created"),
  "LifecycleExpiration:Delete": deleted("Lifecycle Expiration", "Permanently Deleted"),
  "LifecycleExpiration:DeleteMarkerCreated": deleted("Lifecycle Expiration", "Delete Marker Created"),
  LifecycleTransition: { type: "Object Storage Class Changed", more: {} },
  "ObjectTagging:Put": { type: "Object Tags Added", more: {} },
  "ObjectTagging:Delete": { type: "Object Tags Deleted", more: {} },
};

/** Puts an event on the default bus of the bucket's account and Region, which needs nobody's permission. */
export async function sendToBus(bucket: Bucket, event: ObjectEvent, context: OperationContext): Promise<void> {
  const { type, more } = KINDS[event.name];
  const { version } = event;
  const isObject = version.kind === "object";
  const isByService = event.name.startsWith("Lifecycle");
  const Detail = JSON.stringify({
    version: "0",
    "event-version": "1.0",
    bucket: { name: bucket.name },
    object: {
      key: version.key,
      ...(isObject && type !== "Object Deleted" ? { size: version.body.length } : {}),
      ...(isObject ? { etag: version.etag } : {}),
      ...(version.versionId === "null" ? {} : { "version-id": version.versionId }),
      sequencer: sequencerOf(bucket, version),
    },
    "request-id": context.requestId,
    requester: isByService ? "s3.amazonaws.com" : context.principal.account,
    ...(isByService ? {} : { "source-ip-address": "127.0.0.1" }),
    ...more,
    ...(event.name === "LifecycleTransition" && isObject ? { "destination-storage-class": version.storageClass } : {}),
  });
  const Resources = [`arn:aws:s3:::${bucket.name}`];
  const as = servicePrincipal("s3.amazonaws.com", bucket.account, Resources[0]);
  try {
    await context.call<PutEventsCommandInput, unknown>(
      "eventbridge",
      "PutEvents",
      { Entries: [{ Source: "aws.s3", DetailType: type, Detail, Resources, Time: context.clock.date() }] },
      { as, account: bucket.account, region: bucket.region },
    );
  } catch (error) {
    // Lost, as a notification that its target refuses; the hop says why.
    if (!(error instanceof AwsError)) throw error;
  }
}

function deleted(reason: string, kind: string) {
  return { type: "Object Deleted", more: { reason, "deletion-type": kind } };
}
