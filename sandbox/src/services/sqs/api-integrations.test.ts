import {
  APIGateway,
  type PutIntegrationCommandInput,
  type PutIntegrationResponseCommandInput,
} from "@aws-sdk/client-api-gateway";
import { ApiGatewayV2 } from "@aws-sdk/client-apigatewayv2";
import { EventBridge } from "@aws-sdk/client-eventbridge";
import { IAM } from "@aws-sdk/client-iam";
import { SFN } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../../testing.ts";
import { call } from "../api-gateway/testing.ts";
import { startSqsTest } from "./testing.ts";

let setup: Awaited<ReturnType<typeof startSqsTest>>;
let mayRead: string;
let maySend: string;
beforeAll(async () => {
  setup = await startSqsTest();
  mayRead = await role("reader", "sqs:ReceiveMessage");
  maySend = await role("sender", "sqs:SendMessage");
});
afterAll(() => setup.stop());

async function role(RoleName: string, Action: string, Service = "apigateway.amazonaws.com"): Promise<string> {
  const iam = new IAM(setup.sandbox.client());
  const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: statement });
  const { Role } = await iam.createRole({
    RoleName,
    AssumeRolePolicyDocument: document({
      Effect: "Allow",
      Principal: { Service },
      Action: "sts:AssumeRole",
    }),
  });
  const PolicyDocument = document({ Effect: "Allow", Action, Resource: "*" });
  await iam.putRolePolicy({ RoleName, PolicyName: "p", PolicyDocument });
  return Role!.Arn!;
}

/** An HTTP API whose POST / takes an action; its URL. */
async function httpApi(IntegrationSubtype: string, CredentialsArn: string, RequestParameters: Record<string, string>) {
  const gateway = new ApiGatewayV2(setup.sandbox.client());
  const { ApiId, ApiEndpoint } = await gateway.createApi({ Name: "a", ProtocolType: "HTTP" });
  const { IntegrationId } = await gateway.createIntegration({
    ApiId,
    IntegrationType: "AWS_PROXY",
    IntegrationSubtype,
    CredentialsArn,
    RequestParameters,
    PayloadFormatVersion: "1.0",
  });
  await gateway.createRoute({ ApiId, RouteKey: "POST /", Target: `integrations/${IntegrationId}` });
  await gateway.createStage({ ApiId, StageName: "$default", AutoDeploy: true });
  return `${ApiEndpoint!}/`;
}

const post = (url: string, body: string, type = "application/json") =>
  call(setup.sandbox.port, url, { method: "POST", headers: { "Content-Type": type }, body });

test("HTTP API: SQS-SendMessage sends with the integration's role and answers what SQS answers", async () => {
  const QueueUrl = await setup.queue();
  const parameters = {
    QueueUrl,
    MessageBody: "$request.body.message",
    MessageAttributes: '{"source":{"DataType":"String","StringValue":"${request.header.x-source}"}}',
  };
  const url = await httpApi("SQS-SendMessage", maySend, parameters);

  const answer = await call(setup.sandbox.port, url, {
    method: "POST",
    headers: { "x-source": "web" },
    body: '{"message":"a+b & é"}',
  });

  expect(answer).toMatchObject({ status: 200, headers: { "content-type": "text/xml" } });
  expect(answer.body).toMatch(
    /^<\?xml version="1.0"\?><SendMessageResponse xmlns="http:\/\/queue.amazonaws.com\/doc\/2012-11-05\/"><SendMessageResult>.*<MessageId>/,
  );
  const { Messages } = await setup.sqs.receiveMessage({ QueueUrl, MessageAttributeNames: ["All"] });
  expect(Messages).toMatchObject([{ Body: "a+b & é", MessageAttributes: { source: { StringValue: "web" } } }]);
});

test("HTTP API: a role without the permission, a parameter that is missing or unknown", async () => {
  const QueueUrl = await setup.queue();
  const denied = await post(await httpApi("SQS-SendMessage", mayRead, { QueueUrl, MessageBody: "x" }), "{}");

  expect(denied.status).toBe(403);
  expect(denied.body).toContain("<Code>AccessDenied</Code>");
  await expect(httpApi("SQS-SendMessage", maySend, { QueueUrl })).rejects.toThrow(/MessageBody/);
  await expect(httpApi("SQS-PurgeQueue", maySend, { QueueUrl, MessageBody: "x" })).rejects.toThrow(/MessageBody/);
});

test("HTTP API: EventBridge-PutEvents puts an event on a bus, and a rule brings it to a queue", async () => {
  const events = new EventBridge(setup.sandbox.client());
  const QueueUrl = await setup.queue();
  const arn = QueueUrl.replace(/^.*\/(\d+)\/(.+)$/, "arn:aws:sqs:us-east-1:$1:$2");
  const statement = { Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: arn };
  await setup.sqs.setQueueAttributes({
    QueueUrl,
    Attributes: { Policy: JSON.stringify({ Version: "2012-10-17", Statement: statement }) },
  });
  await events.putRule({ Name: "orders", EventPattern: '{"source":["web"]}' });
  await events.putTargets({ Rule: "orders", Targets: [{ Id: "queue", Arn: arn, InputPath: "$.detail" }] });
  const parameters = { Source: "web", DetailType: "OrderPlaced", Detail: "$request.body", Resources: "a,b" };
  const url = await httpApi("EventBridge-PutEvents", await role("publisher", "events:PutEvents"), parameters);

  const answer = await post(url, '{"order":7}');

  expect(answer).toMatchObject({ status: 200, headers: { "content-type": "application/x-amz-json-1.1" } });
  expect(JSON.parse(answer.body)).toMatchObject({ FailedEntryCount: 0 });
  await eventually(async () => {
    const { Messages } = await setup.sqs.receiveMessage({ QueueUrl });
    expect(Messages).toMatchObject([{ Body: '{"order":7}' }]);
  });
});

test("HTTP API: StepFunctions-StartSyncExecution answers with the output of the workflow", async () => {
  const sfn = new SFN(setup.sandbox.client());
  const { stateMachineArn } = await sfn.createStateMachine({
    name: "echo",
    type: "EXPRESS",
    roleArn: await role("workflow", "states:*", "states.amazonaws.com"),
    definition: JSON.stringify({ StartAt: "Echo", States: { Echo: { Type: "Pass", End: true } } }),
  });
  const url = await httpApi("StepFunctions-StartSyncExecution", await role("starter", "states:StartSyncExecution"), {
    StateMachineArn: stateMachineArn!,
    Input: "$request.body",
  });

  const answer = await post(url, '{"order":7}');

  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body)).toMatchObject({ status: "SUCCEEDED", output: '{"order":7}' });
});

/** A REST API whose POST / has this integration; its URL. */
async function restApi(
  integration: Partial<PutIntegrationCommandInput>,
  responses: Partial<PutIntegrationResponseCommandInput>[] = [{ statusCode: "200" }],
): Promise<string> {
  const gateway = new APIGateway(setup.sandbox.client());
  const { id: restApiId, rootResourceId: resourceId } = await gateway.createRestApi({ name: "r" });
  const method = { restApiId, resourceId, httpMethod: "POST" };
  await gateway.putMethod({ ...method, authorizationType: "NONE" });
  await gateway.putIntegration({ ...method, type: "AWS", integrationHttpMethod: "POST", ...integration });
  for (const response of responses) {
    const { statusCode } = response;
    await gateway.putMethodResponse({ ...method, statusCode });
    await gateway.putIntegrationResponse({ ...method, statusCode, ...response });
  }
  await gateway.createDeployment({ restApiId, stageName: "s" });
  return `https://${restApiId}.execute-api.us-east-1.amazonaws.com/s`;
}

const FORM = { "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'" };

test("REST API: the path of a queue and a form, url-encoded by the template; SQS answers in JSON", async () => {
  const QueueUrl = await setup.queue();
  const url = await restApi(
    {
      uri: `arn:aws:apigateway:us-east-1:sqs:path/000000000000/${QueueUrl.split("/").at(-1)}`,
      credentials: maySend,
      requestParameters: FORM,
      requestTemplates: { "application/json": "Action=SendMessage&MessageBody=$util.urlEncode($input.body)" },
      passthroughBehavior: "NEVER",
    },
    [
      { statusCode: "200" },
      {
        statusCode: "500",
        selectionPattern: "4..",
        responseTemplates: { "application/json": '{"code":"$input.path(\'$.Error.Code\')"}' },
      },
    ],
  );

  const sent = await post(url, '{"a":"x&Action=PurgeQueue+é"}');
  const refused = await post(url, "\u0001");

  expect(sent).toMatchObject({ status: 200, json: { SendMessageResponse: { SendMessageResult: {} } } });
  expect(await setup.bodies(QueueUrl)).toEqual(['{"a":"x&Action=PurgeQueue+é"}']);
  expect(refused).toMatchObject({ status: 500, json: { code: "InvalidMessageContents" } });
});

test("REST API: the JSON protocol, on the path /", async () => {
  const QueueUrl = await setup.queue();
  const url = await restApi({
    uri: "arn:aws:apigateway:us-east-1:sqs:path//",
    credentials: maySend,
    requestParameters: {
      "integration.request.header.Content-Type": "'application/x-amz-json-1.0'",
      "integration.request.header.X-Amz-Target": "'AmazonSQS.SendMessage'",
    },
    requestTemplates: {
      "application/json": `{"QueueUrl":"${QueueUrl}","MessageBody":"$util.escapeJavaScript($input.body)"}`,
    },
  });

  const { json } = await post(url, '{"a":1}');

  expect(json).toMatchObject({ MessageId: expect.any(String) });
  expect(await setup.bodies(QueueUrl)).toEqual(['{"a":1}']);
});

test("REST API: without the header of a form, SQS does not read one", async () => {
  const QueueUrl = await setup.queue();
  const url = await restApi({
    uri: `arn:aws:apigateway:us-east-1:sqs:path/000000000000/${QueueUrl.split("/").at(-1)}`,
    credentials: maySend,
    requestTemplates: { "application/json": "Action=SendMessage&MessageBody=$util.urlEncode($input.body)" },
  });

  const { json } = await post(url, "{}");

  expect(json).toHaveProperty("Error");
  expect(await setup.bodies(QueueUrl)).toEqual([]);
});

test("REST API: an action with parameters in the query string", async () => {
  const QueueUrl = await setup.queue();
  const url = await restApi({
    uri: "arn:aws:apigateway:us-east-1:sqs:action/SendMessage",
    credentials: maySend,
    requestParameters: {
      "integration.request.querystring.QueueUrl": `'${QueueUrl}'`,
      "integration.request.querystring.MessageBody": "method.request.body",
    },
  });

  const { json } = await post(url, "hello");

  expect(json).toEqual({
    SendMessageResponse: {
      ResponseMetadata: { RequestId: expect.any(String) },
      SendMessageResult: {
        MD5OfMessageAttributes: null,
        MD5OfMessageBody: "5d41402abc4b2a76b9719d911017c592",
        MD5OfMessageSystemAttributes: null,
        MessageId: expect.any(String),
        SequenceNumber: null,
      },
    },
  });
  expect(await setup.bodies(QueueUrl)).toEqual(["hello"]);
});
