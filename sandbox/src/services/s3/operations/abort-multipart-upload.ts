import type { AbortMultipartUploadCommandInput, AbortMultipartUploadCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onObject, openBucket } from "../access.ts";
import { findUpload } from "../upload.ts";

export const abortMultipartUpload = operation<AbortMultipartUploadCommandInput, AbortMultipartUploadCommandOutput>({
  accepts: ["Bucket", "Key", "UploadId", "ExpectedBucketOwner"],
  access: (input, context) => [onObject("s3:AbortMultipartUpload", input.Bucket, input.Key, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    bucket.uploads.delete(findUpload(bucket, input).id);
    return {};
  },
});
