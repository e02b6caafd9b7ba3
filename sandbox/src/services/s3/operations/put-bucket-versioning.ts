import type { PutBucketVersioningCommandInput, PutBucketVersioningCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { AwsError, NotEmulated } from "../../../core/errors.ts";
import { malformedXml } from "../errors.ts";

export const putBucketVersioning = operation<PutBucketVersioningCommandInput, PutBucketVersioningCommandOutput>({
  accepts: ["Bucket", "VersioningConfiguration", "ContentMD5", "ChecksumAlgorithm", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:PutBucketVersioning", input.Bucket, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    const { Status, MFADelete } = input.VersioningConfiguration!;
    if (MFADelete === "Enabled") throw new NotEmulated("s3 PutBucketVersioning MFADelete");
    if (Status === undefined)
      throw new AwsError("IllegalVersioningConfigurationException", "The Versioning element must be specified", {
        status: 400,
      });
    if (Status !== "Enabled" && Status !== "Suspended") throw malformedXml();
    bucket.versioning = Status;
    return {};
  },
});
