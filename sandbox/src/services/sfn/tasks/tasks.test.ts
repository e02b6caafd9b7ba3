import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { IAM } from "@aws-sdk/client-iam";
import { S3 } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../../testing.ts";
import { StatesUser } from "../testing.ts";

let sandbox: TestSandbox;
let user: StatesUser;
let functionArn: string;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  user = new StatesUser(sandbox);
  functionArn = await user.createEcho();
});
afterAll(() => sandbox.stop());

const INVOKE = { actions: ["lambda:InvokeFunction"] };

describe("a Lambda function", () => {
  test("by its ARN: input and result as they are", async () => {
    const machine = await user.create({ Call: { Type: "Task", Resource: functionArn, End: true } }, INVOKE);
    const { executionArn, output, redriveStatus } = await user.run(machine, { a: [1] });
    expect(output).toBe('{"a":[1]}');
    expect(redriveStatus).toBe("NOT_REDRIVABLE");
    expect(await user.typesOf(executionArn!)).toEqual([
      "ExecutionStarted",
      "TaskStateEntered",
      "LambdaFunctionScheduled",
      "LambdaFunctionStarted",
      "LambdaFunctionSucceeded",
      "TaskStateExited",
      "ExecutionSucceeded",
    ]);
  });

  test("by lambda:invoke: with the metadata of the answer", async () => {
    const machine = await user.create(
      {
        Call: {
          Type: "Task",
          Resource: "arn:aws:states:::lambda:invoke",
          Parameters: { FunctionName: "echo", "Payload.$": "$" },
          End: true,
        },
      },
      INVOKE,
    );
    expect(await user.outputOf(machine, { a: 1 })).toEqual({
      ExecutedVersion: "$LATEST",
      Payload: { a: 1 },
      SdkHttpMetadata: { AllHttpHeaders: expect.any(Object), HttpHeaders: expect.any(Object), HttpStatusCode: 200 },
      SdkResponseMetadata: { RequestId: expect.any(String) },
      StatusCode: 200,
    });
  });

  test("fails with the name of its error, is retried on the sandbox's clock and caught", async () => {
    const machine = await user.create(
      {
        Call: {
          Type: "Task",
          Resource: functionArn,
          Retry: [
            { ErrorEquals: ["Busy"], IntervalSeconds: 3600, BackoffRate: 2, MaxAttempts: 2, MaxDelaySeconds: 5000 },
          ],
          Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Caught" }],
          End: true,
        },
        Caught: { Type: "Pass", Parameters: { "error.$": "$.error.Error", "retries.$": "$.input" }, End: true },
      },
      INVOKE,
    );
    const { startDate, stopDate, output } = await user.run(machine, { fail: "Busy", input: 1 });
    expect(JSON.parse(output!)).toEqual({ error: "Busy", retries: 1 });
    // 3600 s, and not 7200 but 5000 s.
    expect(stopDate!.getTime() - startDate!.getTime()).toBeGreaterThanOrEqual(8_600_000);
  });

  test("that the role may not invoke", async () => {
    const machine = await user.create({ Call: { Type: "Task", Resource: functionArn, End: true } });
    const { status, error, cause } = await user.run(machine);
    expect({ status, error }).toEqual({ status: "FAILED", error: "Lambda.AWSLambdaException" });
    expect(cause).toMatch(
      /^User: arn:aws:sts::000000000000:assumed-role\/role-\d+-states\/\w+ is not authorized to perform: lambda:InvokeFunction on resource: .*:function:echo because no identity-based policy allows the lambda:InvokeFunction action \(Service: AWSLambda; Status Code: 403; Error Code: AccessDeniedException; Request ID: [\w-]+; Proxy: null\)$/,
    );
  });
});

describe("other services", () => {
  test("DynamoDB, optimized and through the SDK", async () => {
    await new DynamoDB(sandbox.client()).createTable({
      TableName: "items",
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    });
    const machine = await user.create(
      {
        Put: {
          Type: "Task",
          Resource: "arn:aws:states:::dynamodb:putItem",
          Parameters: { TableName: "items", Item: { id: { "S.$": "$.id" }, ok: { BOOL: true } } },
          ResultPath: null,
          Next: "Get",
        },
        Get: {
          Type: "Task",
          Resource: "arn:aws:states:::aws-sdk:dynamodb:getItem",
          Parameters: { TableName: "items", Key: { id: { "S.$": "$.id" } } },
          End: true,
        },
      },
      { actions: ["dynamodb:PutItem", "dynamodb:GetItem"] },
    );
    expect(await user.outputOf(machine, { id: "x" })).toEqual({ Item: { id: { S: "x" }, ok: { Bool: true } } });
  });

  test("parameters that do not fit, and ones that are missing", async () => {
    const put = (Parameters: object) => ({
      Put: { Type: "Task", Resource: "arn:aws:states:::dynamodb:putItem", Parameters, End: true },
    });
    const actions = ["dynamodb:*"];
    expect(
      await user.run(await user.create(put({ TableName: "items", Items: 1, Item: "x" }), { actions })),
    ).toMatchObject({
      error: "States.Runtime",
      cause: `An error occurred while executing the state 'Put' (entered at the event id #2). The Parameters '{"TableName":"items","Items":1,"Item":"x"}' could not be used to start the Task: [The field 'Items' is not supported by Step Functions, The value of the field 'Item' has an invalid format]`,
    });
    const missing = await user.run(await user.create(put({ TableName: "items" }), { actions }));
    expect(missing.error).toBe("DynamoDB.AmazonDynamoDBException");
    expect(missing.cause).toMatch(
      /^1 validation error detected: Value null at 'item' failed to satisfy constraint: Member must not be null \(Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ValidationException; Request ID: [\w-]+; Proxy: null\)$/,
    );
  });

  test("errors of the SDK are named by their service", async () => {
    const machine = await user.create(
      {
        Get: {
          Type: "Task",
          Resource: "arn:aws:states:::aws-sdk:s3:getObject",
          Parameters: { Bucket: "nothing-here-at-all", Key: "k" },
          End: true,
        },
      },
      { actions: ["s3:*"] },
    );
    const { error, cause } = await user.run(machine);
    expect(error).toBe("S3.NoSuchBucketException");
    expect(cause).toMatch(/^The specified bucket does not exist \(Service: S3, Status Code: 404, Request ID: /);
  });

  test("objects in S3 are text", async () => {
    const s3 = new S3(sandbox.client());
    await s3.createBucket({ Bucket: "texts" });
    const machine = await user.create(
      {
        Put: {
          Type: "Task",
          Resource: "arn:aws:states:::aws-sdk:s3:putObject",
          Parameters: { Bucket: "texts", Key: "k", "Body.$": "$" },
          Next: "Get",
        },
        Get: {
          Type: "Task",
          Resource: "arn:aws:states:::aws-sdk:s3:getObject",
          Parameters: { Bucket: "texts", Key: "k" },
          OutputPath: "$.Body",
          End: true,
        },
      },
      { actions: ["s3:*"] },
    );
    expect(await user.outputOf(machine, { a: 1 })).toBe('{"a":1}');
  });

  test("operations that a service, or the sandbox, does not have are refused when the state machine is created", async () => {
    const call = (action: string) => ({
      Call: { Type: "Task", Resource: `arn:aws:states:::aws-sdk:${action}`, End: true },
    });
    await expect(user.create(call("dynamodb:putThing"))).rejects.toThrow(
      "SCHEMA_VALIDATION_FAILED: The resource provided arn:aws:states:::aws-sdk:dynamodb:putThing is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at /States/Call/Resource",
    );
    await expect(user.create(call("sfn:redriveExecution"))).rejects.toMatchObject({ name: "NotEmulated" });
  });

  test("an integration that is not emulated is refused when the state machine is created", async () => {
    await expect(
      user.create({ Run: { Type: "Task", Resource: "arn:aws:states:::glue:startJobRun", End: true } }),
    ).rejects.toMatchObject({ name: "NotEmulated", message: expect.stringContaining("glue:startJobRun (state Run)") });
  });
});

test("a task acts in the account of the role that Credentials names", async () => {
  const other = "222222222222";
  const iam = new IAM(sandbox.client({ account: other }));
  const { Role } = await iam.createRole({
    RoleName: "there",
    AssumeRolePolicyDocument: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: "arn:aws:iam::000000000000:root" }, Action: "sts:AssumeRole" }],
    }),
  });
  await iam.putRolePolicy({
    RoleName: "there",
    PolicyName: "p",
    PolicyDocument: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:GetCallerIdentity", Resource: "*" }],
    }),
  });
  const call = {
    Who: {
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:sts:getCallerIdentity",
      Credentials: { RoleArn: Role!.Arn },
      End: true,
    },
  };
  const allowed = await user.create(call, { actions: ["sts:AssumeRole"] });
  expect(await user.outputOf(allowed)).toMatchObject({ Account: other });
  expect(await user.run(await user.create(call))).toMatchObject({
    error: "States.TaskFailed",
    cause: expect.stringMatching(
      /^The role arn:aws:iam::000000000000:role\/[\w-]+ is not authorized to assume the task state's role, arn:aws:iam::222222222222:role\/there\.$/,
    ),
  });
});
