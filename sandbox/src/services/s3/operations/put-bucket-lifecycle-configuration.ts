import { randomUUID } from "node:crypto";
import type {
  PutBucketLifecycleConfigurationCommandInput,
  PutBucketLifecycleConfigurationCommandOutput,
} from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { invalidRequest } from "../errors.ts";
import { readLifecycle } from "../lifecycle-configuration.ts";
import { watchLifecycle } from "../notification/lifecycle-timer.ts";

export const putBucketLifecycleConfiguration = operation<
  PutBucketLifecycleConfigurationCommandInput,
  PutBucketLifecycleConfigurationCommandOutput
>({
  accepts: [
    "Bucket",
    "LifecycleConfiguration",
    "TransitionDefaultMinimumObjectSize",
    "ChecksumAlgorithm",
    "ExpectedBucketOwner",
  ],
  access: (input, context) => [onBucket("s3:PutLifecycleConfiguration", input.Bucket, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    const minimum = input.TransitionDefaultMinimumObjectSize ?? "all_storage_classes_128K";
    if (minimum !== "all_storage_classes_128K" && minimum !== "varies_by_storage_class")
      throw invalidRequest(`Invalid TransitionDefaultMinimumObjectSize found: ${String(minimum)}`);
    bucket.lifecycle = readLifecycle(input.LifecycleConfiguration?.Rules, randomUUID);
    bucket.lifecycleDay = undefined;
    watchLifecycle(bucket, context);
    bucket.transitionMinimum = minimum;
    return { TransitionDefaultMinimumObjectSize: minimum };
  },
});
