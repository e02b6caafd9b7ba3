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
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../../testing.ts";

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

function get(url: string, path: string, more: Record<string, string> = {}): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { host: new URL(url).host, ...more };
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

/** What aws-cdk-lib 2.276 synthesises for authorizers, parameter mappings, HTTP_PROXY, throttling and access logs, with the second deployment's changes. */
function guardedTemplate(isChanged: boolean) {
  const fn = (ZipFile: string) => ({
    Type: "AWS::Lambda::Function",
    Properties: {
      Code: { ZipFile },
      Handler: "index.handler",
      Role: { "Fn::GetAtt": ["Role", "Arn"] },
      Runtime: "nodejs24.x",
    },
  });
  const permission = (FunctionName: unknown, ...path: unknown[]) => ({
    Type: "AWS::Lambda::Permission",
    Properties: {
      Action: "lambda:InvokeFunction",
      FunctionName,
      Principal: "apigateway.amazonaws.com",
      SourceArn: join("arn:aws:execute-api:us-east-1:000000000000:", API, ...path),
    },
  });
  const AUTH_ARN = { "Fn::GetAtt": ["Auth", "Arn"] };
  const { Role } = template("one").Resources;
  return {
    Resources: {
      Role,
      Function: fn("exports.handler = async (event) => [event.headers['x-mapped'] ?? null, event.rawPath]"),
      Auth: fn("exports.handler = async (event) => ({ isAuthorized: event.headers.authorization === 'yes' })"),
      Api: { Type: "AWS::ApiGatewayV2::Api", Properties: { Name: "guarded", ProtocolType: "HTTP" } },
      Lambda: {
        Type: "AWS::ApiGatewayV2::Authorizer",
        Properties: {
          ApiId: API,
          AuthorizerPayloadFormatVersion: "2.0",
          AuthorizerResultTtlInSeconds: 300,
          AuthorizerType: "REQUEST",
          AuthorizerUri: join(
            "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/",
            AUTH_ARN,
            "/invocations",
          ),
          EnableSimpleResponses: true,
          IdentitySource: ["$request.header.Authorization"],
          Name: "lambda",
        },
      },
      Jwt: {
        Type: "AWS::ApiGatewayV2::Authorizer",
        Properties: {
          ApiId: API,
          AuthorizerType: "JWT",
          IdentitySource: ["$request.header.Authorization"],
          JwtConfiguration: { Audience: ["app"], Issuer: "https://issuer.example" },
          Name: "jwt",
        },
      },
      Integration: {
        Type: "AWS::ApiGatewayV2::Integration",
        Properties: {
          ApiId: API,
          IntegrationType: "AWS_PROXY",
          IntegrationUri: FUNCTION_ARN,
          PayloadFormatVersion: "2.0",
          RequestParameters: isChanged
            ? { "overwrite:path": "/mapped", "remove:header.x-b": "" }
            : { "append:header.x-mapped": "$request.querystring.q", "remove:header.x-b": "" },
          ...(isChanged
            ? {
                ResponseParameters: {
                  "200": { ResponseParameters: [{ Destination: "overwrite:statuscode", Source: "202" }] },
                },
              }
            : {}),
        },
      },
      Url: {
        Type: "AWS::ApiGatewayV2::Integration",
        Properties: {
          ApiId: API,
          IntegrationMethod: "GET",
          IntegrationType: "HTTP_PROXY",
          IntegrationUri: join("https://", API, ".execute-api.us-east-1.amazonaws.com/guarded"),
          PayloadFormatVersion: "1.0",
        },
      },
      Guarded: {
        Type: "AWS::ApiGatewayV2::Route",
        Properties: {
          ApiId: API,
          AuthorizationType: "CUSTOM",
          AuthorizerId: { Ref: "Lambda" },
          RouteKey: "GET /guarded",
          Target: join("integrations/", { Ref: "Integration" }),
        },
      },
      Tokens: {
        Type: "AWS::ApiGatewayV2::Route",
        Properties: {
          ApiId: API,
          ...(isChanged
            ? { AuthorizationType: "NONE" }
            : { AuthorizationScopes: ["read"], AuthorizationType: "JWT", AuthorizerId: { Ref: "Jwt" } }),
          RouteKey: "GET /tokens",
          Target: join("integrations/", { Ref: "Integration" }),
        },
      },
      Proxied: {
        Type: "AWS::ApiGatewayV2::Route",
        Properties: {
          ApiId: API,
          AuthorizationType: "NONE",
          RouteKey: "GET /proxied",
          Target: join("integrations/", { Ref: "Url" }),
        },
      },
      Invoke: permission(FUNCTION_ARN, "/*/*/*"),
      Ask: permission(AUTH_ARN, "/authorizers/", { Ref: "Lambda" }),
      Access: { Type: "AWS::Logs::LogGroup", Properties: { RetentionInDays: 7 } },
      Stage: {
        Type: "AWS::ApiGatewayV2::Stage",
        Properties: {
          AccessLogSettings: {
            DestinationArn: { "Fn::GetAtt": ["Access", "Arn"] },
            Format: "$context.path $context.status",
          },
          ApiId: API,
          AutoDeploy: true,
          DefaultRouteSettings: {
            ThrottlingBurstLimit: isChanged ? 1 : 20,
            ThrottlingRateLimit: isChanged ? 0.001 : 20,
          },
          StageName: "$default",
        },
      },
    },
    Outputs: { Endpoint: { Value: { "Fn::GetAtt": ["Api", "ApiEndpoint"] } }, Access: { Value: { Ref: "Access" } } },
  };
}

test("authorizers, mappings, HTTP_PROXY, throttling and access logs of a stack", async () => {
  const StackName = "guarded-api";
  const waiter = { client: cloudformation, maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.2 };
  const input = (isChanged: boolean) => ({
    StackName,
    TemplateBody: JSON.stringify(guardedTemplate(isChanged)),
    Capabilities: ["CAPABILITY_IAM" as const],
  });
  await cloudformation.send(new CreateStackCommand(input(false)));
  await waitUntilStackCreateComplete(waiter, { StackName });
  const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
  const outputs = Object.fromEntries(
    Stacks![0]!.Outputs!.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue!]),
  );
  const endpoint = outputs["Endpoint"]!;
  const authorization = "yes";

  expect(await get(endpoint, "/guarded?q=1", { authorization })).toEqual({ status: 200, body: '["1","/guarded"]' });
  expect((await get(endpoint, "/guarded", { authorization: "no" })).status).toBe(403);
  expect((await get(endpoint, "/tokens", { authorization })).status).toBe(401);
  expect(await get(endpoint, "/proxied?q=2", { authorization })).toEqual({ status: 200, body: '["2","/guarded"]' });
  const logs = new CloudWatchLogsClient(sandbox.client());
  await eventually(async () => {
    const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName: outputs["Access"] }));
    expect(events!.map(({ message }) => message)).toContain("/tokens 401");
  });

  await cloudformation.send(new UpdateStackCommand(input(true)));
  await waitUntilStackUpdateComplete(waiter, { StackName });
  expect(await get(endpoint, "/tokens?q=1")).toEqual({ status: 202, body: '[null,"/mapped"]' });
  // The second request of a bucket of one.
  expect((await get(endpoint, "/tokens")).status).toBe(429);

  await cloudformation.send(new DeleteStackCommand({ StackName }));
  await waitUntilStackDeleteComplete(waiter, { StackName });
});
