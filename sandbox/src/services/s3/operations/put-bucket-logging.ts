import type { PutBucketLoggingCommandInput, PutBucketLoggingCommandOutput } from "@aws-sdk/client-s3";
import { NotEmulated } from "../../../core/errors.ts";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { buckets } from "../bucket.ts";
import * as errors from "../errors.ts";

export const putBucketLogging = operation<PutBucketLoggingCommandInput, PutBucketLoggingCommandOutput>({
  accepts: ["Bucket", "BucketLoggingStatus", "ContentMD5", "ChecksumAlgorithm", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:PutBucketLogging", input.Bucket, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    const { LoggingEnabled: wanted } = input.BucketLoggingStatus!;
    if (!wanted) {
      bucket.accessLog = undefined;
      return {};
    }
    if (wanted.TargetGrants?.length) throw new NotEmulated("s3 PutBucketLogging TargetGrants (ACLs are disabled)");
    const target = context.state(buckets).get(wanted.TargetBucket ?? "");
    if (!target || target.account !== bucket.account) throw errors.logTargetMissing(wanted.TargetBucket ?? "");
    if (target.region !== bucket.region) throw errors.logTargetElsewhere(bucket.region, target.region);
    bucket.accessLog = {
      targetBucket: target.name,
      prefix: wanted.TargetPrefix ?? "",
      format: wanted.TargetObjectKeyFormat,
      lines: bucket.accessLog?.lines ?? [],
    };
    return {};
  },
});
