import type { GetObjectAclCommandInput, GetObjectAclCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onExistingObject, openBucket } from "../access.ts";
import { findVersion, ownerOf } from "../object-answer.ts";

export const getObjectAcl = operation<GetObjectAclCommandInput, GetObjectAclCommandOutput>({
  accepts: ["Bucket", "Key", "VersionId", "ExpectedBucketOwner"],
  access: (input, context) =>
    onExistingObject({ current: "s3:GetObjectAcl", version: "s3:GetObjectVersionAcl" }, input, context),
  run(input, context) {
    const bucket = openBucket(context, input);
    findVersion(bucket, input, "GET");
    // With ACLs disabled every object is its bucket owner's.
    const Owner = ownerOf(bucket.account);
    return { Owner, Grants: [{ Grantee: { ...Owner, Type: "CanonicalUser" }, Permission: "FULL_CONTROL" }] };
  },
});
