import type { DeletePublicAccessBlockCommandInput, DeletePublicAccessBlockCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";

export const deletePublicAccessBlock = operation<
  DeletePublicAccessBlockCommandInput,
  DeletePublicAccessBlockCommandOutput
>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:PutBucketPublicAccessBlock", input.Bucket, context)],
  run(input, context) {
    openBucket(context, input).publicAccessBlock = undefined;
    return {};
  },
});
