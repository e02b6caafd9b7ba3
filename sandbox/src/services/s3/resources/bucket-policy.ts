import type { DeleteBucketPolicyCommandInput, PutBucketPolicyCommandInput } from "@aws-sdk/client-s3";
import { AwsError } from "../../../core/errors.ts";
import type { Created, Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";

/** AWS::S3::BucketPolicy: one policy for each bucket, so its physical id is the bucket's name. */
export const bucketPolicy: ResourceProvider = {
  emulates: { Bucket: true, PolicyDocument: true },
  create: put,
  update: (properties, _old, context) => put(properties, context),
  async delete({ physicalId }, context) {
    try {
      await context.call<DeleteBucketPolicyCommandInput, unknown>("s3", "DeleteBucketPolicy", { Bucket: physicalId });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "NoSuchBucket")) throw error;
    }
  },
};

async function put({ Bucket, PolicyDocument }: Properties, context: ResourceContext): Promise<Created> {
  await context.call<PutBucketPolicyCommandInput, unknown>("s3", "PutBucketPolicy", {
    Bucket,
    Policy: typeof PolicyDocument === "string" ? PolicyDocument : JSON.stringify(PolicyDocument),
  });
  return { physicalId: Bucket, attributes: {} };
}
