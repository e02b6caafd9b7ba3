import type { GetBucketLoggingCommandInput, GetBucketLoggingCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";

export const getBucketLogging = operation<GetBucketLoggingCommandInput, GetBucketLoggingCommandOutput>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:GetBucketLogging", input.Bucket, context)],
  run(input, context) {
    const log = openBucket(context, input).accessLog;
    if (!log) return {};
    const { targetBucket: TargetBucket, prefix: TargetPrefix, format } = log;
    return { LoggingEnabled: { TargetBucket, TargetPrefix, ...(format ? { TargetObjectKeyFormat: format } : {}) } };
  },
});
