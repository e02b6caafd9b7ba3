/** Updates that turn one kind of a thing into another. */
import { deepEqual, equal } from "node:assert/strict";
import { Duration, type CfnResource } from "aws-cdk-lib";
import * as apigatewayv2 from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as sources from "aws-cdk-lib/aws-lambda-event-sources";
import * as s3 from "aws-cdk-lib/aws-s3";
import { DynamoDBClient, GetItemCommand, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { TestApps } from "../test-app.ts";
import { DESTROY, hello, inline, keysOf, output, table, userWithKeys } from "./shorthand.ts";

export const changeApps: TestApps = {
  "kinds-changed": {
    build(stack, version) {
      const isFirst = version === 1;
      const fn = inline(
        stack,
        "Function",
        hello(version),
        isFirst
          ? { environment: { FIRST: "1" }, timeout: Duration.seconds(5) }
          : { runtime: lambda.Runtime.NODEJS_20_X, description: "second" },
      );
      const url = fn.addFunctionUrl({
        authType: isFirst ? lambda.FunctionUrlAuthType.NONE : lambda.FunctionUrlAuthType.AWS_IAM,
      });
      const user = userWithKeys(stack);
      if (!isFirst) url.grantInvokeUrl(user);
      const items = table(
        stack,
        "Table",
        isFirst
          ? {}
          : {
              billingMode: dynamodb.BillingMode.PROVISIONED,
              readCapacity: 1,
              writeCapacity: 1,
            },
      );
      items.grantReadData(user);
      const bucket = new s3.Bucket(stack, "Bucket", {
        versioned: isFirst,
        publicReadAccess: false,
        blockPublicAccess: isFirst ? s3.BlockPublicAccess.BLOCK_ALL : s3.BlockPublicAccess.BLOCK_ACLS_ONLY,
        ...DESTROY,
      });
      bucket.grantRead(user, isFirst ? "one/*" : "two/*");
      output(stack, "Url", url.url);
      output(stack, "Table", items.tableName);
      output(stack, "Bucket", bucket.bucketName);
    },
    async behaves(world, version) {
      const { output, http, client, denied } = world;
      const keys = keysOf(world);
      const { status, json } = await http(output("Url"), version > 1 ? { keys } : {});
      deepEqual([status, json], [200, { version }]);
      equal((await http(output("Url"))).status, version > 1 ? 403 : 200);
      await client(DynamoDBClient, { credentials: keys }).send(new ScanCommand({ TableName: output("Table") }));
      const get = (Key: string) =>
        client(S3Client, { credentials: keys }).send(new GetObjectCommand({ Bucket: output("Bucket"), Key }));
      const missing = get(version > 1 ? "two/a" : "one/a").then(
        () => "there",
        ({ name }: Error) => name,
      );
      equal(await missing, "NoSuchKey");
      await denied(get(version > 1 ? "one/a" : "two/a"));
    },
  },

  "stream-moved": {
    build(stack, version) {
      const [one, two] = ["One", "Two"].map((id) => table(stack, id, { stream: dynamodb.StreamViewType.NEW_IMAGE }));
      const seen = table(stack, "Seen");
      const fn = inline(
        stack,
        "Function",
        `const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb");
         const db = new DynamoDBClient({ maxAttempts: 1 });
         exports.handler = async ({ Records }) => {
           for (const { eventSourceARN, dynamodb: { NewImage } } of Records)
             await db.send(new PutItemCommand({ TableName: process.env.SEEN, Item: { ...NewImage, from: { S: eventSourceARN } } }));
         };`,
        { environment: { SEEN: seen.tableName } },
      );
      seen.grant(fn, "dynamodb:PutItem");
      const source = version > 1 ? two! : one!;
      fn.addEventSource(
        new sources.DynamoEventSource(source, { startingPosition: lambda.StartingPosition.TRIM_HORIZON }),
      );
      // An event source mapping is replaced where its source changes only if its logical id stays.
      const mapping = fn.node.findAll().find((child) => (child as CfnResource).cfnResourceType?.endsWith("Mapping"));
      (mapping as CfnResource).overrideLogicalId("Mapping");
      output(stack, "Source", source.tableName);
      output(stack, "Seen", seen.tableName);
    },
    async behaves({ output, client, eventually }, version) {
      const db = client(DynamoDBClient);
      const pk = { S: `item-${version}` };
      await db.send(new PutItemCommand({ TableName: output("Source"), Item: { pk } }));
      await eventually(async () => {
        const { Item } = await db.send(new GetItemCommand({ TableName: output("Seen"), Key: { pk } }));
        equal(Item!["from"]!.S!.includes(output("Source")), true);
      });
    },
  },

  "routes-changed": {
    build(stack, version) {
      const [one, two] = ["One", "Two"].map((id) =>
        inline(stack, id, `exports.handler = async (e) => "${id} " + e.version;`),
      );
      const api = new apigatewayv2.HttpApi(stack, "Api");
      api.addRoutes({
        path: "/a",
        integration: new HttpLambdaIntegration("A", version > 1 ? two! : one!, {
          payloadFormatVersion: version > 1 ? apigatewayv2.PayloadFormatVersion.VERSION_2_0 : undefined!,
        }),
      });
      api.addRoutes({
        path: version > 1 ? "/{proxy+}" : "/b",
        methods: [version > 1 ? apigatewayv2.HttpMethod.ANY : apigatewayv2.HttpMethod.GET],
        integration: new HttpLambdaIntegration("B", one!),
      });
      output(stack, "Url", api.apiEndpoint);
    },
    async behaves({ output, http }, version) {
      equal((await http(`${output("Url")}/a`)).body, version > 1 ? "Two 2.0" : "One 2.0");
      equal((await http(`${output("Url")}/b`)).body, "One 2.0");
      equal((await http(`${output("Url")}/c`, { method: "POST" })).status, version > 1 ? 200 : 404);
    },
  },
};
