import type { LifecycleRule, LifecycleRuleAndOperator, LifecycleRuleFilter } from "@aws-sdk/client-s3";
import type { Properties, ResourceContext } from "../../../core/resource.ts";

interface Configuration {
  property: string;
  put(Bucket: string, value: Properties, context: ResourceContext): Promise<unknown>;
  remove(Bucket: string, context: ResourceContext): Promise<unknown>;
}

/** The configurations of AWS::S3::Bucket, with the calls that set and remove them. */
export const CONFIGURATIONS: Configuration[] = [
  {
    property: "BucketEncryption",
    put: (Bucket, { ServerSideEncryptionConfiguration }, context) =>
      context.call("s3", "PutBucketEncryption", {
        Bucket,
        ServerSideEncryptionConfiguration: {
          Rules: (ServerSideEncryptionConfiguration as Properties[]).map(
            ({ ServerSideEncryptionByDefault, BucketKeyEnabled }) => ({
              ApplyServerSideEncryptionByDefault: ServerSideEncryptionByDefault,
              BucketKeyEnabled: boolean(BucketKeyEnabled),
            }),
          ),
        },
      }),
    remove: (Bucket, context) => context.call("s3", "DeleteBucketEncryption", { Bucket }),
  },
  {
    property: "OwnershipControls",
    put: (Bucket, { Rules }, context) =>
      context.call("s3", "PutBucketOwnershipControls", { Bucket, OwnershipControls: { Rules } }),
    // The only ownership there is, is the default.
    remove: async () => undefined,
  },
  {
    property: "PublicAccessBlockConfiguration",
    put: (Bucket, value, context) =>
      context.call("s3", "PutPublicAccessBlock", {
        Bucket,
        PublicAccessBlockConfiguration: Object.fromEntries(
          Object.entries(value).map(([key, isBlocked]) => [key, boolean(isBlocked)]),
        ),
      }),
    remove: (Bucket, context) => context.call("s3", "DeletePublicAccessBlock", { Bucket }),
  },
  {
    property: "VersioningConfiguration",
    put: (Bucket, { Status }, context) =>
      context.call("s3", "PutBucketVersioning", { Bucket, VersioningConfiguration: { Status } }),
    // Versioning cannot be taken back, only suspended.
    remove: (Bucket, context) =>
      context.call("s3", "PutBucketVersioning", { Bucket, VersioningConfiguration: { Status: "Suspended" } }),
  },
  {
    property: "CorsConfiguration",
    put: (Bucket, { CorsRules }, context) =>
      context.call("s3", "PutBucketCors", {
        Bucket,
        CORSConfiguration: {
          CORSRules: (CorsRules as Properties[]).map(({ Id, MaxAge, ExposedHeaders, ...rule }) => ({
            ...rule,
            ...(Id === undefined ? {} : { ID: Id }),
            ...(MaxAge === undefined ? {} : { MaxAgeSeconds: Number(MaxAge) }),
            ...(ExposedHeaders === undefined ? {} : { ExposeHeaders: ExposedHeaders }),
          })),
        },
      }),
    remove: (Bucket, context) => context.call("s3", "DeleteBucketCors", { Bucket }),
  },
  {
    property: "LifecycleConfiguration",
    put: (Bucket, { Rules }, context) =>
      context.call("s3", "PutBucketLifecycleConfiguration", {
        Bucket,
        LifecycleConfiguration: { Rules: (Rules as Properties[]).map(lifecycleRule) },
      }),
    remove: (Bucket, context) => context.call("s3", "DeleteBucketLifecycle", { Bucket }),
  },
  {
    property: "Tags",
    put: (Bucket, TagSet, context) => context.call("s3", "PutBucketTagging", { Bucket, Tagging: { TagSet } }),
    remove: (Bucket, context) => context.call("s3", "DeleteBucketTagging", { Bucket }),
  },
];

/** Values that are known before anything is created and that a call would refuse later. */
export function refusedValues(properties: Properties): string[] {
  const refused: string[] = [];
  const { AccessControl, OwnershipControls, BucketEncryption } = properties;
  if (typeof AccessControl === "string" && AccessControl !== "Private")
    refused.push(`AWS::S3::Bucket AccessControl ${AccessControl} (ACLs are disabled)`);
  for (const { ObjectOwnership } of items(OwnershipControls?.Rules))
    if (typeof ObjectOwnership === "string" && ObjectOwnership !== "BucketOwnerEnforced")
      refused.push(`AWS::S3::Bucket ObjectOwnership ${ObjectOwnership} (ACLs are disabled)`);
  for (const { ServerSideEncryptionByDefault } of items(BucketEncryption?.ServerSideEncryptionConfiguration)) {
    const { SSEAlgorithm, KMSMasterKeyID } = ServerSideEncryptionByDefault ?? {};
    if (SSEAlgorithm === "aws:kms:dsse") refused.push("AWS::S3::Bucket SSEAlgorithm aws:kms:dsse");
    if (typeof KMSMasterKeyID === "string" && !KMSMasterKeyID.endsWith("alias/aws/s3"))
      refused.push("AWS::S3::Bucket KMSMasterKeyID (customer KMS keys)");
  }
  return refused;
}

function items(value: unknown): Properties[] {
  return Array.isArray(value) ? value : [];
}

function boolean(value: unknown): boolean | undefined {
  return value === undefined ? undefined : value === true || value === "true";
}

function number(value: unknown): number | undefined {
  return value === undefined ? undefined : Number(value);
}

/** CloudFormation spells lifecycle rules flat, S3 nests them. */
function lifecycleRule(rule: Properties): LifecycleRule {
  const { ExpirationInDays, ExpirationDate, ExpiredObjectDeleteMarker, AbortIncompleteMultipartUpload: abort } = rule;
  const noncurrent = rule.NoncurrentVersionExpiration ?? {};
  const noncurrentDays = number(noncurrent.NoncurrentDays ?? rule.NoncurrentVersionExpirationInDays);
  const expiration = {
    ...(ExpirationInDays === undefined ? {} : { Days: Number(ExpirationInDays) }),
    ...(ExpirationDate === undefined ? {} : { Date: new Date(ExpirationDate) }),
    ...(boolean(ExpiredObjectDeleteMarker) ? { ExpiredObjectDeleteMarker: true } : {}),
  };
  return {
    ID: rule.Id,
    Status: rule.Status,
    Filter: lifecycleFilter(rule),
    ...(Object.keys(expiration).length ? { Expiration: expiration } : {}),
    ...(noncurrentDays === undefined
      ? {}
      : {
          NoncurrentVersionExpiration: {
            NoncurrentDays: noncurrentDays,
            NewerNoncurrentVersions: number(noncurrent.NewerNoncurrentVersions),
          },
        }),
    ...(abort ? { AbortIncompleteMultipartUpload: { DaysAfterInitiation: number(abort.DaysAfterInitiation) } } : {}),
  };
}

function lifecycleFilter(rule: Properties): LifecycleRuleFilter {
  const { Prefix, TagFilters: tags = [] } = rule;
  const above = number(rule.ObjectSizeGreaterThan);
  const below = number(rule.ObjectSizeLessThan);
  const sizes = {
    ...(above === undefined ? {} : { ObjectSizeGreaterThan: above }),
    ...(below === undefined ? {} : { ObjectSizeLessThan: below }),
  };
  const prefix = Prefix === undefined ? {} : { Prefix: Prefix as string };
  const count = Object.keys(sizes).length + Object.keys(prefix).length + tags.length;
  if (count > 1) {
    const And: LifecycleRuleAndOperator = { ...prefix, ...sizes, ...(tags.length ? { Tags: tags } : {}) };
    return { And };
  }
  return count ? { ...prefix, ...sizes, ...(tags.length ? { Tag: tags[0] } : {}) } : { Prefix: "" };
}
