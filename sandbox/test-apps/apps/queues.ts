import { deepEqual, equal } from "node:assert/strict";
import { Duration } from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as destinations from "aws-cdk-lib/aws-lambda-destinations";
import * as sources from "aws-cdk-lib/aws-lambda-event-sources";
import * as s3 from "aws-cdk-lib/aws-s3";
import * as s3n from "aws-cdk-lib/aws-s3-notifications";
import * as sqs from "aws-cdk-lib/aws-sqs";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { TestApps } from "../test-app.ts";
import type { World } from "../world.ts";
import { CALLER, DESTROY, inline, output, table } from "./shorthand.ts";

/** The next message of a queue, which stays hidden. */
async function receive({ client }: World, QueueUrl: string): Promise<string> {
  const { Messages } = await client(SQSClient).send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 3600 }));
  return Messages![0]!.Body!;
}

export const queueApps: TestApps = {
  "queue-worker": {
    build(stack, version) {
      const dead = new sqs.Queue(stack, "Dead");
      const queue = new sqs.Queue(stack, "Queue", {
        visibilityTimeout: Duration.seconds(60 * version),
        deadLetterQueue: { queue: dead, maxReceiveCount: 2 },
      });
      const done = table(stack);
      const worker = inline(
        stack,
        "Worker",
        `const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb");
         exports.handler = async ({ Records }) => {
           for (const { body } of Records) {
             if (body.startsWith("bad")) throw new Error("asked for");
             await new DynamoDBClient({ maxAttempts: 1 }).send(new PutItemCommand({ TableName: process.env.TABLE, Item: { pk: { S: body } } }));
           }
         };`,
        { environment: { TABLE: done.tableName } },
      );
      done.grant(worker, "dynamodb:PutItem");
      worker.addEventSource(new sources.SqsEventSource(queue, { batchSize: version }));
      const sender = inline(stack, "Sender", CALLER);
      queue.grantSendMessages(sender);
      output(stack, "Sender", sender.functionName);
      output(stack, "Queue", queue.queueUrl);
      output(stack, "Dead", dead.queueUrl);
      output(stack, "Table", done.tableName);
    },
    async behaves(world, version) {
      const { output, through, eventually, client, pass } = world;
      const send = (MessageBody: string) =>
        through(output("Sender"), "sqs", "SendMessage", { QueueUrl: output("Queue"), MessageBody });
      await send(`good-${version}`);
      const get = new GetItemCommand({ TableName: output("Table"), Key: { pk: { S: `good-${version}` } } });
      await eventually(async () => equal((await client(DynamoDBClient).send(get)).Item!["pk"]!.S, `good-${version}`));
      await send(`bad-${version}`);
      await eventually(async () => {
        await pass(200_000);
        equal(await receive(world, output("Dead")), `bad-${version}`);
      });
    },
  },

  "queues-told": {
    build(stack, version) {
      const queue = new sqs.Queue(stack, "Queue", { enforceSSL: false });
      const bucket = new s3.Bucket(stack, "Bucket", { autoDeleteObjects: true, ...DESTROY });
      bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new s3n.SqsDestination(queue), {
        prefix: `in-${version}/`,
      });
      const failures = new sqs.Queue(stack, "Failures");
      const fn = inline(stack, "Function", `exports.handler = async () => { throw new Error("asked for"); };`, {
        onFailure: new destinations.SqsDestination(failures),
        retryAttempts: 0,
        runtime: version > 1 ? lambda.Runtime.NODEJS_22_X : lambda.Runtime.NODEJS_20_X,
      });
      output(stack, "Bucket", bucket.bucketName);
      output(stack, "Queue", queue.queueUrl);
      output(stack, "Failures", failures.queueUrl);
      output(stack, "Function", fn.functionName);
    },
    async behaves(world, version) {
      const { output, write, client, eventually } = world;
      await write(output("Bucket"), `in-${version}/a`, "x");
      await eventually(async () => {
        const { Records } = JSON.parse(await receive(world, output("Queue")));
        equal(Records[0].s3.object.key, `in-${version}/a`);
      });
      await client(LambdaClient).send(new InvokeCommand({ FunctionName: output("Function"), InvocationType: "Event" }));
      await eventually(async () => {
        const { responsePayload } = JSON.parse(await receive(world, output("Failures")));
        deepEqual(responsePayload.errorMessage, "asked for");
      });
    },
  },
};
