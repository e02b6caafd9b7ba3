import type { DeleteObjectCommandInput, DeleteObjectCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onObject, openBucket } from "../access.ts";
import { deleteVersion } from "../deletion.ts";
import * as errors from "../errors.ts";
import { notify } from "../notification/notify.ts";
import { checkWrite } from "../precondition.ts";

export const deleteObject = operation<DeleteObjectCommandInput, DeleteObjectCommandOutput>({
  accepts: ["Bucket", "Key", "VersionId", "IfMatch", "IfMatchLastModifiedTime", "IfMatchSize", "ExpectedBucketOwner"],
  access: (input, context) => [
    input.VersionId === undefined
      ? onObject("s3:DeleteObject", input.Bucket, input.Key, context)
      : onObject("s3:DeleteObjectVersion", input.Bucket, input.Key, context, { "s3:versionid": input.VersionId }),
    ...(input.IfMatch === undefined ? [] : [onObject("s3:GetObject", input.Bucket, input.Key, context)]),
  ],
  run(input, context) {
    const bucket = openBucket(context, input);
    // Both are for directory buckets only.
    if (input.IfMatchLastModifiedTime) throw errors.headerNotImplemented("x-amz-if-match-last-modified-time");
    if (input.IfMatchSize !== undefined) throw errors.headerNotImplemented("x-amz-if-match-size");
    const current = bucket.current(input.Key!);
    if (input.IfMatch !== undefined && input.IfMatch !== "*") checkWrite(current, input.Key!, input);
    if (input.IfMatch === "*" && !current) throw errors.noSuchKey(input.Key!);
    const { removed, marker } = deleteVersion(bucket, input.Key!, input.VersionId, context.clock.now());
    if (marker) notify(bucket, { name: "ObjectRemoved:DeleteMarkerCreated", version: marker }, context);
    if (removed) notify(bucket, { name: "ObjectRemoved:Delete", version: removed }, context);
    if (input.VersionId === undefined) return marker ? { DeleteMarker: true, VersionId: marker.versionId } : {};
    return { ...(removed?.kind === "marker" ? { DeleteMarker: true } : {}), VersionId: input.VersionId };
  },
});
