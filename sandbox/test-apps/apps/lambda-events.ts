/** Functions that are invoked: asynchronously, by streams, by URL. */
import { deepEqual, equal } from "node:assert/strict";
import { Duration } from "aws-cdk-lib";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as destinations from "aws-cdk-lib/aws-lambda-destinations";
import * as sources from "aws-cdk-lib/aws-lambda-event-sources";
import * as s3 from "aws-cdk-lib/aws-s3";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import type { TestApps } from "../test-app.ts";
import type { World } from "../world.ts";
import { allow, CALLER, DESTROY, echo, hello, inline, keysOf, output, table, userWithKeys } from "./shorthand.ts";

/** Puts what it was asked with into a table, under a key. */
const REMEMBER = `const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb");
const db = new DynamoDBClient({ maxAttempts: 1 });
const remember = (pk, said) =>
  db.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { pk: { S: pk }, said: { S: JSON.stringify(said) } } }));
`;

const invokeAsync = ({ client }: World, FunctionName: string, payload: object) =>
  client(LambdaClient).send(
    new InvokeCommand({ FunctionName, InvocationType: "Event", Payload: JSON.stringify(payload) }),
  );

const objectsIn = async ({ client }: World, Bucket: string) =>
  (await client(S3Client).send(new ListObjectsV2Command({ Bucket }))).KeyCount;

export const lambdaEventApps: TestApps = {
  destinations: {
    build(stack, version) {
      const memory = table(stack);
      const listener = inline(
        stack,
        "Listener",
        `${REMEMBER} exports.handler = (event) => remember(event.requestPayload.id, event.responsePayload);`,
        { environment: { TABLE: memory.tableName } },
      );
      memory.grant(listener, "dynamodb:PutItem");
      const failures = new s3.Bucket(stack, "Failures", { autoDeleteObjects: true, ...DESTROY });
      const fn = inline(
        stack,
        "Function",
        `exports.handler = async ({ fails }) => { if (fails) throw new Error("asked for"); return ${version}; };`,
        {
          onSuccess: new destinations.LambdaDestination(listener),
          onFailure: new destinations.S3Destination(failures),
          retryAttempts: version - 1,
          maxEventAge: Duration.minutes(version),
        },
      );
      const reader = inline(stack, "Reader", CALLER);
      memory.grant(reader, "dynamodb:GetItem");
      for (const [name, value] of Object.entries({ fn, listener, reader })) output(stack, name, value.functionName);
      output(stack, "table", memory.tableName);
      output(stack, "failures", failures.bucketName);
    },
    async behaves(world, version) {
      const { output, through, eventually } = world;
      await invokeAsync(world, output("fn"), { id: `a${version}` });
      await eventually(async () => {
        const { Item } = await through(output("reader"), "dynamodb", "GetItem", {
          TableName: output("table"),
          Key: { pk: { S: `a${version}` } },
        });
        equal(Item.said.S, String(version));
      });
      await invokeAsync(world, output("fn"), { fails: true });
      await eventually(async () => {
        await world.pass(200_000);
        equal(await objectsIn(world, output("failures")), version);
      });
    },
  },

  "table-stream": {
    build(stack, version) {
      const source = table(stack, "Source", { stream: dynamodb.StreamViewType.NEW_IMAGE });
      const failures = new s3.Bucket(stack, "Failures", { autoDeleteObjects: true, ...DESTROY });
      const memory = table(stack, "Memory");
      const fn = inline(
        stack,
        "Function",
        `${REMEMBER} exports.handler = async ({ Records }) => {
           for (const { dynamodb: { NewImage } } of Records) {
             if (NewImage.fails) throw new Error("asked for");
             await remember(NewImage.pk.S, ${version});
           }
         };`,
        { environment: { TABLE: memory.tableName } },
      );
      memory.grant(fn, "dynamodb:PutItem");
      fn.addEventSource(
        new sources.DynamoEventSource(source, {
          startingPosition: lambda.StartingPosition.TRIM_HORIZON,
          batchSize: 10 * version,
          retryAttempts: 0,
          filters: [lambda.FilterCriteria.filter({ eventName: lambda.FilterRule.isEqual("INSERT") })],
          onFailure: new sources.S3OnFailureDestination(failures),
        }),
      );
      output(stack, "Source", source.tableName);
      output(stack, "Memory", memory.tableName);
      output(stack, "Failures", failures.bucketName);
    },
    async behaves(world, version) {
      const { client, output, eventually } = world;
      const put = (Item: Record<string, { S: string }>) =>
        client(DynamoDBClient).send(new PutItemCommand({ TableName: output("Source"), Item }));
      await put({ pk: { S: `good-${version}` } });
      await put({ pk: { S: `bad-${version}` }, fails: { S: "yes" } });
      await eventually(async () => {
        const get = new GetItemCommand({ TableName: output("Memory"), Key: { pk: { S: `good-${version}` } } });
        equal((await client(DynamoDBClient).send(get)).Item!["said"]!.S, String(version));
      });
      await eventually(async () => {
        await world.pass(1000);
        equal(await objectsIn(world, output("Failures")), version);
      });
    },
  },

  "function-url": {
    build(stack, version) {
      const url = inline(stack, "Function", hello(version)).addFunctionUrl({
        authType: lambda.FunctionUrlAuthType.NONE,
        ...(version > 1 ? { cors: { allowedOrigins: ["https://example.com"] } } : {}),
      });
      output(stack, "Url", url.url);
    },
    async behaves({ http, output }, version) {
      const { status, json, headers } = await http(output("Url"), { headers: { Origin: "https://example.com" } });
      deepEqual([status, json], [200, { version }]);
      equal(headers["access-control-allow-origin"], version > 1 ? "https://example.com" : undefined);
    },
  },

  "function-url-for-users": {
    build(stack, version) {
      const url = inline(stack, "Function", hello(version)).addFunctionUrl({
        authType: lambda.FunctionUrlAuthType.AWS_IAM,
      });
      url.grantInvokeUrl(userWithKeys(stack));
      userWithKeys(stack, "Stranger");
      output(stack, "Url", url.url);
    },
    async behaves(world, version) {
      const { http, output } = world;
      const { status, json, body } = await http(output("Url"), { keys: keysOf(world) });
      deepEqual([status, json], [200, { version }], body);
      equal((await http(output("Url"))).status, 403);
      equal((await http(output("Url"), { keys: keysOf(world, "Stranger") })).status, 403);
    },
  },

  "function-url-stream": {
    build(stack, version) {
      const code = `exports.handler = awslambda.streamifyResponse(async (_, stream) => {
        stream.write("first, ");
        stream.end("version ${version}");
      });`;
      const url = inline(stack, "Function", code).addFunctionUrl({
        authType: lambda.FunctionUrlAuthType.NONE,
        invokeMode: lambda.InvokeMode.RESPONSE_STREAM,
      });
      output(stack, "Url", url.url);
    },
    async behaves({ http, output }, version) {
      equal((await http(output("Url"))).body, `first, version ${version}`);
    },
  },

  "functions-in-a-row": {
    build(stack, version) {
      const last = inline(stack, "Last", echo(version));
      const first = inline(stack, "First", CALLER);
      last.grantInvoke(first);
      // Nobody but Events uses it: what is in a policy for a service that is not there cannot be missed.
      last.addPermission("Events", { principal: new iam.ServicePrincipal("events.amazonaws.com") });
      first.addToRolePolicy(allow(["lambda:GetFunctionConcurrency"], [last.functionArn]));
      output(stack, "First", first.functionName);
      output(stack, "Last", last.functionName);
    },
    async behaves({ output, through }) {
      const input = { FunctionName: output("Last") };
      equal((await through(output("First"), "lambda", "Invoke", input)).StatusCode, 200);
      deepEqual(await through(output("First"), "lambda", "GetFunctionConcurrency", input), {});
    },
    superfluous: { "Last/Events": "EventBridge, for which it is, is not emulated yet" },
  },
};
