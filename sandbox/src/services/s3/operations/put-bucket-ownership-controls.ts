import type {
  PutBucketOwnershipControlsCommandInput,
  PutBucketOwnershipControlsCommandOutput,
} from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { malformedXml } from "../errors.ts";
import { isOwnership, refuseAcls } from "../ownership.ts";

export const putBucketOwnershipControls = operation<
  PutBucketOwnershipControlsCommandInput,
  PutBucketOwnershipControlsCommandOutput
>({
  accepts: ["Bucket", "OwnershipControls", "ContentMD5", "ChecksumAlgorithm", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:PutBucketOwnershipControls", input.Bucket, context)],
  run(input, context) {
    const rules = input.OwnershipControls!.Rules;
    if (rules?.length !== 1) throw malformedXml();
    const ownership: string | undefined = rules[0]!.ObjectOwnership;
    if (!isOwnership(ownership)) throw malformedXml();
    refuseAcls(ownership);
    openBucket(context, input).ownership = "BucketOwnerEnforced";
    return {};
  },
});
