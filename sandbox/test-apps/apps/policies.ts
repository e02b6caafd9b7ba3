/** Policies as people write them: variables, conditions, PassRole, tags. */
import { deepEqual, equal } from "node:assert/strict";
import { join } from "node:path";
import { Tags } from "aws-cdk-lib";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as sources from "aws-cdk-lib/aws-lambda-event-sources";
import * as s3 from "aws-cdk-lib/aws-s3";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { CreateFunctionCommand, DeleteFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { TestApps } from "../test-app.ts";
import { zipFolder } from "../zip-folder.ts";
import { allow, DESTROY, inline, keysOf, output, table, userWithKeys } from "./shorthand.ts";

export const policyApps: TestApps = {
  "home-folders": {
    build(stack, version) {
      const bucket = new s3.Bucket(stack, "Bucket", { autoDeleteObjects: true, ...DESTROY });
      const group = new iam.Group(stack, "Group");
      group.addToPolicy(allow(["s3:PutObject"], [bucket.arnForObjects(`home${version}/\${aws:username}/*`)]));
      group.addToPolicy(
        new iam.PolicyStatement({
          actions: ["s3:ListBucket"],
          resources: [bucket.bucketArn],
          conditions: { StringLike: { "s3:prefix": ["home*/${aws:username}/*"] } },
        }),
      );
      for (const id of ["Ann", "Bob"]) {
        const user = userWithKeys(stack, id);
        user.addToGroup(group);
        output(stack, `${id}Name`, user.userName);
      }
      output(stack, "Bucket", bucket.bucketName);
    },
    async behaves(world, version) {
      const { output, client, denied } = world;
      const Bucket = output("Bucket");
      const ann = client(S3Client, { credentials: keysOf(world, "Ann") });
      const home = (id: string) => `home${version}/${output(`${id}Name`)}/`;
      await ann.send(new PutObjectCommand({ Bucket, Key: `${home("Ann")}a`, Body: "x" }));
      await denied(ann.send(new PutObjectCommand({ Bucket, Key: `${home("Bob")}a`, Body: "x" })));
      const { KeyCount } = await ann.send(new ListObjectsV2Command({ Bucket, Prefix: home("Ann") }));
      equal(KeyCount, 1);
      await denied(ann.send(new ListObjectsV2Command({ Bucket, Prefix: home("Bob") })));
      await denied(ann.send(new ListObjectsV2Command({ Bucket })));
    },
  },

  "pass-role": {
    build(stack, version) {
      const [allowed, other] = ["Allowed", "Other"].map(
        (id) => new iam.Role(stack, id, { assumedBy: new iam.ServicePrincipal("lambda.amazonaws.com") }),
      );
      const deployer = userWithKeys(stack);
      deployer.addToPolicy(
        allow(["lambda:CreateFunction", "lambda:DeleteFunction"], [`arn:aws:lambda:*:*:function:v${version}-*`]),
      );
      deployer.addToPolicy(
        new iam.PolicyStatement({
          actions: ["iam:PassRole"],
          resources: [allowed!.roleArn],
          conditions: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
        }),
      );
      output(stack, "Allowed", allowed!.roleArn);
      output(stack, "Other", other!.roleArn);
    },
    async behaves(world, version) {
      const { output, client, denied } = world;
      const lambda = client(LambdaClient, { credentials: keysOf(world) });
      const FunctionName = `v${version}-made`;
      const create = (role: string, name = FunctionName) =>
        lambda.send(
          new CreateFunctionCommand({
            FunctionName: name,
            Role: output(role),
            Runtime: "nodejs22.x",
            Handler: "index.handler",
            Code: { ZipFile: zipFolder(join(import.meta.dirname, "../layer/nodejs/node_modules/greeting")) },
          }),
        );
      equal((await create("Allowed")).FunctionName, FunctionName);
      await denied(create("Other"));
      await denied(create("Allowed", `v${3 - version}-made`));
      await lambda.send(new DeleteFunctionCommand({ FunctionName }));
    },
    superfluous: {
      "Other#trust": "the role is there to be refused: no function has it",
    },
  },

  "tags-decide": {
    build(stack, version) {
      const items = table(stack);
      const user = userWithKeys(stack);
      const role = new iam.Role(stack, "Role", {
        assumedBy: new iam.SessionTagsPrincipal(new iam.ArnPrincipal(user.userArn)),
      });
      Tags.of(role).add("team", `team-${version}`);
      role.addToPolicy(
        new iam.PolicyStatement({
          actions: ["dynamodb:GetItem"],
          resources: [items.tableArn],
          conditions: {
            StringEquals: { "aws:PrincipalTag/team": `team-${version}`, "aws:PrincipalTag/level": "high" },
          },
        }),
      );
      output(stack, "Role", role.roleArn);
      output(stack, "Table", items.tableName);
    },
    async behaves(world) {
      const { output, client, denied } = world;
      const get = async (level: string) => {
        const assume = new AssumeRoleCommand({
          RoleArn: output("Role"),
          RoleSessionName: "test",
          Tags: [{ Key: "level", Value: level }],
        });
        const { Credentials } = await client(STSClient, { credentials: keysOf(world) }).send(assume);
        const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
        const credentials = {
          accessKeyId: AccessKeyId!,
          secretAccessKey: SecretAccessKey!,
          sessionToken: SessionToken!,
        };
        const db = client(DynamoDBClient, { credentials });
        return db.send(new GetItemCommand({ TableName: output("Table"), Key: { pk: { S: "1" } } }));
      };
      equal((await get("high")).Item, undefined);
      await denied(get("low"));
    },
  },

  "expired-items-archived": {
    build(stack, version) {
      const items = table(stack, "Table", {
        timeToLiveAttribute: "ttl",
        stream: dynamodb.StreamViewType.OLD_IMAGE,
      });
      const archive = new s3.Bucket(stack, "Archive", { autoDeleteObjects: true, ...DESTROY });
      const fn = inline(
        stack,
        "Function",
        `const { S3Client, PutObjectCommand } = require("@aws-sdk/client-s3");
         exports.handler = async ({ Records }) => {
           for (const { dynamodb: { OldImage }, userIdentity } of Records)
             await new S3Client({}).send(new PutObjectCommand({ Bucket: process.env.BUCKET, Key: "v${version}/" + OldImage.pk.S, Body: userIdentity.principalId }));
           return { batchItemFailures: [] };
         };`,
        { environment: { BUCKET: archive.bucketName } },
      );
      fn.addToRolePolicy(allow(["s3:PutObject"], [archive.arnForObjects(`v${version}/*`)]));
      fn.addEventSource(
        new sources.DynamoEventSource(items, {
          startingPosition: lambda.StartingPosition.TRIM_HORIZON,
          reportBatchItemFailures: true,
          bisectBatchOnError: version > 1,
          parallelizationFactor: version,
          filters: [
            lambda.FilterCriteria.filter({
              userIdentity: { principalId: lambda.FilterRule.isEqual("dynamodb.amazonaws.com") },
            }),
          ],
        }),
      );
      output(stack, "Table", items.tableName);
      output(stack, "Archive", archive.bucketName);
    },
    async behaves({ output, client, read, eventually, pass }, version) {
      const ttl = String(Math.floor(Date.now() / 1000) + 3600);
      const Item = { pk: { S: `old-${version}` }, ttl: { N: ttl } };
      await client(DynamoDBClient).send(new PutItemCommand({ TableName: output("Table"), Item }));
      await eventually(async () => {
        await pass(2 * 3_600_000);
        const said = await read(output("Archive"), `v${version}/old-${version}`);
        deepEqual(said, "dynamodb.amazonaws.com");
      });
    },
  },
};
