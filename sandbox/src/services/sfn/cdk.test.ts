import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CfnOutput, Duration, type Stack } from "aws-cdk-lib";
import * as apigateway from "aws-cdk-lib/aws-apigateway";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as states from "aws-cdk-lib/aws-stepfunctions";
import * as tasks from "aws-cdk-lib/aws-stepfunctions-tasks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { synthesise } from "../../../test-apps/synthesise.ts";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";
import { StackUser } from "../cloudformation/stack-user.ts";
import { StatesUser } from "./testing.ts";

let sandbox: TestSandbox;
let stacks: StackUser;
let user: StatesUser;
const folders: string[] = [];

beforeAll(async () => {
  sandbox = await startTestSandbox();
  stacks = new StackUser(sandbox);
  user = new StatesUser(sandbox);
});
afterAll(async () => {
  await sandbox.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Deploys what `build` makes; the outputs of the stack. */
async function deploy(name: string, build: (stack: Stack) => void): Promise<Record<string, string>> {
  const outdir = mkdtempSync(join(tmpdir(), "states-"));
  folders.push(outdir);
  const { template, assets } = synthesise(name, { build }, 1, outdir);
  const s3 = new S3Client(sandbox.client());
  const Bucket = "cdk-hnb659fds-assets-000000000000-us-east-1";
  for (const { key: Key, body: Body } of assets) await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  await stacks.create(name, template, { Capabilities: ["CAPABILITY_NAMED_IAM"] });
  await expect
    .poll(async () => (await stacks.describeOne(name)).StackStatus, { timeout: 30_000 })
    .not.toMatch(/IN_PROGRESS$/);
  const { StackStatus, Outputs } = await stacks.describeOne(name);
  if (StackStatus !== "CREATE_COMPLETE") throw new Error((await stacks.eventsOf(name)).join("\n"));
  return Object.fromEntries((Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!]));
}

function post(url: string, body: string): Promise<{ status: number; body: string }> {
  const { port } = new URL(sandbox.endpoint);
  const { host, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port,
        path: pathname,
        method: "POST",
        headers: { host, "content-type": "application/json" },
      },
      (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => (text += chunk.toString()));
        response.on("end", () => resolve({ status: response.statusCode!, body: text }));
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

test(
  "an order: a function, a choice, a wait, items in a table, one for each in a map",
  { timeout: 60_000 },
  async () => {
    const { Arn: machine } = await deploy("orders", (stack) => {
      const handler = new lambda.Function(stack, "Price", {
        runtime: lambda.Runtime.NODEJS_22_X,
        handler: "index.handler",
        code: lambda.Code.fromInline(
          "exports.handler = async ({ items }) => ({ items, total: items.reduce((sum, { price }) => sum + price, 0) });",
        ),
      });
      const table = new dynamodb.TableV2(stack, "Table", {
        partitionKey: { name: "id", type: dynamodb.AttributeType.STRING },
      });
      const put = new tasks.DynamoPutItem(stack, "Put", {
        table,
        item: {
          id: tasks.DynamoAttributeValue.fromString(states.JsonPath.stringAt("$.id")),
          price: tasks.DynamoAttributeValue.numberFromString(
            states.JsonPath.format("{}", states.JsonPath.stringAt("$.price")),
          ),
        },
        resultPath: states.JsonPath.DISCARD,
      });
      const each = new states.Map(stack, "Each", { itemsPath: "$.items", resultPath: "$.stored" }).itemProcessor(put);
      const wait = new states.Wait(stack, "CoolDown", { time: states.WaitTime.duration(Duration.hours(1)) });
      const definition = new tasks.LambdaInvoke(stack, "Sum", {
        lambdaFunction: handler,
        payloadResponseOnly: true,
      }).next(
        new states.Choice(stack, "Dear")
          .when(states.Condition.numberGreaterThan("$.total", 100), wait.next(each))
          .otherwise(
            new states.Fail(stack, "TooCheap", { error: "TooCheap", causePath: "States.Format('only {}', $.total)" }),
          ),
      );
      const machine = new states.StateMachine(stack, "Machine", {
        definitionBody: states.DefinitionBody.fromChainable(definition),
        tracingEnabled: true,
      });
      new CfnOutput(stack, "Arn", { value: machine.stateMachineArn });
    });

    const items = [
      { id: "a", price: 60 },
      { id: "b", price: 70 },
    ];
    expect(await user.outputOf(machine!, { items })).toEqual({ items, total: 130, stored: items });
    expect(await user.run(machine!, { items: items.slice(1) })).toMatchObject({
      status: "FAILED",
      error: "TooCheap",
      cause: "only 70",
    });
  },
);

test("a REST API that only roles may call, called by a state machine", { timeout: 60_000 }, async () => {
  const outputs = await deploy("called-api", (stack) => {
    const api = new apigateway.RestApi(stack, "Api", { endpointExportName: "called" });
    const mock = new apigateway.MockIntegration({
      requestTemplates: { "application/json": '{"statusCode": 200}' },
      integrationResponses: [{ statusCode: "200", responseTemplates: { "application/json": '{"mock": true}' } }],
    });
    api.root.addResource("there").addMethod("POST", mock, {
      authorizationType: apigateway.AuthorizationType.IAM,
      methodResponses: [{ statusCode: "200" }],
    });
    const call = (id: string, apiPath: string) =>
      new tasks.CallApiGatewayRestApiEndpoint(stack, id, {
        api,
        stageName: "prod",
        method: tasks.HttpMethod.POST,
        apiPath,
        authType: tasks.AuthType.IAM_ROLE,
      });
    const definition = call("There", "/there").next(call("Gone", "/gone"));
    const { stateMachineArn } = new states.StateMachine(stack, "Machine", {
      definitionBody: states.DefinitionBody.fromChainable(definition),
    });
    new CfnOutput(stack, "Arn", { value: stateMachineArn });
  });
  const { executionArn, status, error } = await user.run(outputs["Arn"]!);
  expect({ status, error }).toEqual({ status: "FAILED", error: "ApiGateway.403" });
  const { events } = await user.sfn.getExecutionHistory({ executionArn });
  const { output } = events!.find(({ type }) => type === "TaskSucceeded")!.taskSucceededEventDetails!;
  expect(JSON.parse(output!)).toMatchObject({ StatusCode: 200, StatusText: "OK", ResponseBody: { mock: true } });
});

test("StepFunctionsRestApi: an express state machine behind a REST API", { timeout: 60_000 }, async () => {
  const outputs = await deploy("express-api", (stack) => {
    const stateMachine = new states.StateMachine(stack, "Machine", {
      stateMachineType: states.StateMachineType.EXPRESS,
      definitionBody: states.DefinitionBody.fromChainable(
        new states.Pass(stack, "Answer", {
          parameters: { "said.$": "$.body.say", path: states.JsonPath.stringAt("$.path") },
        }),
      ),
    });
    new apigateway.StepFunctionsRestApi(stack, "Api", { stateMachine, path: true });
  });
  const url = Object.values(outputs)[0]!;
  const { status, body } = await post(url, '{"say":"hello"}');
  expect({ status, body: JSON.parse(body) as unknown }).toMatchObject({ status: 200, body: { said: "hello" } });
});
