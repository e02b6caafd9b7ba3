/** Apps of several stacks, parameters and functions of the template language. */
import { deepEqual, equal } from "node:assert/strict";
import { CfnParameter, Fn, NestedStack, Stack } from "aws-cdk-lib";
import * as custom from "aws-cdk-lib/custom-resources";
import * as s3 from "aws-cdk-lib/aws-s3";
import * as s3n from "aws-cdk-lib/aws-s3-notifications";
import * as ssm from "aws-cdk-lib/aws-ssm";
import { CloudFormationClient, DeleteStackCommand, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import type { TestApps } from "../test-app.ts";
import { CALLER, DESTROY, inline, output, table } from "./shorthand.ts";

export const stackApps: TestApps = {
  "stacks-in-a-row": {
    build(stack, version) {
      const data = new Stack(stack.node.root, "Data");
      const items = table(data, "Table", version > 1 ? { timeToLiveAttribute: "ttl" } : {});
      const shared = new ssm.StringParameter(data, "Shared", { stringValue: `v${version}` });
      const logic = new Stack(stack.node.root, "Logic");
      const fn = inline(logic, "Function", CALLER, { environment: { TABLE: items.tableName } });
      items.grant(fn, "dynamodb:PutItem");
      // The stack itself: needs both.
      const caller = inline(stack, "Caller", CALLER);
      fn.grantInvoke(caller);
      shared.grantRead(caller);
      output(stack, "Caller", caller.functionName);
      output(stack, "Function", fn.functionName);
      output(stack, "Table", items.tableName);
      output(stack, "Shared", shared.parameterName);
    },
    async behaves({ output, through, client, denied }, version) {
      const { Parameter } = await through(output("Caller"), "ssm", "GetParameter", { Name: output("Shared") });
      equal(Parameter.Value, `v${version}`);
      const input = { TableName: output("Table"), Item: { pk: { S: "a" } } };
      await through(output("Function"), "dynamodb", "PutItem", input);
      await through(output("Caller"), "lambda", "Invoke", {
        FunctionName: output("Function"),
        InvocationType: "DryRun",
      });
      await denied(through(output("Caller"), "dynamodb", "PutItem", input));
      // What others import stays.
      const cloudformation = client(CloudFormationClient);
      await cloudformation.send(new DeleteStackCommand({ StackName: "Data" }));
      const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: "Data" }));
      equal(Stacks![0]!.StackStatus, version > 1 ? "UPDATE_COMPLETE" : "CREATE_COMPLETE");
    },
  },

  "nested-stacks-with-parameters": {
    build(stack, version) {
      const first = new NestedStack(stack, "First");
      const items = table(first);
      const second = new NestedStack(stack, "Second");
      const fn = inline(second, "Function", CALLER, { description: `v${version}` });
      items.grant(fn, "dynamodb:Scan");
      const third = new NestedStack(second, "Third");
      new ssm.StringParameter(third, "Deep", { parameterName: "/test-apps/deep", stringValue: fn.functionName });
      if (version > 1) new ssm.StringParameter(third, "More", { stringValue: items.tableName });
      output(stack, "Function", fn.functionName);
      output(stack, "Table", items.tableName);
    },
    async behaves({ output, through, parameter }) {
      equal(await parameter("/test-apps/deep"), output("Function"));
      deepEqual((await through(output("Function"), "dynamodb", "Scan", { TableName: output("Table") })).Items, []);
    },
  },

  "template-functions": {
    build(stack, version) {
      const list = new CfnParameter(stack, "List", { type: "CommaDelimitedList", default: `a,b${version},c` });
      const number = new CfnParameter(stack, "Number", { type: "Number", default: version, minValue: 1 });
      const secret = new CfnParameter(stack, "Secret", { default: "hush", noEcho: true });
      const values = {
        select: Fn.select(1, list.valueAsList),
        join: Fn.join("-", list.valueAsList),
        split: Fn.select(2, Fn.split("/", `x/y/z${version}`)),
        base64: Fn.base64(`text ${version}`),
        sub: Fn.sub("${AWS::StackName} ${Number} ${!Literal}"),
        cidr: Fn.select(1, Fn.cidr("10.0.0.0/16", 4, "8")),
        zones: Fn.select(0, Fn.getAzs("us-east-1")),
        number: number.valueAsString,
        secret: secret.valueAsString,
        stack: Fn.select(5, Fn.split(":", stack.stackId)),
      };
      for (const [name, value] of Object.entries(values)) {
        new ssm.StringParameter(stack, `P${name}`, { parameterName: `/functions/${name}`, stringValue: value });
        if (name !== "secret") output(stack, name, value);
      }
    },
    async behaves({ output, parameter }, version) {
      const wanted = {
        select: `b${version}`,
        join: `a-b${version}-c`,
        split: `z${version}`,
        base64: Buffer.from(`text ${version}`).toString("base64"),
        sub: `template-functions ${version} \${Literal}`,
        cidr: "10.0.1.0/24",
        zones: "us-east-1a",
        number: String(version),
      };
      for (const [name, value] of Object.entries(wanted)) {
        equal(output(name), value, name);
        equal(await parameter(`/functions/${name}`), value, name);
      }
      equal(await parameter("/functions/secret"), "hush");
    },
  },

  "seeded-table": {
    build(stack, version) {
      const items = table(stack);
      new custom.AwsCustomResource(stack, "Seed", {
        onUpdate: {
          service: "DynamoDB",
          action: "putItem",
          parameters: { TableName: items.tableName, Item: { pk: { S: "seed" }, version: { N: String(version) } } },
          physicalResourceId: custom.PhysicalResourceId.of("seed"),
        },
        installLatestAwsSdk: false,
        policy: custom.AwsCustomResourcePolicy.fromSdkCalls({ resources: [items.tableArn] }),
      });
      const described = new custom.AwsCustomResource(stack, "Describe", {
        onUpdate: {
          service: "@aws-sdk/client-dynamodb",
          action: "DescribeTableCommand",
          parameters: { TableName: items.tableName },
          physicalResourceId: custom.PhysicalResourceId.of(`described-${version}`),
          outputPaths: ["Table.TableStatus"],
        },
        policy: custom.AwsCustomResourcePolicy.fromSdkCalls({ resources: [items.tableArn] }),
      });
      output(stack, "Status", described.getResponseField("Table.TableStatus"));
      output(stack, "Table", items.tableName);
    },
    async behaves({ output, client }, version) {
      equal(output("Status"), "ACTIVE");
      const get = new GetItemCommand({ TableName: output("Table"), Key: { pk: { S: "seed" } } });
      equal((await client(DynamoDBClient).send(get)).Item!["version"]!.N, String(version));
    },
  },

  "notifications-of-a-bucket-of-others": {
    async prepare({ client }) {
      await client(S3Client).send(new CreateBucketCommand({ Bucket: "test-apps-elsewhere" }));
    },
    build(stack, version) {
      const fn = inline(
        stack,
        "Function",
        `const { SSMClient, PutParameterCommand } = require("@aws-sdk/client-ssm");
         exports.handler = async ({ Records: [{ s3 }] }) => new SSMClient({ maxAttempts: 1 }).send(
           new PutParameterCommand({ Name: process.env.NAME, Value: s3.object.key, Overwrite: true }));`,
      );
      const told = new ssm.StringParameter(stack, "Told", { stringValue: "nothing" });
      told.grantWrite(fn);
      fn.addEnvironment("NAME", told.parameterName);
      const bucket = s3.Bucket.fromBucketName(stack, "Bucket", "test-apps-elsewhere");
      bucket.addEventNotification(s3.EventType.OBJECT_CREATED_PUT, new s3n.LambdaDestination(fn), {
        suffix: `.v${version}`,
      });
      output(stack, "Told", told.parameterName);
    },
    async behaves({ output, write, parameter, eventually }, version) {
      await write("test-apps-elsewhere", `a.v${version}`, "x");
      await eventually(async () => equal(await parameter(output("Told")), `a.v${version}`));
    },
  },

  "presigned-urls": {
    build(stack, version) {
      const bucket = new s3.Bucket(stack, "Bucket", { autoDeleteObjects: true, ...DESTROY });
      const signer = inline(
        stack,
        "Signer",
        `const { S3Client, GetObjectCommand, PutObjectCommand } = require("@aws-sdk/client-s3");
         const { getSignedUrl } = require("@aws-sdk/s3-request-presigner");
         const s3 = new S3Client({});
         exports.handler = async ({ Key, put }) => getSignedUrl(s3, put
           ? new PutObjectCommand({ Bucket: process.env.BUCKET, Key }) : new GetObjectCommand({ Bucket: process.env.BUCKET, Key }),
           { expiresIn: 60 });`,
        { environment: { BUCKET: bucket.bucketName } },
      );
      bucket.grantRead(signer, `files-${version}/*`);
      bucket.grantPut(signer, `files-${version}/*`);
      output(stack, "Signer", signer.functionName);
    },
    async behaves({ output, invoke }, version) {
      const Key = `files-${version}/a`;
      const upload = await fetch(await invoke(output("Signer"), { Key, put: true }), { method: "PUT", body: "hi" });
      equal(upload.status, 200, await upload.text());
      const download = await fetch(await invoke(output("Signer"), { Key }));
      deepEqual([download.status, await download.text()], [200, "hi"]);
      const other = await fetch(await invoke(output("Signer"), { Key: "other/a", put: true }), { method: "PUT" });
      equal(other.status, 403);
    },
  },
};
