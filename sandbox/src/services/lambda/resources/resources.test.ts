import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from "@aws-sdk/client-cloudformation";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { GetProvisionedConcurrencyConfigCommand } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../../testing.ts";
import { functionsOf } from "../testing.ts";

let sandbox: TestSandbox;
let functions: ReturnType<typeof functionsOf>;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  functions = functionsOf(sandbox);
});
afterAll(() => sandbox.stop());

const TEMPLATE = {
  Resources: {
    Role: {
      Type: "AWS::IAM::Role",
      Properties: {
        AssumeRolePolicyDocument: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
        },
        Policies: [
          {
            PolicyName: "p",
            PolicyDocument: {
              Version: "2012-10-17",
              Statement: [{ Effect: "Allow", Action: ["logs:*", "dynamodb:*", "s3:*"], Resource: "*" }],
            },
          },
        ],
      },
    },
    Bucket: { Type: "AWS::S3::Bucket" },
    Table: {
      Type: "AWS::DynamoDB::Table",
      Properties: {
        AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
        BillingMode: "PAY_PER_REQUEST",
        StreamSpecification: { StreamViewType: "NEW_IMAGE" },
      },
    },
    Function: {
      Type: "AWS::Lambda::Function",
      Properties: {
        Code: { ZipFile: "exports.handler = async (event) => { console.log(event.Records?.length); return 'hi' }" },
        Handler: "index.handler",
        Runtime: "nodejs24.x",
        Role: { "Fn::GetAtt": ["Role", "Arn"] },
      },
    },
    Version: { Type: "AWS::Lambda::Version", Properties: { FunctionName: { Ref: "Function" } } },
    Alias: {
      Type: "AWS::Lambda::Alias",
      Properties: {
        FunctionName: { Ref: "Function" },
        FunctionVersion: { "Fn::GetAtt": ["Version", "Version"] },
        Name: "live",
        ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 1 },
      },
    },
    Async: {
      Type: "AWS::Lambda::EventInvokeConfig",
      Properties: {
        FunctionName: { Ref: "Function" },
        Qualifier: "$LATEST",
        MaximumRetryAttempts: 0,
        DestinationConfig: { OnFailure: { Destination: { "Fn::GetAtt": ["Bucket", "Arn"] } } },
      },
    },
    Mapping: {
      Type: "AWS::Lambda::EventSourceMapping",
      Properties: {
        FunctionName: { Ref: "Function" },
        EventSourceArn: { "Fn::GetAtt": ["Table", "StreamArn"] },
        StartingPosition: "TRIM_HORIZON",
        BatchSize: 10,
      },
    },
    Url: {
      Type: "AWS::Lambda::Url",
      Properties: { TargetFunctionArn: { "Fn::GetAtt": ["Function", "Arn"] }, AuthType: "NONE" },
    },
    UrlPermission: {
      Type: "AWS::Lambda::Permission",
      Properties: {
        FunctionName: { "Fn::GetAtt": ["Function", "Arn"] },
        Action: "lambda:InvokeFunctionUrl",
        Principal: "*",
        FunctionUrlAuthType: "NONE",
      },
    },
    InvokePermission: {
      Type: "AWS::Lambda::Permission",
      Properties: {
        FunctionName: { "Fn::GetAtt": ["Function", "Arn"] },
        Action: "lambda:InvokeFunction",
        Principal: "*",
        InvokedViaFunctionUrl: true,
      },
    },
  },
  Outputs: {
    Url: { Value: { "Fn::GetAtt": ["Url", "FunctionUrl"] } },
    Function: { Value: { Ref: "Function" } },
    Table: { Value: { Ref: "Table" } },
  },
};

test("a stack with a URL, a stream, a mapping, async settings and provisioned concurrency works and goes", async () => {
  const cloudformation = new CloudFormationClient(sandbox.client());
  const StackName = "functions";
  await cloudformation.send(
    new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(TEMPLATE), Capabilities: ["CAPABILITY_IAM"] }),
  );

  const outputs = await eventually(async () => {
    const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
    const { StackEvents } = await cloudformation.send(new DescribeStackEventsCommand({ StackName }));
    const reasons = StackEvents!.flatMap((event) => event.ResourceStatusReason ?? []);
    expect([Stacks![0]!.StackStatus, reasons]).toEqual(["CREATE_COMPLETE", expect.anything()]);
    return Object.fromEntries(Stacks![0]!.Outputs!.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue!]));
  });

  const { Status } = await functions.lambda.send(
    new GetProvisionedConcurrencyConfigCommand({ FunctionName: outputs["Function"], Qualifier: "live" }),
  );
  expect(Status).toBe("READY");
  expect(outputs["Url"]).toMatch(/^https:\/\/[a-z0-9]+\.lambda-url\.us-east-1\.on\.aws\/$/);
  const dynamodb = new DynamoDBClient(sandbox.client());
  await dynamodb.send(new PutItemCommand({ TableName: outputs["Table"], Item: { id: { S: "a" } } }));
  await eventually(async () =>
    expect((await functions.hops()).some((hop) => hop.action === "invocation" && hop.result === "ok")).toBe(true),
  );

  // What has not changed since the version there is makes no other.
  await cloudformation.send(
    new UpdateStackCommand({
      StackName,
      TemplateBody: JSON.stringify({
        ...TEMPLATE,
        Resources: { ...TEMPLATE.Resources, Same: TEMPLATE.Resources.Version },
      }),
      Capabilities: ["CAPABILITY_IAM"],
    }),
  );
  await eventually(async () => {
    const { StackEvents } = await cloudformation.send(new DescribeStackEventsCommand({ StackName }));
    expect(StackEvents!.find((event) => event.ResourceStatus === "CREATE_FAILED")?.ResourceStatusReason).toMatch(
      /A version for this Lambda function exists \( 1 \)\. Modify the function to create a new version\..* HandlerErrorCode: AlreadyExists/,
    );
    expect(StackEvents![0]!.ResourceStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
  });

  await cloudformation.send(new DeleteStackCommand({ StackName }));
  await eventually(async () => {
    const gone = await cloudformation.send(new DescribeStacksCommand({ StackName })).then(
      ({ Stacks }) => Stacks![0]!.StackStatus,
      (error: Error) => error.message,
    );
    expect(gone).toContain("does not exist");
  });
});
