import type { DeleteBucketCommandInput, DeleteBucketCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { buckets } from "../bucket.ts";
import { bucketNotEmpty } from "../errors.ts";

export const deleteBucket = operation<DeleteBucketCommandInput, DeleteBucketCommandOutput>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:DeleteBucket", input.Bucket, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    if (!bucket.isEmpty) throw bucketNotEmpty(bucket.name, bucket.versioning !== undefined);
    bucket.lifecycleTimer?.cancel();
    context.state(buckets).delete(bucket.name);
    return {};
  },
});
