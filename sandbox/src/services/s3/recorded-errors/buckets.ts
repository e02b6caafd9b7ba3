import type {
  CreateBucketCommandInput,
  BucketLocationConstraint,
  EncodingType,
  ObjectOwnership,
} from "@aws-sdk/client-s3";
import { bucket, byStatus, s3, s3In, versioned } from "./fixture.ts";

const createIn = (region: string, constraint?: string) => () => {
  const client = s3In(region);
  // The SDK fills the Region in where there is no constraint; this takes it out again.
  if (!constraint)
    client.middlewareStack.add(
      (next) => (args) => {
        delete (args.input as CreateBucketCommandInput).CreateBucketConfiguration;
        return next(args);
      },
      { step: "initialize", priority: "low" },
    );
  const configuration = { LocationConstraint: constraint as BucketLocationConstraint };
  return client.createBucket({
    Bucket: "a-new-bucket",
    ...(constraint && { CreateBucketConfiguration: configuration }),
  });
};

const owned = (ownership: string) => () =>
  s3.createBucket({ Bucket: "a-new-bucket", ObjectOwnership: ownership as ObjectOwnership });

const lifecycle = (rule: object) => () =>
  s3.putBucketLifecycleConfiguration({
    ...bucket,
    LifecycleConfiguration: {
      Rules: [{ ID: "rule", Status: "Enabled", Expiration: { Days: 1 }, Filter: { Prefix: "a" }, ...rule }],
    },
  });

const ownedBy = (account: string) => () => s3.getBucketPolicy({ ...bucket, ExpectedBucketOwner: account });

const logTo = (TargetBucket: string) =>
  s3.putBucketLogging({ ...bucket, BucketLoggingStatus: { LoggingEnabled: { TargetBucket, TargetPrefix: "log" } } });

/** Buckets, their configurations and listings. */
export const buckets = {
  "ReplicationConfigurationNotFoundError: …": () => s3.getBucketReplication(bucket),
  "ObjectLockConfigurationNotFoundError: …": () => s3.getObjectLockConfiguration(bucket),
  "InvalidTargetBucketForLogging: …": () => logTo("an-absent-bucket"),
  "CrossLocationLoggingProhibitted: …": async () => {
    const LocationConstraint = "us-west-2";
    await s3In(LocationConstraint).createBucket({
      Bucket: "a-far-bucket",
      CreateBucketConfiguration: { LocationConstraint },
    });
    await logTo("a-far-bucket");
  },
  "InvalidRequest: Invalid TransitionDefaultMinimumObjectSize found: value": () =>
    s3.putBucketLifecycleConfiguration({
      ...bucket,
      TransitionDefaultMinimumObjectSize: "value" as "varies_by_storage_class",
      LifecycleConfiguration: { Rules: [{ Status: "Enabled", Expiration: { Days: 7 }, Filter: { Prefix: "" } }] },
    }),
  "NoSuchBucket: The specified bucket does not exist": () => s3.listObjectsV2({ Bucket: "an-absent-bucket" }),
  "InvalidBucketName: The specified bucket is not valid.": () => s3.createBucket({ Bucket: "An-Uppercase-Bucket" }),
  "InvalidLocationConstraint: The specified location-constraint is not valid": createIn("us-east-1", "us-east-1"),
  "IllegalLocationConstraintException: The unspecified location constraint is incompatible …": createIn("us-east-2"),
  "IllegalLocationConstraintException: The <region-3> location constraint is incompatible …": createIn(
    "us-east-2",
    "us-west-1",
  ),
  "IllegalLocationConstraintException: The <region-2> location constraint is incompatible …": createIn(
    "us-west-1",
    "us-east-2",
  ),
  "IllegalLocationConstraintException: The <region-1> location constraint is incompatible …": createIn(
    "us-west-1",
    "us-east-1",
  ),
  "IllegalLocationConstraintException: The aws-global location constraint is incompatible …": createIn(
    "us-west-1",
    "aws-global",
  ),
  "IllegalLocationConstraintException: The EU location constraint is incompatible …": createIn("us-west-1", "EU"),
  "IllegalLocationConstraintException: The bar location constraint is incompatible …": createIn("eu-west-1", "bar"),
  "BucketAlreadyOwnedByYou: …": async () => {
    await createIn("us-west-1", "us-west-1")();
    await createIn("us-west-1", "us-west-1")();
  },
  "404: Not Found": () => byStatus(s3.headBucket({ Bucket: "an-absent-bucket" })),
  "BucketNotEmpty: The bucket you tried to delete is not empty. You must delete all versions in the bucket.": () =>
    s3.deleteBucket(versioned),
  "BucketNotEmpty: The bucket you tried to delete is not empty": () => s3.deleteBucket(bucket),
  "InvalidArgument: Invalid x-amz-object-ownership header: RandomValue": owned("RandomValue"),
  "InvalidArgument: Invalid x-amz-object-ownership header: ": owned(""),
  "NoSuchPublicAccessBlockConfiguration: The public access block configuration was not found": async () => {
    await s3.createBucket({ Bucket: "without-block" });
    await s3.deletePublicAccessBlock({ Bucket: "without-block" });
    await s3.getPublicAccessBlock({ Bucket: "without-block" });
  },
  "IllegalVersioningConfigurationException: The Versioning element must be specified": () =>
    s3.putBucketVersioning({ ...bucket, VersioningConfiguration: {} }),
  "InvalidArgument: a KMSMasterKeyID is not applicable …": () =>
    s3.putBucketEncryption({
      ...bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256", KMSMasterKeyID: "key" } }],
      },
    }),
  "MalformedXML: …": () => s3.deleteObjects({ ...bucket, Delete: { Objects: [] } }),

  "NoSuchBucketPolicy: The bucket policy does not exist": () => s3.getBucketPolicy(bucket),
  "MalformedPolicy: Policies must be valid JSON and the first byte must be '{'": () =>
    s3.putBucketPolicy({ ...bucket, Policy: "" }),
  "MalformedPolicy: Missing required field Statement": () => s3.putBucketPolicy({ ...bucket, Policy: "{}" }),
  "InvalidBucketOwnerAWSAccountID: The value of the expected bucket owner parameter must be an AWS Account ID... [invalid]":
    ownedBy("invalid"),
  "InvalidBucketOwnerAWSAccountID: The value of the expected bucket owner parameter must be an AWS Account ID... [0000]":
    ownedBy("0000"),
  "InvalidBucketOwnerAWSAccountID: The value of the expected bucket owner parameter must be an AWS Account ID... [0000000000020]":
    ownedBy("0000000000020"),
  "InvalidBucketOwnerAWSAccountID: The value of the expected bucket owner parameter must be an AWS Account ID... [abcd]":
    ownedBy("abcd"),
  "InvalidBucketOwnerAWSAccountID: The value of the expected bucket owner parameter must be an AWS Account ID... [aa000000000$]":
    ownedBy("aa000000000$"),

  "NoSuchLifecycleConfiguration: The lifecycle configuration does not exist": () =>
    s3.getBucketLifecycleConfiguration(bucket),
  "InvalidArgument: 'Date' must be at midnight GMT": lifecycle({
    Expiration: { Date: new Date("2030-01-01T01:00:00Z") },
  }),
  "InvalidRequest: Duplicate Tag Keys are not allowed.": lifecycle({
    Filter: {
      And: {
        Tags: [
          { Key: "a", Value: "1" },
          { Key: "a", Value: "2" },
        ],
      },
    },
  }),
  "NoSuchCORSConfiguration: The CORS configuration does not exist": () => s3.getBucketCors(bucket),
  "InvalidRequest: Found unsupported HTTP method in CORS config. Unsupported method is MYMETHOD": () =>
    s3.putBucketCors({
      ...bucket,
      CORSConfiguration: { CORSRules: [{ AllowedMethods: ["MYMETHOD"], AllowedOrigins: ["*"] }] },
    }),

  "InvalidArgument: The continuation token provided is incorrect": () =>
    s3.listObjectsV2({ ...bucket, ContinuationToken: "" }),
  "InvalidArgument: A version-id marker cannot be specified without a key marker.": () =>
    s3.listObjectVersions({ ...bucket, VersionIdMarker: "marker" }),
  "InvalidArgument: Invalid uploadId marker": () =>
    s3.listMultipartUploads({ ...bucket, KeyMarker: "key", UploadIdMarker: "marker" }),
  "InvalidArgument: Argument value eu-east-1 is not a valid AWS Region": () =>
    s3.listBuckets({ BucketRegion: "eu-east-1" }),
  "InvalidArgument: Invalid Encoding Method specified in Request": () =>
    s3.listObjectsV2({ ...bucket, EncodingType: "value" as EncodingType }),
};
