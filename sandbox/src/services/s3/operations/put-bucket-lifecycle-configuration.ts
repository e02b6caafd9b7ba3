import { randomUUID } from "node:crypto";
import type {
  PutBucketLifecycleConfigurationCommandInput,
  PutBucketLifecycleConfigurationCommandOutput,
} from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { readLifecycle } from "../lifecycle.ts";

export const putBucketLifecycleConfiguration = operation<
  PutBucketLifecycleConfigurationCommandInput,
  PutBucketLifecycleConfigurationCommandOutput
>({
  accepts: ["Bucket", "LifecycleConfiguration", "ChecksumAlgorithm", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:PutLifecycleConfiguration", input.Bucket, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    bucket.lifecycle = readLifecycle(input.LifecycleConfiguration?.Rules, randomUUID);
    bucket.lifecycleDay = undefined;
    return { TransitionDefaultMinimumObjectSize: "all_storage_classes_128K" };
  },
});
