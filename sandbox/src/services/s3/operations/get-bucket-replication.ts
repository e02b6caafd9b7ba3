import type { GetBucketReplicationCommandInput, GetBucketReplicationCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { notConfigured } from "../errors.ts";

export const getBucketReplication = operation<GetBucketReplicationCommandInput, GetBucketReplicationCommandOutput>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:GetReplicationConfiguration", input.Bucket, context)],
  run(input, context) {
    // No bucket has one: PutBucketReplication is refused.
    throw notConfigured(
      "ReplicationConfigurationNotFoundError",
      "The replication configuration was not found",
      openBucket(context, input).name,
    );
  },
});
