import type { PutObjectTaggingCommandInput, PutObjectTaggingCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onExistingObject, openBucket } from "../access.ts";
import { notify } from "../notification/notify.ts";
import { findVersion, versionMember } from "../object-answer.ts";
import { readTags, requestTagConditions } from "../tagging.ts";

export const putObjectTagging = operation<PutObjectTaggingCommandInput, PutObjectTaggingCommandOutput>({
  accepts: ["Bucket", "Key", "VersionId", "Tagging", "ContentMD5", "ChecksumAlgorithm", "ExpectedBucketOwner"],
  access(input, context) {
    const [request, ...others] = onExistingObject(
      { current: "s3:PutObjectTagging", version: "s3:PutObjectVersionTagging" },
      input,
      context,
    );
    const tags = (input.Tagging!.TagSet ?? []).map((tag): [string, string] => [tag.Key ?? "", tag.Value ?? ""]);
    return [{ ...request!, conditions: { ...request!.conditions, ...requestTagConditions(tags) } }, ...others];
  },
  run(input, context) {
    const bucket = openBucket(context, input);
    const object = findVersion(bucket, input, "PUT");
    object.tags = readTags(input.Tagging!.TagSet, "object");
    notify(bucket, { name: "ObjectTagging:Put", version: object }, context);
    return versionMember(bucket, object.versionId);
  },
});
