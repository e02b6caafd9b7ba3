import {
  GetFunctionEventInvokeConfigCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionEventInvokeConfigCommand,
  type PutFunctionEventInvokeConfigCommandInput,
} from "@aws-sdk/client-lambda";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { SQS, type Message } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../../testing.ts";
import { functionsOf } from "../testing.ts";

let sandbox: TestSandbox;
let functions: ReturnType<typeof functionsOf>;
let s3: S3Client;
let sqs: SQS;
let role: string;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  functions = functionsOf(sandbox);
  s3 = new S3Client(sandbox.client());
  sqs = new SQS(sandbox.client());
  role = await functions.role("lambda:InvokeFunction", "s3:PutObject", "s3:ListBucket", "sqs:SendMessage");
  await s3.send(new CreateBucketCommand({ Bucket: "async-failures" }));
});
afterAll(() => sandbox.stop());

const FAILING = "exports.handler = async () => { throw new TypeError('no') }";
const arn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

function put(FunctionName: string, more: Partial<PutFunctionEventInvokeConfigCommandInput>) {
  return functions.lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, ...more }));
}

/** The events a function was given, as it printed them. */
async function received(name: string): Promise<unknown[]> {
  const seen = (await functions.hops()).filter(
    (hop) => hop.service === "lambda" && hop.action === "Invoke" && hop.resource === arn(name),
  );
  return seen;
}

async function failureRecord(prefix: string): Promise<Record<string, unknown>> {
  return eventually(async () => {
    await functions.jump();
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: "async-failures", Prefix: prefix }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: "async-failures", Key: Contents[0]!.Key! }));
    return JSON.parse(await Body!.transformToString()) as Record<string, unknown>;
  });
}

let queues = 0;
async function newQueue(): Promise<[url: string, arn: string]> {
  const QueueName = `destination-${++queues}`;
  const { QueueUrl } = await sqs.createQueue({ QueueName });
  return [QueueUrl!, `arn:aws:sqs:us-east-1:000000000000:${QueueName}`];
}

/** The next message with all its attributes; it is deleted. */
function nextMessage(QueueUrl: string): Promise<Message> {
  return eventually(async () => {
    await functions.jump();
    const { Messages } = await sqs.receiveMessage({
      QueueUrl,
      MessageAttributeNames: ["All"],
      MessageSystemAttributeNames: ["All"],
    });
    await sqs.deleteMessage({ QueueUrl, ReceiptHandle: Messages![0]!.ReceiptHandle! });
    return Messages![0]!;
  });
}

describe("PutFunctionEventInvokeConfig (test_lambda_eventinvokeconfig_*, recorded)", () => {
  test("is returned, replaced and updated", async () => {
    const FunctionName = await functions.create(FAILING, role);

    const first = await put(FunctionName, { MaximumRetryAttempts: 0 });
    const second = await put(FunctionName, { MaximumEventAgeInSeconds: 60 });
    const updated = await functions.lambda.send(
      new UpdateFunctionEventInvokeConfigCommand({ FunctionName, MaximumRetryAttempts: 1 }),
    );

    expect(first).toMatchObject({
      FunctionArn: `${arn(FunctionName)}:$LATEST`,
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnSuccess: {}, OnFailure: {} },
    });
    expect(second.MaximumRetryAttempts).toBeUndefined();
    expect(updated).toMatchObject({ MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 60 });
    await expect(
      functions.lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName, Qualifier: "1" })),
    ).rejects.toThrow(`The function ${arn(FunctionName)}:1 doesn't have an EventInvokeConfig`);
  });

  test("refuses what AWS refuses", async () => {
    const name = await functions.create(FAILING, role);
    const onSuccess = (Destination: string) => ({ DestinationConfig: { OnSuccess: { Destination } } });

    await expect(put("none", { MaximumRetryAttempts: 0 })).rejects.toThrow("The function doesn't exist.");
    await expect(put(name, {})).rejects.toThrow(
      "You must specify at least one of error handling or destination setting.",
    );
    await expect(put(name, onSuccess(arn("none")))).rejects.toThrow(`The destination ARN ${arn("none")} is invalid.`);
    await expect(put(name, onSuccess(arn(name)))).rejects.toThrow(
      "You can't specify the function as a destination for itself.",
    );
    const iam = "arn:aws:iam:us-east-1:000000000000:function:x";
    await expect(put(name, onSuccess(iam))).rejects.toThrow(
      `The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=${iam}), onFailure=null) is invalid.`,
    );
  });
});

describe("destinations", () => {
  test("a success goes to the function of OnSuccess", async () => {
    const target = await functions.create("exports.handler = async () => 1", role);
    const source = await functions.create("exports.handler = async (event) => ({ got: event })", role);
    await put(source, { DestinationConfig: { OnSuccess: { Destination: arn(target) } } });

    await functions.invoke(source, { a: 1 }, { InvocationType: "Event" });

    await eventually(async () => expect(await received(target)).toHaveLength(1));
  });

  test("a failure goes to S3 after the retries, with request and response", async () => {
    const name = await functions.create(FAILING, role);
    await put(name, {
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: "arn:aws:s3:::async-failures" } },
    });

    await functions.invoke(name, { a: 1 }, { InvocationType: "Event" });

    expect(await failureRecord(`aws/lambda/async/${name}/`)).toMatchObject({
      version: "1.0",
      requestContext: {
        functionArn: `${arn(name)}:$LATEST`,
        condition: "RetriesExhausted",
        approximateInvokeCount: 2,
      },
      requestPayload: { a: 1 },
      responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
      responsePayload: { errorType: "TypeError", errorMessage: "no" },
    });
  });

  test("an event that grows too old is not tried again (test_maxeventage)", async () => {
    const name = await functions.create(FAILING, role);
    await put(name, {
      MaximumEventAgeInSeconds: 60,
      DestinationConfig: { OnFailure: { Destination: "arn:aws:s3:::async-failures" } },
    });

    await functions.invoke(name, {}, { InvocationType: "Event" });

    expect(await failureRecord(`aws/lambda/async/${name}/`)).toMatchObject({
      requestContext: { condition: "EventAgeExceeded" },
    });
  });

  test("a function that may not run hands its events to OnFailure", async () => {
    const name = await functions.create(FAILING, role);
    await functions.lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName: name, ReservedConcurrentExecutions: 0 }),
    );
    await put(name, { DestinationConfig: { OnFailure: { Destination: "arn:aws:s3:::async-failures" } } });

    await functions.invoke(name, {}, { InvocationType: "Event" });

    expect(await failureRecord(`aws/lambda/async/${name}/`)).not.toHaveProperty("responsePayload");
  });

  test("success and failure go to queues (recorded in test_assess_lambda_destination_invocation)", async () => {
    const [queue, Destination] = await newQueue();
    const name = await functions.create(
      "exports.handler = async (event) => { if (event.fail) throw new TypeError('no'); return 'ok'; }",
      role,
    );
    const DestinationConfig = { OnSuccess: { Destination }, OnFailure: { Destination } };
    await put(name, { MaximumRetryAttempts: 0, DestinationConfig });

    await functions.invoke(name, {}, { InvocationType: "Event" });
    const success = await nextMessage(queue);
    await functions.invoke(name, { fail: 1 }, { InvocationType: "Event" });
    const failure = await nextMessage(queue);

    expect(JSON.parse(success.Body!)).toEqual({
      version: "1.0",
      timestamp: expect.any(String),
      requestContext: {
        requestId: expect.any(String),
        functionArn: `${arn(name)}:$LATEST`,
        condition: "Success",
        approximateInvokeCount: 1,
      },
      requestPayload: {},
      responseContext: { statusCode: 200, executedVersion: "$LATEST" },
      responsePayload: "ok",
    });
    expect(success.Attributes!.AWSTraceHeader).toMatch(/^Root=1-/);
    expect(JSON.parse(failure.Body!)).toMatchObject({
      requestContext: { condition: "RetriesExhausted", approximateInvokeCount: 1 },
      requestPayload: { fail: 1 },
      responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
      responsePayload: { errorMessage: "no", errorType: "TypeError" },
    });
  });

  test("a dead-letter queue gets the event, with why as attributes (recorded in test_dead_letter_queue)", async () => {
    const [queue, TargetArn] = await newQueue();
    const name = await functions.create(FAILING, role, { DeadLetterConfig: { TargetArn } });
    await put(name, { MaximumRetryAttempts: 0 });

    await functions.invoke(name, { a: 1 }, { InvocationType: "Event" });

    expect(await nextMessage(queue)).toMatchObject({
      Body: '{"a":1}',
      MessageAttributes: {
        ErrorCode: { DataType: "Number", StringValue: "200" },
        ErrorMessage: { DataType: "String", StringValue: "no" },
        RequestID: { DataType: "String", StringValue: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      },
    });
  });

  test("a role without permission delivers nothing; the hop says why", async () => {
    const name = await functions.create("exports.handler = async () => 1", await functions.role());
    const target = await functions.create("exports.handler = async () => 1", role);
    await put(name, { DestinationConfig: { OnSuccess: { Destination: arn(target) } } });

    await functions.invoke(name, {}, { InvocationType: "Event" });

    await eventually(async () =>
      expect((await functions.hops()).find((hop) => hop.action === "destination")).toMatchObject({
        resource: arn(target),
        result: "AccessDeniedException",
      }),
    );
  });
});
