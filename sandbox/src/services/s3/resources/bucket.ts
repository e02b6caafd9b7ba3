import type { CreateBucketCommandInput, DeleteBucketCommandInput } from "@aws-sdk/client-s3";
import { AwsError } from "../../../core/errors.ts";
import type { Created, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { bucketArn } from "../access.ts";
import { buckets } from "../bucket.ts";
import { CONFIGURATIONS, refusedValues } from "./bucket-configuration.ts";

/** AWS::S3::Bucket: a bucket, then one call for each configuration, as CloudFormation does. */
export const bucket: ResourceProvider = {
  emulates: {
    BucketName: true,
    AccessControl: true,
    BucketEncryption: {
      ServerSideEncryptionConfiguration: {
        ServerSideEncryptionByDefault: { SSEAlgorithm: true, KMSMasterKeyID: true },
        BucketKeyEnabled: true,
      },
    },
    PublicAccessBlockConfiguration: true,
    OwnershipControls: true,
    VersioningConfiguration: true,
    CorsConfiguration: true,
    LifecycleConfiguration: {
      Rules: {
        Id: true,
        Status: true,
        Prefix: true,
        TagFilters: true,
        ObjectSizeGreaterThan: true,
        ObjectSizeLessThan: true,
        ExpirationDate: true,
        ExpirationInDays: true,
        ExpiredObjectDeleteMarker: true,
        NoncurrentVersionExpiration: true,
        NoncurrentVersionExpirationInDays: true,
        AbortIncompleteMultipartUpload: true,
        Transition: true,
        Transitions: true,
        NoncurrentVersionTransition: true,
        NoncurrentVersionTransitions: true,
      },
    },
    LoggingConfiguration: true,
    NotificationConfiguration: {
      EventBridgeConfiguration: true,
      LambdaConfigurations: true,
      QueueConfigurations: true,
      TopicConfigurations: true,
    },
    Tags: true,
  },
  refuses: refusedValues,

  async create(properties, context) {
    const name: string = properties.BucketName ?? context.generateName({ maxLength: 63, lowerCase: true });
    await createNew(name, context);
    const created = describe(name, context);
    for (const configuration of CONFIGURATIONS)
      if (properties[configuration.property] !== undefined)
        await configuration.put(name, properties[configuration.property], context);
    return created;
  },

  async update(properties, old, context) {
    const name = old.created.physicalId;
    for (const configuration of CONFIGURATIONS) {
      const before = old.properties[configuration.property];
      const after = properties[configuration.property];
      if (JSON.stringify(before) === JSON.stringify(after)) continue;
      if (after === undefined) await configuration.remove(name, context);
      else await configuration.put(name, after, context);
    }
    return describe(name, context);
  },

  async delete({ physicalId }, context) {
    try {
      await context.call<DeleteBucketCommandInput, unknown>("s3", "DeleteBucket", { Bucket: physicalId });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "NoSuchBucket")) throw error;
    }
  },
};

/** CloudFormation never adopts a bucket, though CreateBucket in us-east-1 would succeed for its owner. */
async function createNew(name: string, context: ResourceContext): Promise<void> {
  if (context.state(buckets).get(name)?.account === context.account)
    throw new AwsError("BucketAlreadyOwnedByYou", `${name} already exists`, { status: 409 });
  await context.call<CreateBucketCommandInput, unknown>("s3", "CreateBucket", {
    Bucket: name,
    ...(context.region === "us-east-1"
      ? {}
      : { CreateBucketConfiguration: { LocationConstraint: context.region as "eu-west-1" } }),
  });
}

function describe(name: string, { region }: ResourceContext): Created {
  return {
    physicalId: name,
    attributes: {
      Arn: bucketArn(name),
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
      DualStackDomainName: `${name}.s3.dualstack.${region}.amazonaws.com`,
      WebsiteURL: `http://${name}.s3-website${DASHED_WEBSITE_REGIONS.includes(region) ? "-" : "."}${region}.amazonaws.com`,
    },
  };
}

/** Regions whose website endpoints have a dash: https://docs.aws.amazon.com/general/latest/gr/s3.html (read 2026-11). */
const DASHED_WEBSITE_REGIONS = [
  "us-east-1",
  "us-west-1",
  "us-west-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-northeast-1",
  "eu-west-1",
  "sa-east-1",
];
