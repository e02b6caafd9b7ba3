import type {
  BucketLocationConstraint,
  GetBucketLocationCommandInput,
  GetBucketLocationCommandOutput,
} from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";

export const getBucketLocation = operation<GetBucketLocationCommandInput, GetBucketLocationCommandOutput>({
  accepts: ["Bucket", "ExpectedBucketOwner"],
  access: (input, context) => [onBucket("s3:GetBucketLocation", input.Bucket, context)],
  run(input, context) {
    const { region } = openBucket(context, input);
    // us-east-1 is said by saying nothing.
    return { LocationConstraint: region === "us-east-1" ? undefined : (region as BucketLocationConstraint) };
  },
});
