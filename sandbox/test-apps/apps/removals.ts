/** Settings that an update takes away: what they set goes back to AWS's default. */
import { deepEqual } from "node:assert/strict";
import { Duration, Size } from "aws-cdk-lib";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as sources from "aws-cdk-lib/aws-lambda-event-sources";
import * as logs from "aws-cdk-lib/aws-logs";
import * as s3 from "aws-cdk-lib/aws-s3";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import {
  GetFunctionCommand,
  GetFunctionUrlConfigCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
} from "@aws-sdk/client-lambda";
import {
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import type { TestApps } from "../test-app.ts";
import { DESTROY, echo, output, table } from "./shorthand.ts";

/** A call's result, or the name of its error. */
const orError = <T>(call: Promise<T>) => call.catch(({ name }: Error) => name);

export const removalApps: TestApps = {
  "settings-of-a-function-removed": {
    build(stack, version) {
      const items = table(stack, "Table", { stream: dynamodb.StreamViewType.KEYS_ONLY });
      const is = version === 1;
      const fn = new lambda.Function(stack, "Function", {
        runtime: lambda.Runtime.NODEJS_22_X,
        handler: "index.handler",
        code: lambda.Code.fromInline(echo(1)),
        ...(is
          ? {
              description: "described",
              timeout: Duration.seconds(9),
              memorySize: 256,
              environment: { KEY: "value" },
              ephemeralStorageSize: Size.mebibytes(600),
              reservedConcurrentExecutions: 3,
              tracing: lambda.Tracing.ACTIVE,
              loggingFormat: lambda.LoggingFormat.JSON,
              recursiveLoop: lambda.RecursiveLoop.ALLOW,
            }
          : {}),
      });
      fn.addFunctionUrl(is ? { cors: { allowedOrigins: ["*"] } } : {});
      fn.addEventSource(
        new sources.DynamoEventSource(items, {
          startingPosition: lambda.StartingPosition.LATEST,
          ...(is
            ? {
                batchSize: 7,
                retryAttempts: 2,
                maxRecordAge: Duration.minutes(5),
                bisectBatchOnError: true,
                maxBatchingWindow: Duration.seconds(2),
                parallelizationFactor: 2,
                filters: [lambda.FilterCriteria.filter({ eventName: ["INSERT"] })],
              }
            : {}),
        }),
      );
      output(stack, "Name", fn.functionName);
    },
    async behaves({ client, output }, version) {
      const lambda = client(LambdaClient);
      const FunctionName = output("Name");
      const { Configuration, Concurrency } = await lambda.send(new GetFunctionCommand({ FunctionName }));
      const { Description, Timeout, MemorySize, Environment, EphemeralStorage, TracingConfig, LoggingConfig } =
        Configuration!;
      const { Cors } = await lambda.send(new GetFunctionUrlConfigCommand({ FunctionName }));
      const { EventSourceMappings } = await lambda.send(new ListEventSourceMappingsCommand({ FunctionName }));
      const mapping = EventSourceMappings![0]!;
      const is = version === 1;
      deepEqual(
        {
          function: [Description, Timeout, MemorySize, Environment?.Variables, EphemeralStorage?.Size],
          more: [TracingConfig?.Mode, LoggingConfig?.LogFormat, Concurrency?.ReservedConcurrentExecutions],
          cors: Cors?.AllowOrigins,
          batches: [mapping.BatchSize, mapping.MaximumBatchingWindowInSeconds, mapping.ParallelizationFactor],
          retries: [
            mapping.MaximumRetryAttempts,
            mapping.MaximumRecordAgeInSeconds,
            mapping.BisectBatchOnFunctionError,
          ],
          filters: mapping.FilterCriteria?.Filters?.length,
        },
        {
          function: is ? ["described", 9, 256, { KEY: "value" }, 600] : ["", 3, 128, {}, 512],
          more: is ? ["Active", "JSON", 3] : ["PassThrough", "Text", undefined],
          cors: is ? ["*"] : undefined,
          batches: is ? [7, 2, 2] : [100, 0, 1],
          retries: is ? [2, 300, true] : [-1, -1, false],
          filters: is ? 1 : undefined,
        },
      );
    },
  },

  "settings-of-stores-removed": {
    build(stack, version) {
      const is = version === 1;
      const target = new s3.Bucket(stack, "Target", { autoDeleteObjects: true, ...DESTROY });
      const bucket = new s3.Bucket(stack, "Bucket", {
        ...DESTROY,
        ...(is
          ? {
              versioned: true,
              cors: [{ allowedMethods: [s3.HttpMethods.GET], allowedOrigins: ["*"] }],
              lifecycleRules: [{ expiration: Duration.days(9) }],
              encryption: s3.BucketEncryption.KMS_MANAGED,
              blockPublicAccess: s3.BlockPublicAccess.BLOCK_ACLS_ONLY,
              serverAccessLogsBucket: target,
            }
          : {}),
      });
      const items = table(
        stack,
        "Table",
        is
          ? {
              timeToLiveAttribute: "ttl",
              pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
              stream: dynamodb.StreamViewType.NEW_IMAGE,
              deletionProtection: true,
            }
          : {},
      );
      const group = new logs.LogGroup(stack, "Group", {
        ...DESTROY,
        retention: is ? logs.RetentionDays.ONE_DAY : logs.RetentionDays.INFINITE,
      });
      output(stack, "Bucket", bucket.bucketName);
      output(stack, "Table", items.tableName);
      output(stack, "Group", group.logGroupName);
    },
    async behaves({ client, output }, version) {
      const is = version === 1;
      const s3 = client(S3Client);
      const Bucket = output("Bucket");
      const encryption = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
      // Recorded (test_s3_default_bucket_encryption): a deleted configuration is not told any more, though AES256 holds.
      const rule = encryption.ServerSideEncryptionConfiguration?.Rules![0]!.ApplyServerSideEncryptionByDefault;
      const cors = await orError(s3.send(new GetBucketCorsCommand({ Bucket })));
      const lifecycle = await orError(s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket })));
      const block = await orError(s3.send(new GetPublicAccessBlockCommand({ Bucket })));
      const db = client(DynamoDBClient);
      const TableName = output("Table");
      const { Table } = await db.send(new DescribeTableCommand({ TableName }));
      const ttl = await db.send(new DescribeTimeToLiveCommand({ TableName }));
      const backups = await db.send(new DescribeContinuousBackupsCommand({ TableName }));
      const describe = new DescribeLogGroupsCommand({ logGroupNamePrefix: output("Group") });
      deepEqual(
        {
          versioning: (await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status,
          cors: typeof cors === "string" ? cors : cors.CORSRules!.length,
          lifecycle: typeof lifecycle === "string" ? lifecycle : lifecycle.Rules!.length,
          encryption: rule?.SSEAlgorithm,
          block: typeof block === "string" ? block : block.PublicAccessBlockConfiguration!.BlockPublicPolicy,
          logging: Boolean((await s3.send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled),
          table: [Table!.DeletionProtectionEnabled, Table!.StreamSpecification?.StreamEnabled],
          ttl: ttl.TimeToLiveDescription!.TimeToLiveStatus,
          backups: backups.ContinuousBackupsDescription!.PointInTimeRecoveryDescription!.PointInTimeRecoveryStatus,
          retention: (await client(CloudWatchLogsClient).send(describe)).logGroups![0]!.retentionInDays,
        },
        {
          versioning: is ? "Enabled" : "Suspended",
          cors: is ? 1 : "NoSuchCORSConfiguration",
          lifecycle: is ? 1 : "NoSuchLifecycleConfiguration",
          encryption: is ? "aws:kms" : undefined,
          block: is ? false : "NoSuchPublicAccessBlockConfiguration",
          logging: is,
          table: is ? [true, true] : [false, undefined],
          ttl: is ? "ENABLED" : "DISABLED",
          backups: is ? "ENABLED" : "DISABLED",
          retention: is ? 1 : undefined,
        },
      );
    },
    superfluous: {
      "Target/Policy#1": "nobody waits for the access logs, whose setting is looked at",
    },
  },
};
