import type { DeleteObjectTaggingCommandInput, DeleteObjectTaggingCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onExistingObject, openBucket } from "../access.ts";
import { notify } from "../notification/notify.ts";
import { findVersion, versionMember } from "../object-answer.ts";

export const deleteObjectTagging = operation<DeleteObjectTaggingCommandInput, DeleteObjectTaggingCommandOutput>({
  accepts: ["Bucket", "Key", "VersionId", "ExpectedBucketOwner"],
  access: (input, context) =>
    onExistingObject({ current: "s3:DeleteObjectTagging", version: "s3:DeleteObjectVersionTagging" }, input, context),
  run(input, context) {
    const bucket = openBucket(context, input);
    const object = findVersion(bucket, input, "DELETE");
    object.tags = new Map();
    notify(bucket, { name: "ObjectTagging:Delete", version: object }, context);
    return versionMember(bucket, object.versionId);
  },
});
