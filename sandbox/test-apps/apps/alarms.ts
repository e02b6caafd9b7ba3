import { equal, match, ok } from "node:assert/strict";
import { Duration } from "aws-cdk-lib";
import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import * as actions from "aws-cdk-lib/aws-cloudwatch-actions";
import * as sources from "aws-cdk-lib/aws-lambda-event-sources";
import * as sns from "aws-cdk-lib/aws-sns";
import * as subscriptions from "aws-cdk-lib/aws-sns-subscriptions";
import * as sqs from "aws-cdk-lib/aws-sqs";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { PurgeQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { TestApps } from "../test-app.ts";
import type { World } from "../world.ts";
import { CALLER, inline, output, table } from "./shorthand.ts";

/** Waits, minute by minute, for the notification of a change between two states. */
async function told({ client, output, eventually, pass }: World, from: RegExp, to: string) {
  const QueueUrl = output("Inbox");
  return eventually(async () => {
    await pass(60_000);
    const { Messages = [] } = await client(SQSClient).send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
    );
    const found = Messages.map(({ Body }) => JSON.parse(Body!));
    const told = found.find(({ OldStateValue, NewStateValue }) => from.test(OldStateValue) && NewStateValue === to);
    ok(told, `${from} to ${to} is not in ${JSON.stringify(found)}`);
    return told;
  });
}

export const alarmApps: TestApps = {
  "dead-letter-alarm": {
    build(stack, version) {
      const dead = new sqs.Queue(stack, "Dead");
      const queue = new sqs.Queue(stack, "Queue", {
        visibilityTimeout: Duration.seconds(60),
        deadLetterQueue: { queue: dead, maxReceiveCount: 1 },
      });
      const worker = inline(stack, "Worker", `exports.handler = async () => { throw new Error("asked for"); };`);
      worker.addEventSource(new sources.SqsEventSource(queue, { batchSize: version }));
      const topic = new sns.Topic(stack, "Topic");
      const inbox = new sqs.Queue(stack, "Inbox");
      topic.addSubscription(new subscriptions.SqsSubscription(inbox, { rawMessageDelivery: true }));
      const alarm = new cloudwatch.Alarm(stack, "Alarm", {
        metric: dead.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
        threshold: 1,
        evaluationPeriods: 1,
        alarmDescription: `version ${version}`,
      });
      alarm.addAlarmAction(new actions.SnsAction(topic));
      alarm.addOkAction(new actions.SnsAction(topic));
      const sender = inline(stack, "Sender", CALLER);
      queue.grantSendMessages(sender);
      output(stack, "Sender", sender.functionName);
      output(stack, "Queue", queue.queueUrl);
      output(stack, "Dead", dead.queueUrl);
      output(stack, "Inbox", inbox.queueUrl);
    },
    async behaves(world, version) {
      const { output, through, client, pass } = world;
      await pass(60_000);
      await through(output("Sender"), "sqs", "SendMessage", { QueueUrl: output("Queue"), MessageBody: "poison" });
      const alarm = await told(world, /OK|INSUFFICIENT_DATA/, "ALARM");
      equal(alarm.AlarmDescription, `version ${version}`);
      match(alarm.NewStateReason, /^Threshold Crossed: 1 datapoint \[1\.0 \(.*\)\] was greater than or equal to/);
      await client(SQSClient).send(new PurgeQueueCommand({ QueueUrl: output("Dead") }));
      await told(world, /ALARM/, "OK");
      await client(SQSClient).send(new PurgeQueueCommand({ QueueUrl: output("Inbox") }));
    },
  },

  "errors-alarm": {
    build(stack, version) {
      const done = table(stack);
      const listener = inline(
        stack,
        "Listener",
        `const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb");
         exports.handler = async ({ alarmData }) => {
           const Item = { pk: { S: alarmData.state.value + "-${version}" } };
           await new DynamoDBClient({ maxAttempts: 1 }).send(new PutItemCommand({ TableName: process.env.TABLE, Item }));
         };`,
        { environment: { TABLE: done.tableName } },
      );
      done.grant(listener, "dynamodb:PutItem");
      const broken = inline(stack, "Broken", `exports.handler = async () => { throw new Error("asked for"); };`);
      const errors = new cloudwatch.Alarm(stack, "Errors", {
        metric: broken.metricErrors({ period: Duration.minutes(version) }),
        threshold: 1,
        evaluationPeriods: 1,
        treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      });
      const share = new cloudwatch.Alarm(stack, "Share", {
        metric: new cloudwatch.MathExpression({
          expression: "100 * errors / calls",
          usingMetrics: { errors: broken.metricErrors(), calls: broken.metricInvocations() },
          period: Duration.minutes(1),
        }),
        threshold: 50,
        evaluationPeriods: 1,
        treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      });
      const both = new cloudwatch.CompositeAlarm(stack, "Both", {
        alarmRule: cloudwatch.AlarmRule.allOf(
          cloudwatch.AlarmRule.fromAlarm(errors, cloudwatch.AlarmState.ALARM),
          cloudwatch.AlarmRule.fromAlarm(share, cloudwatch.AlarmState.ALARM),
        ),
      });
      both.addAlarmAction(new actions.LambdaAction(listener));
      output(stack, "Broken", broken.functionName);
      output(stack, "Table", done.tableName);
    },
    async behaves({ output, client, eventually, pass }, version) {
      const get = new GetItemCommand({ TableName: output("Table"), Key: { pk: { S: `ALARM-${version}` } } });
      await eventually(async () => {
        await client(LambdaClient).send(new InvokeCommand({ FunctionName: output("Broken") }));
        await pass(60_000);
        equal((await client(DynamoDBClient).send(get)).Item?.["pk"]?.S, `ALARM-${version}`);
      });
      // Until the errors have left all ranges, so that the next version begins with OK.
      await pass(1_200_000);
    },
  },
};
