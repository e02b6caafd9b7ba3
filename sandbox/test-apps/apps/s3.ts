import { deepEqual, equal } from "node:assert/strict";
import { CfnOutput, Duration } from "aws-cdk-lib";
import * as iam from "aws-cdk-lib/aws-iam";
import * as s3 from "aws-cdk-lib/aws-s3";
import * as s3deploy from "aws-cdk-lib/aws-s3-deployment";
import * as s3n from "aws-cdk-lib/aws-s3-notifications";
import * as ssm from "aws-cdk-lib/aws-ssm";
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import type { TestApps } from "../test-app.ts";
import { CALLER, DESTROY, inline, keysOf, output, userWithKeys } from "./shorthand.ts";

export const s3Apps: TestApps = {
  bucket: {
    build(stack, version) {
      const bucket = new s3.Bucket(stack, "Bucket", {
        versioned: version > 1,
        blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
        encryption: s3.BucketEncryption.S3_MANAGED,
        lifecycleRules: [{ expiration: Duration.days(version) }],
        ...DESTROY,
      });
      output(stack, "Name", bucket.bucketName);
    },
    async behaves({ output, client }, version) {
      const s3 = client(S3Client);
      const Bucket = output("Name");
      const { Rules } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
      equal(Rules![0]!.Expiration!.Days, version);
      const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
      equal(Status, version > 1 ? "Enabled" : undefined);
      const encryption = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
      const [rule] = encryption.ServerSideEncryptionConfiguration!.Rules!;
      equal(rule!.ApplyServerSideEncryptionByDefault!.SSEAlgorithm, "AES256");
    },
  },

  "bucket-lifecycle": {
    build(stack, version) {
      const bucket = new s3.Bucket(stack, "Bucket", {
        autoDeleteObjects: true,
        lifecycleRules: [{ prefix: "tmp/", expiration: Duration.days(version) }],
        ...DESTROY,
      });
      const told = new ssm.StringParameter(stack, "Told", { stringValue: `nothing in version ${version}` });
      const fn = inline(
        stack,
        "Function",
        `const { SSMClient, PutParameterCommand } = require("@aws-sdk/client-ssm");
         exports.handler = async ({ Records: [{ eventName, s3 }] }) => new SSMClient({ maxAttempts: 1 }).send(
           new PutParameterCommand({ Name: process.env.NAME, Value: eventName + " " + s3.object.key, Overwrite: true }));`,
        { environment: { NAME: told.parameterName } },
      );
      told.grantWrite(fn);
      bucket.addEventNotification(s3.EventType.LIFECYCLE_EXPIRATION, new s3n.LambdaDestination(fn));
      output(stack, "Name", bucket.bucketName);
      output(stack, "Told", told.parameterName);
    },
    async behaves({ output, read, write, eventually, pass, parameter }, version) {
      await write(output("Name"), `tmp/${version}`, "soon gone");
      await write(output("Name"), "kept", "stays");
      await eventually(async () => {
        await pass((version + 1) * 86_400_000);
        equal(await parameter(output("Told")), `LifecycleExpiration:Delete tmp/${version}`);
      });
      equal(await read(output("Name"), `tmp/${version}`), undefined);
      equal(await read(output("Name"), "kept"), "stays");
    },
  },

  "bucket-access-logs": {
    build(stack, version) {
      const logs = new s3.Bucket(stack, "Logs", { autoDeleteObjects: true, ...DESTROY });
      const bucket = new s3.Bucket(stack, "Bucket", {
        autoDeleteObjects: true,
        serverAccessLogsBucket: logs,
        serverAccessLogsPrefix: `v${version}/`,
        lifecycleRules: [
          { transitions: [{ storageClass: s3.StorageClass.GLACIER, transitionAfter: Duration.days(90) }] },
        ],
        ...DESTROY,
      });
      output(stack, "Name", bucket.bucketName);
      output(stack, "Logs", logs.bucketName);
    },
    async behaves({ output, write, client, eventually, pass }, version) {
      await write(output("Name"), `v${version}`, "logged");
      await eventually(async () => {
        await pass(600_000);
        const list = new ListObjectsV2Command({ Bucket: output("Logs"), Prefix: `v${version}/` });
        equal((await client(S3Client).send(list)).KeyCount! > 0, true);
      });
    },
  },

  "bucket-notifications": {
    build(stack, version) {
      const fn = inline(
        stack,
        "Function",
        `const { S3Client, PutObjectCommand } = require("@aws-sdk/client-s3");
         exports.handler = async ({ Records: [{ eventName, s3 }] }) => new S3Client({}).send(new PutObjectCommand({
           Bucket: s3.bucket.name, Key: "seen/" + s3.object.key, Body: eventName }));`,
      );
      const bucket = new s3.Bucket(stack, "Bucket", { autoDeleteObjects: true, ...DESTROY });
      bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new s3n.LambdaDestination(fn), {
        prefix: `in-${version}/`,
      });
      bucket.addCorsRule({ allowedMethods: [s3.HttpMethods.GET], allowedOrigins: ["*"] });
      bucket.grantWrite(fn);
      output(stack, "Name", bucket.bucketName);
    },
    async behaves({ output, read, write, eventually }, version) {
      await write(output("Name"), `in-${version}/a.txt`, "x");
      await eventually(async () => equal(await read(output("Name"), `seen/in-${version}/a.txt`), "ObjectCreated:Put"));
    },
  },

  "bucket-policy": {
    build(stack, version) {
      const bucket = new s3.Bucket(stack, "Bucket", { autoDeleteObjects: true, ...DESTROY });
      const reader = userWithKeys(stack, "Reader");
      const writer = userWithKeys(stack, "Writer");
      writer.addToPolicy(
        new iam.PolicyStatement({ actions: ["s3:PutObject"], resources: [bucket.arnForObjects("*")] }),
      );
      bucket.addToResourcePolicy(
        new iam.PolicyStatement({
          principals: [new iam.ArnPrincipal(reader.userArn)],
          actions: ["s3:GetObject"],
          resources: [bucket.arnForObjects(`public-${version}/*`)],
        }),
      );
      bucket.addToResourcePolicy(
        new iam.PolicyStatement({
          effect: iam.Effect.DENY,
          principals: [new iam.AnyPrincipal()],
          actions: ["s3:PutObject"],
          resources: [bucket.arnForObjects("frozen/*")],
        }),
      );
      output(stack, "Name", bucket.bucketName);
    },
    async behaves(world, version) {
      const { output, read, write, client, denied } = world;
      const Bucket = output("Name");
      const Key = `public-${version}/a`;
      const writer = client(S3Client, { credentials: keysOf(world, "Writer") });
      const reader = client(S3Client, { credentials: keysOf(world, "Reader") });
      await writer.send(new PutObjectCommand({ Bucket, Key, Body: "hi" }));
      equal(await (await reader.send(new GetObjectCommand({ Bucket, Key }))).Body!.transformToString(), "hi");
      await denied(reader.send(new GetObjectCommand({ Bucket, Key: `public-${3 - version}/a` })));
      await denied(write(Bucket, "frozen/a", "by the administrator"));
      equal(await read(Bucket, Key), "hi");
    },
  },

  "enforce-ssl": {
    build(stack, version) {
      const bucket = new s3.Bucket(stack, "Bucket", { enforceSSL: true, ...DESTROY });
      const fn = inline(stack, "Function", CALLER);
      bucket.grantReadWrite(fn, version > 1 ? "b/*" : "a/*");
      output(stack, "Name", bucket.bucketName);
      output(stack, "Function", fn.functionName);
    },
    async behaves({ output, through, denied }, version) {
      const at = (Key: string) => ({ Bucket: output("Name"), Key });
      const key = version > 1 ? "b/1" : "a/1";
      await through(output("Function"), "s3", "PutObject", { ...at(key), Body: "text" });
      equal((await through(output("Function"), "s3", "GetObject", at(key))).Body, "text");
      await denied(through(output("Function"), "s3", "GetObject", at("c/1")));
      await through(output("Function"), "s3", "DeleteObject", at(key));
    },
    superfluous: {
      "Bucket/Policy#0":
        "the sandbox speaks HTTP but stands for endpoints with TLS: there is no insecure request to refuse",
    },
  },

  "auto-delete-objects": {
    build(stack, version) {
      const bucket = new s3.Bucket(stack, `Bucket${version}`, {
        autoDeleteObjects: true,
        versioned: true,
        ...DESTROY,
      });
      output(stack, "Name", bucket.bucketName);
    },
    // The bucket of version 1 is deleted by the update.
    behaves: ({ output, write }, version) => write(output("Name"), `v${version}`, "left behind"),
  },

  "bucket-deployment": {
    build(stack, version) {
      const destinationBucket = new s3.Bucket(stack, "Bucket", { autoDeleteObjects: true, ...DESTROY });
      new s3deploy.BucketDeployment(stack, "Deployment", {
        destinationBucket,
        destinationKeyPrefix: "site",
        sources: [
          s3deploy.Source.data("index.html", `<p>v${version} of ${destinationBucket.bucketName}`),
          s3deploy.Source.jsonData(`v${version}.json`, { bucket: destinationBucket.bucketArn }),
        ],
        metadata: { Version: String(version) },
        cacheControl: [s3deploy.CacheControl.noCache()],
      });
      output(stack, "Name", destinationBucket.bucketName);
    },
    async behaves({ output, read, client }, version) {
      const Bucket = output("Name");
      equal(await read(Bucket, "site/index.html"), `<p>v${version} of ${Bucket}`);
      deepEqual(JSON.parse((await read(Bucket, `site/v${version}.json`))!), { bucket: `arn:aws:s3:::${Bucket}` });
      const head = await client(S3Client).send(new HeadObjectCommand({ Bucket, Key: "site/index.html" }));
      deepEqual([head.CacheControl, head.Metadata], ["no-cache", { version: String(version) }]);
      // Pruned.
      if (version > 1) equal(await read(Bucket, "site/v1.json"), undefined);
    },
  },

  "bucket-cors": {
    build(stack, version) {
      const bucket = new s3.Bucket(stack, "Bucket", {
        cors: [{ allowedMethods: [s3.HttpMethods.PUT], allowedOrigins: [`https://v${version}.example.com`] }],
        ...DESTROY,
      });
      new CfnOutput(stack, "Name", { value: bucket.bucketName });
    },
    async behaves({ output, sandbox }, version) {
      const preflight = (origin: string) =>
        fetch(`${sandbox.endpoint}/${output("Name")}/a`, {
          method: "OPTIONS",
          headers: { Origin: origin, "Access-Control-Request-Method": "PUT" },
        });
      equal((await preflight(`https://v${version}.example.com`)).status, 200);
      equal((await preflight(`https://v${3 - version}.example.com`)).status, 403);
    },
  },
};
