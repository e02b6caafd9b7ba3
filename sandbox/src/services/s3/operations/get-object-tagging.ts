import type { GetObjectTaggingCommandInput, GetObjectTaggingCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onExistingObject, openBucket } from "../access.ts";
import { findVersion, versionMember } from "../object-answer.ts";
import { tagSet } from "../tagging.ts";

export const getObjectTagging = operation<GetObjectTaggingCommandInput, GetObjectTaggingCommandOutput>({
  accepts: ["Bucket", "Key", "VersionId", "ExpectedBucketOwner"],
  access: (input, context) =>
    onExistingObject({ current: "s3:GetObjectTagging", version: "s3:GetObjectVersionTagging" }, input, context),
  run(input, context) {
    const bucket = openBucket(context, input);
    const object = findVersion(bucket, input, "GET");
    return { TagSet: tagSet(object.tags), ...versionMember(bucket, object.versionId) };
  },
});
