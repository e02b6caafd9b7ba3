import type { Properties, ResourceContext } from "../../../core/resource.ts";
import { WEBSITE_ADVICE } from "../website.ts";
import { lifecycleRule } from "./lifecycle-rule.ts";
import { boolean } from "./values.ts";

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
    property: "LoggingConfiguration",
    put: (Bucket, { DestinationBucketName = Bucket, LogFilePrefix = "", TargetObjectKeyFormat }, context) =>
      context.call("s3", "PutBucketLogging", {
        Bucket,
        BucketLoggingStatus: {
          LoggingEnabled: {
            TargetBucket: DestinationBucketName,
            TargetPrefix: LogFilePrefix,
            ...(TargetObjectKeyFormat ? { TargetObjectKeyFormat } : {}),
          },
        },
      }),
    remove: (Bucket, context) => context.call("s3", "PutBucketLogging", { Bucket, BucketLoggingStatus: {} }),
  },
  {
    property: "NotificationConfiguration",
    put: (
      Bucket,
      { EventBridgeConfiguration, LambdaConfigurations = [], QueueConfigurations = [], TopicConfigurations = [] },
      context,
    ) =>
      context.call("s3", "PutBucketNotificationConfiguration", {
        Bucket,
        NotificationConfiguration: {
          // Enabled unless it says otherwise: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-eventbridgeconfiguration.html (2026-11)
          ...(EventBridgeConfiguration && String(EventBridgeConfiguration.EventBridgeEnabled ?? true) === "true"
            ? { EventBridgeConfiguration: {} }
            : {}),
          LambdaFunctionConfigurations: (LambdaConfigurations as Properties[]).map(({ Function, ...each }) => ({
            LambdaFunctionArn: Function,
            ...eventsOf(each),
          })),
          QueueConfigurations: (QueueConfigurations as Properties[]).map(({ Queue, ...each }) => ({
            QueueArn: Queue,
            ...eventsOf(each),
          })),
          TopicConfigurations: (TopicConfigurations as Properties[]).map(({ Topic, ...each }) => ({
            TopicArn: Topic,
            ...eventsOf(each),
          })),
        },
      }),
    remove: (Bucket, context) =>
      context.call("s3", "PutBucketNotificationConfiguration", { Bucket, NotificationConfiguration: {} }),
  },
  {
    property: "Tags",
    put: (Bucket, TagSet, context) => context.call("s3", "PutBucketTagging", { Bucket, Tagging: { TagSet } }),
    remove: (Bucket, context) => context.call("s3", "DeleteBucketTagging", { Bucket }),
  },
];

function eventsOf({ Event, Filter }: Properties) {
  return { Events: [Event], ...(Filter ? { Filter: { Key: { FilterRules: Filter.S3Key.Rules } } } : {}) };
}

/** Values that are known before anything is created and that a call would refuse later. */
export function refusedValues(properties: Properties): string[] {
  const refused: string[] = [];
  const { AccessControl, OwnershipControls, BucketEncryption, WebsiteConfiguration } = properties;
  if (WebsiteConfiguration !== undefined) refused.push(`a bucket as a website (${WEBSITE_ADVICE})`);
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
