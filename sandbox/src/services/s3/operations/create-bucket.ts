import type { CreateBucketCommandInput, CreateBucketCommandOutput } from "@aws-sdk/client-s3";
import { NotEmulated } from "../../../core/errors.ts";
import { type AccessRequest, operation } from "../../../core/service.ts";
import { bucketArn } from "../access.ts";
import { Bucket, buckets } from "../bucket.ts";
import { checkBucketName } from "../bucket-name.ts";
import * as errors from "../errors.ts";
import { isOwnership, refuseAcls } from "../ownership.ts";
import { readTags } from "../tagging.ts";

export const createBucket = operation<CreateBucketCommandInput, CreateBucketCommandOutput>({
  accepts: ["Bucket", "ACL", "CreateBucketConfiguration", "ObjectOwnership"],
  access(input, context) {
    const location = input.CreateBucketConfiguration?.LocationConstraint;
    const tags = input.CreateBucketConfiguration?.Tags ?? [];
    const resource = bucketArn(input.Bucket!);
    // The name may belong to somebody else: whether one may create is decided by one's own account.
    const request: AccessRequest = {
      action: "s3:CreateBucket",
      resource,
      resourceAccount: context.account,
      ...(location ? { conditions: { "s3:LocationConstraint": location } } : {}),
    };
    return tags.length
      ? [request, { action: "s3:TagResource", resource, resourceAccount: context.account }]
      : [request];
  },
  run(input, context) {
    const name = input.Bucket!;
    checkBucketName(name);
    checkLocation(input, context.region);
    if (input.ACL !== undefined && input.ACL !== "private") throw new NotEmulated(`s3 CreateBucket ACL ${input.ACL}`);
    if (input.ObjectOwnership !== undefined) {
      if (!isOwnership(input.ObjectOwnership))
        throw errors.invalidArgument(
          `Invalid x-amz-object-ownership header: ${String(input.ObjectOwnership)}`,
          "x-amz-object-ownership",
        );
      refuseAcls(input.ObjectOwnership);
    }

    const store = context.state(buckets);
    const existing = store.get(name);
    if (existing && existing.account !== context.account) throw errors.bucketAlreadyExists(name);
    // us-east-1 lets an owner create a bucket again, for compatibility with its first years.
    if (existing && context.region !== "us-east-1") throw errors.bucketAlreadyOwnedByYou(name);
    if (!existing) {
      const bucket = new Bucket(name, { account: context.account, region: context.region }, context.clock.now());
      bucket.tags = readTags(input.CreateBucketConfiguration?.Tags, "new-bucket");
      store.set(name, bucket);
    }
    return {
      Location: context.region === "us-east-1" ? `/${name}` : `http://${name}.s3.amazonaws.com/`,
      BucketArn: bucketArn(name),
    };
  },
});

function checkLocation({ CreateBucketConfiguration }: CreateBucketCommandInput, region: string): void {
  const { LocationConstraint, Location, Bucket: kind } = CreateBucketConfiguration ?? {};
  const location: string | undefined = LocationConstraint;
  if (Location || kind) throw new NotEmulated("s3 CreateBucket CreateBucketConfiguration for directory buckets");
  if (region === "us-east-1") {
    if (!location) return;
    if (!/^[a-z]{2}-[a-z]+-\d$/.test(location) || location === "us-east-1") throw errors.invalidLocation(location);
    throw new NotEmulated("s3 CreateBucket LocationConstraint of another Region than the request's");
  }
  if (location !== region) throw errors.illegalLocation(location || "unspecified");
}
