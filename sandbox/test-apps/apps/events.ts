/** Events on their way: to log groups and HTTP endpoints, through pipes, on a schedule. */
import { deepEqual, equal } from "node:assert/strict";
import { ArnFormat, Duration, SecretValue } from "aws-cdk-lib";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as events from "aws-cdk-lib/aws-events";
import * as eventTargets from "aws-cdk-lib/aws-events-targets";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as logs from "aws-cdk-lib/aws-logs";
import * as pipes from "aws-cdk-lib/aws-pipes";
import * as scheduler from "aws-cdk-lib/aws-scheduler";
import * as schedules from "aws-cdk-lib/aws-scheduler-targets";
import * as sqs from "aws-cdk-lib/aws-sqs";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { TestApps } from "../test-app.ts";
import { allow, CALLER, DESTROY, inline, output, table } from "./shorthand.ts";

export const eventApps: TestApps = {
  "event-to-log": {
    build(stack, version) {
      const group = new logs.LogGroup(stack, "Group", DESTROY);
      new logs.ResourcePolicy(stack, "Policy", {
        resourcePolicyName: `${stack.stackName}-events`,
        policyStatements: [
          new iam.PolicyStatement({
            principals: [new iam.ServicePrincipal("events.amazonaws.com")],
            actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
            resources: [`${group.logGroupArn}:*`, group.logGroupArn],
          }),
        ],
      });
      const rule = new events.CfnRule(stack, "Rule", {
        eventPattern: { source: ["shop"], detail: { version: [version] } },
        targets: [
          {
            id: "log",
            arn: stack.formatArn({
              service: "logs",
              resource: "log-group",
              resourceName: group.logGroupName,
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          },
        ],
      });
      output(stack, "Rule", rule.ref);
      output(stack, "Group", group.logGroupName);
    },
    async behaves({ output, client, eventually }, version) {
      const Entries = [{ Source: "shop", DetailType: "Order", Detail: JSON.stringify({ version }) }];
      await client(EventBridgeClient).send(new PutEventsCommand({ Entries }));
      const find = new FilterLogEventsCommand({
        logGroupName: output("Group"),
        filterPattern: `{ $.detail.version = ${version} }`,
      });
      await eventually(async () => equal((await client(CloudWatchLogsClient).send(find)).events!.length, 1));
    },
  },

  "event-to-http": {
    build(stack, version) {
      const seen = table(stack);
      const receiver = inline(
        stack,
        "Receiver",
        `const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb");
         exports.handler = async ({ headers, rawPath, body }) => {
           if (headers["x-key"] !== "hidden") return { statusCode: 403 };
           const Item = { pk: { S: JSON.parse(body).detail.id }, path: { S: rawPath } };
           await new DynamoDBClient({ maxAttempts: 1 }).send(new PutItemCommand({ TableName: process.env.TABLE, Item }));
           return { statusCode: 204 };
         };`,
        { environment: { TABLE: seen.tableName } },
      );
      seen.grant(receiver, "dynamodb:PutItem");
      const url = receiver.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE });
      const connection = new events.Connection(stack, "Connection", {
        authorization: events.Authorization.apiKey("x-key", SecretValue.unsafePlainText("hidden")),
      });
      const destination = new events.ApiDestination(stack, "Destination", {
        connection,
        endpoint: `${url.url}v${version}/*`,
        rateLimitPerSecond: 10 * version,
      });
      const rule = new events.Rule(stack, "Rule", { eventPattern: { source: ["web-shop"] } });
      rule.addTarget(new eventTargets.ApiDestination(destination, { pathParameterValues: ["$.detail.id"] }));
      output(stack, "Table", seen.tableName);
    },
    async behaves({ output, client, eventually }, version) {
      const id = `order-${version}`;
      const Entries = [{ Source: "web-shop", DetailType: "Order", Detail: JSON.stringify({ id }) }];
      await client(EventBridgeClient).send(new PutEventsCommand({ Entries }));
      const get = new GetItemCommand({ TableName: output("Table"), Key: { pk: { S: id } } });
      await eventually(async () =>
        equal((await client(DynamoDBClient).send(get)).Item!["path"]!.S, `/v${version}/${id}`),
      );
    },
  },

  pipe: {
    build(stack, version) {
      const source = new sqs.Queue(stack, "Source");
      const target = new sqs.Queue(stack, "Target");
      const enrichment = inline(
        stack,
        "Enrichment",
        `exports.handler = async (events) => events.map(({ n }) => ({ n, version: ${version} }));`,
      );
      const role = new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("pipes.amazonaws.com") });
      source.grantConsumeMessages(role);
      role.addToPrincipalPolicy(allow(["sqs:SendMessage"], [target.queueArn]));
      role.addToPrincipalPolicy(allow(["lambda:InvokeFunction"], [enrichment.functionArn]));
      new pipes.CfnPipe(stack, "Pipe", {
        roleArn: role.roleArn,
        source: source.queueArn,
        sourceParameters: {
          filterCriteria: { filters: [{ pattern: JSON.stringify({ body: { n: [{ numeric: [">", 0] }] } }) }] },
          sqsQueueParameters: { batchSize: version },
        },
        enrichment: enrichment.functionArn,
        enrichmentParameters: { inputTemplate: '{"n": <$.body.n>}' },
        target: target.queueArn,
        ...(version > 1 ? { targetParameters: { inputTemplate: '{"enriched": <aws.pipes.event.json>}' } } : {}),
        tags: { version: String(version) },
      });
      output(stack, "Source", source.queueUrl);
      output(stack, "Target", target.queueUrl);
    },
    async behaves({ output, client, eventually }, version) {
      const sqsClient = client(SQSClient);
      for (const n of [0, version])
        await sqsClient.send(
          new SendMessageCommand({ QueueUrl: output("Source"), MessageBody: JSON.stringify({ n }) }),
        );
      const receive = new ReceiveMessageCommand({ QueueUrl: output("Target"), VisibilityTimeout: 3600 });
      const event = { n: version, version };
      await eventually(async () => {
        const { Messages } = await sqsClient.send(receive);
        deepEqual(JSON.parse(Messages![0]!.Body!), version > 1 ? { enriched: event } : event);
      });
    },
  },

  "scheduled-call": {
    build(stack, version) {
      const rows = table(stack);
      new scheduler.Schedule(stack, "Schedule", {
        schedule: scheduler.ScheduleExpression.rate(Duration.hours(version)),
        target: new schedules.Universal({
          service: "dynamodb",
          action: "putItem",
          input: scheduler.ScheduleTargetInput.fromObject({
            TableName: rows.tableName,
            Item: { pk: { S: `v${version}` } },
          }),
          policyStatements: [allow(["dynamodb:PutItem"], [rows.tableArn])],
        }),
      });
      output(stack, "Table", rows.tableName);
    },
    async behaves({ output, client, eventually, pass }, version) {
      const get = new GetItemCommand({ TableName: output("Table"), Key: { pk: { S: `v${version}` } } });
      await eventually(async () => {
        await pass(version * 3_600_000);
        equal((await client(DynamoDBClient).send(get)).Item!["pk"]!.S, `v${version}`);
      });
    },
  },

  "table-policy": {
    build(stack, version) {
      const writer = inline(stack, "Writer", CALLER);
      const rows = new dynamodb.Table(stack, "Table", {
        partitionKey: { name: "pk", type: dynamodb.AttributeType.STRING },
        billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
        resourcePolicy: new iam.PolicyDocument({
          statements: [
            new iam.PolicyStatement({
              effect: iam.Effect.DENY,
              principals: [new iam.ArnPrincipal(writer.role!.roleArn)],
              actions: [version > 1 ? "dynamodb:DeleteItem" : "dynamodb:PutItem"],
              resources: ["*"],
            }),
          ],
        }),
        ...DESTROY,
      });
      writer.addToRolePolicy(allow(["dynamodb:PutItem", "dynamodb:DeleteItem"], ["*"]));
      output(stack, "Table", rows.tableName);
      output(stack, "Writer", writer.functionName);
    },
    async behaves({ output, through, denied }, version) {
      const TableName = output("Table");
      const item = { pk: { S: "a" } };
      const put = () => through(output("Writer"), "dynamodb", "PutItem", { TableName, Item: item });
      const remove = () => through(output("Writer"), "dynamodb", "DeleteItem", { TableName, Key: item });
      if (version > 1) {
        await put();
        await denied(remove());
      } else {
        await remove();
        await denied(put());
      }
    },
  },
};
