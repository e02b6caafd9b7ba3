import type { GetBucketAclCommandInput, GetBucketAclCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { ownerOf } from "../object-answer.ts";

export const getBucketAcl = operation<GetBucketAclCommandInput, GetBucketAclCommandOutput>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:GetBucketAcl", input.Bucket, context)],
  run(input, context) {
    const Owner = ownerOf(openBucket(context, input).account);
    return { Owner, Grants: [{ Grantee: { ...Owner, Type: "CanonicalUser" }, Permission: "FULL_CONTROL" }] };
  },
});
