import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  GetAccountSettingsCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  LambdaClient,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type CreateFunctionCommandInput,
  type InvokeCommandInput,
} from "@aws-sdk/client-lambda";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Hop } from "../../core/hops.ts";
import { eventually, startTestSandbox, type TestSandbox } from "../../testing.ts";
import { createZip } from "./zip.ts";

let sandbox: TestSandbox;
let lambda: LambdaClient;
let iam: IAMClient;
let role: string;
let silentRole: string;
let counter = 0;

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

beforeAll(async () => {
  sandbox = await startTestSandbox();
  lambda = new LambdaClient(sandbox.client());
  iam = new IAMClient(sandbox.client());
  role = await createRole("functions", "logs:*");
  silentRole = await createRole("silent", "dynamodb:*");
});
afterAll(() => sandbox.stop());

async function createRole(name: string, action: string, trust = TRUST): Promise<string> {
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust }));
  const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] };
  await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: "p", PolicyDocument: JSON.stringify(policy) }));
  return Role!.Arn!;
}

async function create(code: string, more: Partial<CreateFunctionCommandInput> = {}): Promise<string> {
  const FunctionName = `fn-${++counter}`;
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: "nodejs24.x",
      Handler: "index.handler",
      Role: role,
      Code: { ZipFile: createZip({ "index.js": code }) },
      ...more,
    }),
  );
  return FunctionName;
}

async function invoke(FunctionName: string, event: unknown = {}, more: Partial<InvokeCommandInput> = {}) {
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event), ...more }));
  const text = answer.Payload?.transformToString();
  return { ...answer, payload: text ? JSON.parse(text) : undefined };
}

async function hops(): Promise<Hop[]> {
  const response = await fetch(`${sandbox.endpoint}/_sandbox/events?follow=false`, {
    headers: { authorization: `Bearer ${sandbox.token}` },
  });
  return [...(await response.text()).matchAll(/^data: (.*)$/gm)].map(([, hop]) => JSON.parse(hop!) as Hop);
}

const ECHO = "exports.handler = async (event) => event";

describe("functions", () => {
  test("a function is created, described, updated and deleted", async () => {
    const name = await create(ECHO, {
      Description: "first",
      Environment: { Variables: { STEP: "1" } },
      Tags: { team: "x" },
    });

    const { Configuration, Tags } = await lambda.send(new GetFunctionCommand({ FunctionName: name }));
    expect(Configuration).toMatchObject({
      FunctionName: name,
      FunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
      State: "Active",
      LastUpdateStatus: "Successful",
      MemorySize: 128,
      Timeout: 3,
      Version: "$LATEST",
      PackageType: "Zip",
      Architectures: ["x86_64"],
      EphemeralStorage: { Size: 512 },
      Environment: { Variables: { STEP: "1" } },
      LoggingConfig: { LogFormat: "Text", LogGroup: `/aws/lambda/${name}` },
    });
    expect(Tags).toEqual({ team: "x" });

    const updated = await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, MemorySize: 256 }));
    expect(updated).toMatchObject({ MemorySize: 256, LastUpdateStatus: "InProgress", Description: "first" });
    expect(updated.RevisionId).not.toBe(Configuration!.RevisionId);

    await lambda.send(new DeleteFunctionCommand({ FunctionName: name }));
    await expect(lambda.send(new GetFunctionCommand({ FunctionName: name }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `Function not found: arn:aws:lambda:us-east-1:000000000000:function:${name}`,
    });
  });

  test("the answer to the creation is Pending", async () => {
    const FunctionName = `fn-${++counter}`;
    const answer = await lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Runtime: "nodejs24.x",
        Handler: "index.handler",
        Role: role,
        Code: { ZipFile: createZip({ "index.js": ECHO }) },
      }),
    );

    expect(answer).toMatchObject({
      State: "Pending",
      StateReason: "The function is being created.",
      StateReasonCode: "Creating",
    });
    expect(answer.LastUpdateStatus).toBeUndefined();
  });

  test("code comes from S3", async () => {
    const s3 = new S3Client(sandbox.client());
    await s3.send(new CreateBucketCommand({ Bucket: "code-of-functions" }));
    const object = { Bucket: "code-of-functions", Key: "a/b.zip" };
    await s3.send(new PutObjectCommand({ ...object, Body: createZip({ "index.js": ECHO }) }));

    const name = await create("", { Code: { S3Bucket: object.Bucket, S3Key: object.Key } });

    expect((await invoke(name, "from s3")).payload).toBe("from s3");
    await expect(create("", { Code: { S3Bucket: object.Bucket, S3Key: "none" } })).rejects.toMatchObject({
      name: "InvalidParameterValueException",
      message:
        "Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.",
    });
    await expect(create("", { Code: { S3Bucket: "no-such-bucket-at-all", S3Key: "none" } })).rejects.toMatchObject({
      message:
        "Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist",
    });
  });

  test("ListFunctions pages", async () => {
    await create(ECHO);
    await create(ECHO);

    const first = await lambda.send(new ListFunctionsCommand({ MaxItems: 1 }));
    const second = await lambda.send(new ListFunctionsCommand({ MaxItems: 1, Marker: first.NextMarker }));

    expect(first.Functions).toHaveLength(1);
    expect(second.Functions![0]!.FunctionName).not.toBe(first.Functions![0]!.FunctionName);
  });

  const refused: [string, () => Partial<CreateFunctionCommandInput>, { name: string; message: string }][] = [
    [
      "a role that is no ARN",
      () => ({ Role: "r1" }),
      {
        name: "ValidationException",
        message:
          "1 validation error detected: Value 'r1' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
      },
    ],
    [
      "a role that does not exist",
      () => ({ Role: "arn:aws:iam::000000000000:role/none" }),
      {
        name: "InvalidParameterValueException",
        message: "The role defined for the function cannot be assumed by Lambda.",
      },
    ],
    [
      "a package that is no zip",
      () => ({ Code: { ZipFile: Buffer.from("nonsense that is long enough") } }),
      {
        name: "InvalidParameterValueException",
        message: "Could not unzip uploaded file. Please check your file, then try to upload again.",
      },
    ],
    [
      "two architectures",
      () => ({ Architectures: ["x86_64", "arm64"] }),
      {
        name: "ValidationException",
        message:
          "1 validation error detected: Value '[x86_64, arm64]' at 'architectures' failed to satisfy constraint: Member must have length less than or equal to 1",
      },
    ],
    [
      "a reserved variable",
      () => ({ Environment: { Variables: { AWS_REGION: "x" } } }),
      {
        name: "InvalidParameterValueException",
        message:
          "Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_REGION",
      },
    ],
    [
      "too little memory",
      () => ({ MemorySize: 64 }),
      {
        name: "ValidationException",
        message:
          "1 validation error detected: Value '64' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128",
      },
    ],
    [
      "Python",
      () => ({ Runtime: "python3.13" }),
      {
        name: "NotEmulated",
        message: expect.stringContaining(
          "The sandbox does not emulate the Lambda runtime python3.13 (it runs Node.js functions only).",
        ),
      },
    ],
    [
      "active tracing with a role that may not write traces",
      () => ({ TracingConfig: { Mode: "Active" } }),
      {
        name: "InvalidParameterValueException",
        message: "The provided execution role does not have permissions to call PutTraceSegments on XRAY",
      },
    ],
    [
      "a dead-letter queue that the role may not send to",
      () => ({ DeadLetterConfig: { TargetArn: "arn:aws:sqs:us-east-1:000000000000:dead" } }),
      {
        name: "InvalidParameterValueException",
        message: "The provided execution role does not have permissions to call SendMessage on SQS",
      },
    ],
    [
      "a dead-letter topic that the role may not publish to",
      () => ({ DeadLetterConfig: { TargetArn: "arn:aws:sns:us-east-1:000000000000:dead" } }),
      {
        name: "InvalidParameterValueException",
        message: "The provided execution role does not have permissions to call Publish on SNS",
      },
    ],
    [
      "a dead-letter target that is no ARN",
      () => ({ DeadLetterConfig: { TargetArn: "dead" } }),
      {
        name: "ValidationException",
        message:
          "1 validation error detected: Value 'dead' at 'deadLetterConfig.targetArn' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()",
      },
    ],
    [
      "a wrapper script",
      () => ({ Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: "/opt/otel-handler" } } }),
      { name: "NotEmulated", message: expect.stringContaining("AWS_LAMBDA_EXEC_WRAPPER (wrapper scripts)") },
    ],
    [
      "SnapStart",
      () => ({ SnapStart: { ApplyOn: "PublishedVersions" } }),
      { name: "NotEmulated", message: expect.stringContaining("Lambda SnapStart (ApplyOn PublishedVersions)") },
    ],
    [
      "customer keys",
      () => ({ KMSKeyArn: "arn:aws:kms:us-east-1:000000000000:key/x" }),
      {
        name: "NotEmulated",
        message: expect.stringContaining("the parameter KMSKeyArn of lambda CreateFunction"),
      },
    ],
  ];
  test.each(refused)("CreateFunction refuses %s", async (_, input, expected) => {
    await expect(create(ECHO, input())).rejects.toMatchObject(expected);
  });

  test("a role that does not trust Lambda is refused", async () => {
    const other = await createRole("other", "logs:*", TRUST.replace("lambda.amazonaws.com", "ec2.amazonaws.com"));

    await expect(create(ECHO, { Role: other })).rejects.toMatchObject({
      message: "The role defined for the function cannot be assumed by Lambda.",
    });
  });
});

describe("Invoke", () => {
  test("runs the function and answers its result", async () => {
    const name = await create(ECHO);

    const { payload, StatusCode, ExecutedVersion, FunctionError } = await invoke(name, { a: [1, "é"] });

    expect({ payload, StatusCode, ExecutedVersion, FunctionError }).toEqual({
      payload: { a: [1, "é"] },
      StatusCode: 200,
      ExecutedVersion: "$LATEST",
      FunctionError: undefined,
    });
  });

  test("a failing function answers 200 with FunctionError and the tail of the log", async () => {
    const name = await create("exports.handler = async () => { console.log('before'); throw new Error('boom') }");

    const { payload, StatusCode, FunctionError, LogResult } = await invoke(name, {}, { LogType: "Tail" });

    expect([StatusCode, FunctionError]).toEqual([200, "Unhandled"]);
    expect(payload).toMatchObject({ errorType: "Error", errorMessage: "boom", trace: expect.any(Array) });
    expect(Buffer.from(LogResult!, "base64").toString()).toMatch(
      /START [^]*INFO\tbefore\n[^]*Invoke Error[^]*END [^]*REPORT /,
    );
  });

  test("DryRun asks for the permission only", async () => {
    const name = await create("throw new Error()");

    expect((await invoke(name, {}, { InvocationType: "DryRun" })).StatusCode).toBe(204);
  });

  test("an unknown function and a payload that is not JSON are refused in AWS's words", async () => {
    await expect(invoke("none")).rejects.toMatchObject({
      message: "Function not found: arn:aws:lambda:us-east-1:000000000000:function:none:$LATEST",
    });
    const name = await create(ECHO);
    await expect(lambda.send(new InvokeCommand({ FunctionName: name, Payload: "~" }))).rejects.toMatchObject({
      name: "InvalidRequestContentException",
      message:
        "Could not parse request body into json: Could not parse payload into json: Unexpected character ('~' (code 126)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1]",
    });
  });

  test("new code and new configuration take effect with a cold start", async () => {
    const name = await create("let n = 0; exports.handler = async () => [process.env.STEP, ++n]", {
      Environment: { Variables: { STEP: "1" } },
    });
    await invoke(name);
    expect((await invoke(name)).payload).toEqual(["1", 2]);

    await lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName: name, Environment: { Variables: { STEP: "2" } } }),
    );
    expect((await invoke(name)).payload).toEqual(["2", 1]);

    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: createZip({ "index.js": ECHO }) }));
    expect((await invoke(name, 7)).payload).toBe(7);
  });

  test("the function acts as its own role", async () => {
    const code = `const { STSClient, GetCallerIdentityCommand } = require("@aws-sdk/client-sts");
      exports.handler = async () => (await new STSClient().send(new GetCallerIdentityCommand())).Arn`;
    const name = await create(code);

    expect((await invoke(name)).payload).toBe(`arn:aws:sts::000000000000:assumed-role/functions/${name}`);
  });

  test("each invocation has a trace of its own, and the calls of two simultaneous ones name the right parent", async () => {
    // _X_AMZN_TRACE_ID changes with each invocation: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html (2026-11)
    const code = `const { STSClient, GetCallerIdentityCommand } = require("@aws-sdk/client-sts");
      exports.handler = async (event, context) => {
        const { $metadata } = await new STSClient().send(new GetCallerIdentityCommand());
        return { called: $metadata.requestId, as: context.awsRequestId, trace: process.env._X_AMZN_TRACE_ID };
      }`;
    const name = await create(code);

    const answers = await Promise.all([invoke(name), invoke(name)]);

    const parents = new Map((await hops()).map(({ requestId, parent }) => [requestId, parent]));
    const payloads = answers.map(({ payload }) => payload as { called: string; as: string; trace: string });
    for (const { called, as, trace } of payloads) {
      expect(trace).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=[0-9a-f]{8}:1$/);
      expect(parents.get(called)).toBe(as);
    }
    expect(payloads[0]!.trace).not.toBe(payloads[1]!.trace);
  });

  test("an asynchronous event is retried after one and two minutes of sandbox time", async () => {
    const name = await create("exports.handler = async () => { throw new Error('again') }");

    const { StatusCode } = await invoke(name, {}, { InvocationType: "Event" });

    expect(StatusCode).toBe(202);
    const times = await eventually(async () => {
      await sandbox.control("jump?within=600000");
      const runs = (await hops()).filter((hop) => hop.action === "invocation" && hop.resource?.endsWith(`:${name}`));
      expect(runs).toHaveLength(3);
      return runs.map((hop) => Date.parse(hop.time));
    });
    expect(Math.round((times[1]! - times[0]!) / 1000)).toBeCloseTo(60, -1);
    expect(Math.round((times[2]! - times[1]!) / 1000)).toBeCloseTo(120, -1);
  });
});

describe("versions and aliases", () => {
  test("a version keeps its code, an alias moves between versions", async () => {
    const name = await create("exports.handler = async (event, context) => [1, context.functionVersion]");
    const first = await lambda.send(new PublishVersionCommand({ FunctionName: name, Description: "one" }));
    const again = await lambda.send(new PublishVersionCommand({ FunctionName: name }));
    await lambda.send(
      new UpdateFunctionCodeCommand({
        FunctionName: name,
        ZipFile: createZip({ "index.js": "exports.handler = async () => 2" }),
        Publish: true,
      }),
    );
    expect([first.Version, first.Description, again.Version]).toEqual(["1", "one", "1"]);

    await lambda.send(new CreateAliasCommand({ FunctionName: name, Name: "live", FunctionVersion: "1" }));
    const before = await invoke(name, {}, { Qualifier: "live" });
    await lambda.send(new UpdateAliasCommand({ FunctionName: name, Name: "live", FunctionVersion: "2" }));
    const after = await invoke(`${name}:live`);

    expect([before.payload, before.ExecutedVersion]).toEqual([[1, "1"], "1"]);
    expect([after.payload, after.ExecutedVersion]).toEqual([2, "2"]);
    const { Versions } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName: name }));
    expect(Versions!.map(({ Version }) => Version)).toEqual(["$LATEST", "1", "2"]);
    const { Aliases } = await lambda.send(new ListAliasesCommand({ FunctionName: name }));
    expect(Aliases).toMatchObject([{ Name: "live", FunctionVersion: "2" }]);
  });

  test("weights send a share to another version", async () => {
    const name = await create("exports.handler = async (event, context) => context.functionVersion");
    await lambda.send(new PublishVersionCommand({ FunctionName: name }));
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, MemorySize: 256 }));
    await lambda.send(new PublishVersionCommand({ FunctionName: name }));
    const RoutingConfig = { AdditionalVersionWeights: { "2": 1 } };
    await lambda.send(new CreateAliasCommand({ FunctionName: name, Name: "all", FunctionVersion: "1", RoutingConfig }));

    expect((await invoke(`${name}:all`)).payload).toBe("2");
  });

  test("AWS's refusals", async () => {
    const name = await create(ECHO);
    const arn = `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
    const alias = (input: object) =>
      lambda.send(new CreateAliasCommand({ FunctionName: name, Name: "a", FunctionVersion: "$LATEST", ...input }));
    await alias({});

    await expect(alias({})).rejects.toMatchObject({
      name: "ResourceConflictException",
      message: `Alias already exists: ${arn}:a`,
    });
    await expect(alias({ Name: "b", FunctionVersion: "10" })).rejects.toMatchObject({
      message: `Function not found: ${arn}:10`,
    });
    await expect(alias({ Name: "2024" })).rejects.toMatchObject({
      message:
        "1 validation error detected: Value '2024' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)",
    });
    await expect(lambda.send(new PublishVersionCommand({ FunctionName: name, RevisionId: "x" }))).rejects.toMatchObject(
      {
        name: "PreconditionFailedException",
        message:
          "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
      },
    );
    await expect(
      lambda.send(new DeleteFunctionCommand({ FunctionName: name, Qualifier: "$LATEST" })),
    ).rejects.toMatchObject({
      message: "$LATEST version cannot be deleted without deleting the function.",
    });
  });
});

describe("resource policies", () => {
  const permission = { StatementId: "s3", Action: "lambda:InvokeFunction", Principal: "s3.amazonaws.com" };

  test("statements are added, read and removed", async () => {
    const FunctionName = await create(ECHO);
    const Resource = `arn:aws:lambda:us-east-1:000000000000:function:${FunctionName}`;

    const { Statement } = await lambda.send(
      new AddPermissionCommand({ FunctionName, ...permission, SourceArn: "arn:aws:s3:::bucket" }),
    );
    const statement = {
      Sid: "s3",
      Effect: "Allow",
      Principal: { Service: "s3.amazonaws.com" },
      Action: "lambda:InvokeFunction",
      Resource,
      Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:s3:::bucket" } },
    };
    expect(Statement).toBe(JSON.stringify(statement));
    const { Policy } = await lambda.send(new GetPolicyCommand({ FunctionName }));
    expect(JSON.parse(Policy!)).toEqual({ Version: "2012-10-17", Id: "default", Statement: [statement] });

    await expect(lambda.send(new AddPermissionCommand({ FunctionName, ...permission }))).rejects.toMatchObject({
      name: "ResourceConflictException",
      message:
        "The statement id (s3) provided already exists. Please provide a new statement id, or remove the existing statement.",
    });
    await lambda.send(new RemovePermissionCommand({ FunctionName, StatementId: "s3" }));
    await expect(lambda.send(new GetPolicyCommand({ FunctionName }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "The resource you requested does not exist.",
    });
  });

  test("another account may invoke only what a policy gives it", async () => {
    const FunctionName = await create(ECHO);
    const FunctionArn = `arn:aws:lambda:us-east-1:000000000000:function:${FunctionName}`;
    const stranger = new LambdaClient(sandbox.client({ account: "111122223333" }));
    const attempt = () => stranger.send(new InvokeCommand({ FunctionName: FunctionArn, Payload: "5" }));

    await expect(attempt()).rejects.toMatchObject({ name: "AccessDeniedException" });
    await lambda.send(new AddPermissionCommand({ FunctionName, ...permission, Principal: "111122223333" }));
    expect((await attempt()).Payload!.transformToString()).toBe("5");
  });

  test.each(["lambda:GetFunctionConfiguration", "lambda:*"])("%s is granted too", async (Action) => {
    const name = await create(ECHO);
    const FunctionName = `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
    const stranger = new LambdaClient(sandbox.client({ account: "111122223333" }));
    const read = () => stranger.send(new GetFunctionConfigurationCommand({ FunctionName }));

    await expect(read()).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining("because no resource-based policy allows the lambda:GetFunctionConfiguration"),
    });
    await lambda.send(
      new AddPermissionCommand({ FunctionName: name, StatementId: "read", Action, Principal: "111122223333" }),
    );
    await expect(read()).resolves.toMatchObject({ FunctionArn: FunctionName });
  });

  test("an action of another service is refused", async () => {
    const FunctionName = await create(ECHO);

    await expect(
      lambda.send(new AddPermissionCommand({ FunctionName, ...permission, Action: "s3:GetObject" })),
    ).rejects.toMatchObject({
      name: "ValidationException",
      message:
        "1 validation error detected: Value 's3:GetObject' at 'action' failed to satisfy constraint: Member must satisfy regular expression pattern: (lambda:[*]|lambda:[a-zA-Z]+|[*])",
    });
  });
});

describe("concurrency", () => {
  test("reserved concurrency throttles, and counts against the account", async () => {
    const FunctionName = await create("exports.handler = () => new Promise((r) => setTimeout(r, 300))");
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 1 }));
    const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand());
    expect(AccountLimit).toMatchObject({ ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 999 });

    const results = await Promise.allSettled([invoke(FunctionName), invoke(FunctionName)]);
    const rejected = results.filter((result) => result.status === "rejected");
    expect(rejected.map(({ reason }) => reason)).toMatchObject([
      {
        name: "TooManyRequestsException",
        message: "Rate Exceeded.",
        Reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
      },
    ]);

    await expect(
      lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 901 })),
    ).rejects.toMatchObject({
      message:
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    });
    await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
    await Promise.all([invoke(FunctionName), invoke(FunctionName)]);
  });
});

describe("tags", () => {
  test("are set, listed and removed by the function's ARN", async () => {
    const name = await create(ECHO, { Tags: { a: "1" } });
    const Resource = `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

    await lambda.send(new TagResourceCommand({ Resource, Tags: { b: "2" } }));
    await lambda.send(new UntagResourceCommand({ Resource, TagKeys: ["a"] }));

    expect((await lambda.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ b: "2" });
    await expect(
      lambda.send(new TagResourceCommand({ Resource: `${Resource}:1`, Tags: { c: "3" } })),
    ).rejects.toMatchObject({
      message: "Tags on function aliases and versions are not supported. Please specify a function ARN.",
    });
  });
});

describe("logs", () => {
  test("go to the function's log group with the permissions of its role", async () => {
    const name = await create("exports.handler = async () => { console.log('hello logs') }");
    await invoke(name);

    const logs = new CloudWatchLogsClient(sandbox.client());
    await eventually(async () => {
      const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${name}` }));
      const messages = events!.map(({ message }) => message);
      expect(messages.at(0)).toMatch(/^INIT_START/);
      expect(messages.some((message) => /\tINFO\thello logs\n?$/.test(message!))).toBe(true);
      expect(messages.at(-1)).toMatch(/^REPORT/);
    });
  });

  test("without permission there are none, and the prints stay on the hops", async () => {
    const name = await create("exports.handler = async () => { console.log('hello hops') }", { Role: silentRole });
    await invoke(name);

    const logs = new CloudWatchLogsClient(sandbox.client());
    await eventually(async () => {
      const printed = (await hops()).filter((hop) => hop.action === "print" && hop.resource?.endsWith(`:${name}`));
      expect(printed).toMatchObject([
        { result: "AccessDeniedException", detail: expect.stringMatching(/hello hops$/) },
      ]);
    });
    await expect(logs.send(new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${name}` }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});
