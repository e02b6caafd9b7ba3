import type { GetBucketRequestPaymentCommandInput, GetBucketRequestPaymentCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";

export const getBucketRequestPayment = operation<
  GetBucketRequestPaymentCommandInput,
  GetBucketRequestPaymentCommandOutput
>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:GetBucketRequestPayment", input.Bucket, context)],
  run(input, context) {
    openBucket(context, input);
    // Requester pays is refused, so it is the owner in all buckets.
    return { Payer: "BucketOwner" };
  },
});
