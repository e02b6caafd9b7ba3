import { request } from "node:http";
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
  waitUntilStackUpdateComplete,
} from "@aws-sdk/client-cloudformation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../../testing.ts";

let sandbox: TestSandbox;
let cloudformation: CloudFormationClient;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  cloudformation = new CloudFormationClient(sandbox.client());
});
afterAll(() => sandbox.stop());

const API = { Ref: "Api" };
const FUNCTION_ARN = { "Fn::GetAtt": ["Function", "Arn"] };
const join = (...parts: unknown[]) => ({ "Fn::Join": ["", parts] });

/** What aws-cdk-lib 2.276 synthesises for an HttpApi with a Lambda route, and a version and an alias of the function. */
function template(step: string) {
  return {
    Resources: {
      Role: {
        Type: "AWS::IAM::Role",
        Properties: {
          AssumeRolePolicyDocument: {
            Statement: [{ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" } }],
            Version: "2012-10-17",
          },
          ManagedPolicyArns: [
            join("arn:", { Ref: "AWS::Partition" }, ":iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"),
          ],
        },
      },
      Function: {
        Type: "AWS::Lambda::Function",
        Properties: {
          Code: {
            ZipFile: `exports.handler = async (event) => [process.env.STEP, event.pathParameters.id, "${step}"]`,
          },
          Environment: { Variables: { STEP: step } },
          Handler: "index.handler",
          MemorySize: step === "one" ? 128 : 256,
          Role: { "Fn::GetAtt": ["Role", "Arn"] },
          Runtime: "nodejs24.x",
          Tags: [{ Key: "step", Value: step }],
        },
        DependsOn: ["Role"],
      },
      Version: { Type: "AWS::Lambda::Version", Properties: { FunctionName: { Ref: "Function" } } },
      Alias: {
        Type: "AWS::Lambda::Alias",
        Properties: {
          FunctionName: { Ref: "Function" },
          FunctionVersion: { "Fn::GetAtt": ["Version", "Version"] },
          Name: "live",
        },
      },
      Api: {
        Type: "AWS::ApiGatewayV2::Api",
        Properties: {
          CorsConfiguration: { AllowMethods: ["*"], AllowOrigins: ["*"], MaxAge: 86400 },
          Name: "Api",
          ProtocolType: "HTTP",
        },
      },
      Integration: {
        Type: "AWS::ApiGatewayV2::Integration",
        Properties: {
          ApiId: API,
          IntegrationType: "AWS_PROXY",
          IntegrationUri: FUNCTION_ARN,
          PayloadFormatVersion: "2.0",
        },
      },
      Permission: {
        Type: "AWS::Lambda::Permission",
        Properties: {
          Action: "lambda:InvokeFunction",
          FunctionName: FUNCTION_ARN,
          Principal: "apigateway.amazonaws.com",
          SourceArn: join(
            "arn:",
            { Ref: "AWS::Partition" },
            ":execute-api:",
            { Ref: "AWS::Region" },
            ":",
            { Ref: "AWS::AccountId" },
            ":",
            API,
            "/*/*/notes/{id}",
          ),
        },
      },
      Route: {
        Type: "AWS::ApiGatewayV2::Route",
        Properties: {
          ApiId: API,
          AuthorizationType: "NONE",
          RouteKey: "GET /notes/{id}",
          Target: join("integrations/", { Ref: "Integration" }),
        },
      },
      Stage: {
        Type: "AWS::ApiGatewayV2::Stage",
        Properties: { ApiId: API, AutoDeploy: true, StageName: "$default" },
      },
    },
    Outputs: {
      Endpoint: { Value: { "Fn::GetAtt": ["Api", "ApiEndpoint"] } },
      Alias: { Value: { Ref: "Alias" } },
    },
  };
}

function get(url: string, path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { host: new URL(url).host };
    const outgoing = request({ host: "127.0.0.1", port: sandbox.port, path, headers }, (incoming) => {
      let body = "";
      incoming.on("data", (chunk: Buffer) => (body += chunk.toString()));
      incoming.on("end", () => resolve({ status: incoming.statusCode!, body }));
    });
    outgoing.on("error", reject);
    outgoing.end();
  });
}

test("an HTTP API with a function is created, updated in place and deleted by CloudFormation", async () => {
  const StackName = "http-api";
  const waiter = { client: cloudformation, maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.2 };
  const input = (step: string) => ({
    StackName,
    TemplateBody: JSON.stringify(template(step)),
    Capabilities: ["CAPABILITY_IAM" as const],
  });

  await cloudformation.send(new CreateStackCommand(input("one")));
  await waitUntilStackCreateComplete(waiter, { StackName });
  const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
  const outputs = Object.fromEntries(
    Stacks![0]!.Outputs!.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
  );
  const endpoint = outputs["Endpoint"]!;
  expect(endpoint).toMatch(/^https:\/\/[a-z0-9]{10}\.execute-api\.us-east-1\.amazonaws\.com$/);
  expect(outputs["Alias"]).toMatch(/^arn:aws:lambda:us-east-1:000000000000:function:http-api-Function-\w+:live$/);
  expect(await get(endpoint, "/notes/7")).toEqual({ status: 200, body: '["one","7","one"]' });

  await cloudformation.send(new UpdateStackCommand(input("two")));
  await waitUntilStackUpdateComplete(waiter, { StackName });
  expect(await get(endpoint, "/notes/8")).toEqual({ status: 200, body: '["two","8","two"]' });

  await cloudformation.send(new DeleteStackCommand({ StackName }));
  await waitUntilStackDeleteComplete(waiter, { StackName });
  expect((await get(endpoint, "/notes/8")).status).toBe(404);
});
