/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html (2026-11) */
import {
  AddPermissionCommand,
  GetFunctionRecursionConfigCommand,
  InvokeCommand,
  PutFunctionEventInvokeConfigCommand,
  PutFunctionRecursionConfigCommand,
  type RecursiveLoop,
} from "@aws-sdk/client-lambda";
import { S3 } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";
import { functionsOf } from "./testing.ts";

const LIMIT = 16;
let sandbox: TestSandbox;
let functions: ReturnType<typeof functionsOf>;
let s3: S3;
let role: string;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  functions = functionsOf(sandbox);
  s3 = new S3(sandbox.client());
  role = await functions.role("lambda:InvokeFunction", "s3:PutObject", "s3:ListBucket");
});
afterAll(() => sandbox.stop());

const arn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

/** Invokes what the event names next; `rounds` ends the chain where nothing else does. */
const CALLING = `const { LambdaClient, InvokeCommand } = require("@aws-sdk/client-lambda");
  exports.handler = async ({ next, other, rounds }) => {
    if (!rounds) return;
    const Payload = JSON.stringify({ next: other ?? next, other: other && next, rounds: rounds - 1 });
    await new LambdaClient().send(new InvokeCommand({ FunctionName: next, InvocationType: "Event", Payload }));
  }`;
const TRACED = "exports.handler = async () => process.env._X_AMZN_TRACE_ID";

/** How often the function ran, once nothing runs any more. */
async function runs(name: string): Promise<number> {
  await functions.jump();
  const all = await functions.hops();
  return all.filter(
    ({ action, resource, result }) => action === "invocation" && resource === arn(name) && result === "ok",
  ).length;
}

const putConfig = (FunctionName: string, value: RecursiveLoop) =>
  functions.lambda.send(new PutFunctionRecursionConfigCommand({ FunctionName, RecursiveLoop: value }));

/** Invokes as a caller would whose chain has had the function so many times. */
async function invokeInChain(FunctionName: string, times: number) {
  const { payload } = (await functions.invoke(FunctionName)) as { payload: string };
  const command = new InvokeCommand({ FunctionName });
  command.middlewareStack.add(
    (next) => (step) => {
      (step.request as { headers: Record<string, string> }).headers["x-amzn-trace-id"] = payload.replace(
        /:1$/,
        `:${times}`,
      );
      return next(step);
    },
    { step: "build" },
  );
  const answer = await functions.lambda.send(command);
  return { before: payload, after: JSON.parse(answer.Payload!.transformToString()) as string };
}

test("a function that invokes itself stops after 16 invocations; a hop says why", async () => {
  const name = await functions.create(CALLING, role);

  await functions.invoke(name, { next: name, rounds: 30 }, { InvocationType: "Event" });

  await expect.poll(() => runs(name)).toBe(LIMIT);
  await expect
    .poll(async () => (await functions.hops()).find(({ result }) => result === "RecursiveInvocationException"))
    .toMatchObject({ action: "invocation", resource: arn(name), detail: expect.stringContaining("recursive loop") });
  expect(await runs(name)).toBe(LIMIT);
}, 30_000);

test("each function of a chain is counted for itself, and the event that is dropped goes to the destination", async () => {
  const bucket = "dropped-events";
  await s3.createBucket({ Bucket: bucket });
  const [ping, pong] = [await functions.create(CALLING, role), await functions.create(CALLING, role)];
  const destination = { OnFailure: { Destination: `arn:aws:s3:::${bucket}` } };
  await functions.lambda.send(
    new PutFunctionEventInvokeConfigCommand({ FunctionName: ping, DestinationConfig: destination }),
  );

  await functions.invoke(ping, { next: pong, other: ping, rounds: 60 }, { InvocationType: "Event" });

  await expect.poll(() => runs(pong)).toBe(LIMIT);
  await expect.poll(async () => (await s3.listObjectsV2({ Bucket: bucket })).KeyCount).toBe(1);
  expect(await runs(ping)).toBe(LIMIT);
}, 30_000);

test("a function that writes to the bucket that invokes it stops", async () => {
  const Bucket = "writes-to-itself";
  await s3.createBucket({ Bucket });
  const code = `const { S3Client, PutObjectCommand } = require("@aws-sdk/client-s3");
    exports.handler = ({ Records: [{ s3 }] }) => new S3Client().send(
      new PutObjectCommand({ Bucket: s3.bucket.name, Key: s3.object.key + "x", Body: "x" })).then(() => null);`;
  const name = await functions.create(code, role);
  await functions.lambda.send(
    new AddPermissionCommand({
      FunctionName: name,
      StatementId: "s3",
      Action: "lambda:InvokeFunction",
      Principal: "s3.amazonaws.com",
    }),
  );
  await s3.putBucketNotificationConfiguration({
    Bucket,
    NotificationConfiguration: {
      LambdaFunctionConfigurations: [{ LambdaFunctionArn: arn(name), Events: ["s3:ObjectCreated:*"] }],
    },
  });

  await s3.putObject({ Bucket, Key: "x", Body: "x" });

  await expect.poll(() => runs(name)).toBe(LIMIT);
  expect((await s3.listObjectsV2({ Bucket })).KeyCount).toBe(LIMIT + 1);
}, 30_000);

test("a caller in the chain is told; the trace goes on with its root", async () => {
  const name = await functions.create(TRACED, role);

  const { before, after } = await invokeInChain(name, LIMIT - 1);

  expect(after).toMatch(new RegExp(`^${before.slice(0, before.indexOf(";"))};Parent=[0-9a-f]{16};.*:${LIMIT}$`));
  await expect(invokeInChain(name, LIMIT)).rejects.toMatchObject({
    name: "RecursiveInvocationException",
    message:
      "Lambda has detected your function being invoked in a recursive loop with other Amazon Web Services resources and stopped your function's invocation.",
    $metadata: { httpStatusCode: 400 },
  });
});

test("PutFunctionRecursionConfig allows loops (TestLambdaRecursion, recorded)", async () => {
  const FunctionName = await functions.create(TRACED, role);
  const get = () => functions.lambda.send(new GetFunctionRecursionConfigCommand({ FunctionName }));

  await expect(get()).resolves.toMatchObject({ RecursiveLoop: "Terminate" });
  await expect(putConfig(FunctionName, "Allow")).resolves.toMatchObject({ RecursiveLoop: "Allow" });
  await expect(get()).resolves.toMatchObject({ RecursiveLoop: "Allow" });
  await expect(invokeInChain(FunctionName, LIMIT)).resolves.toMatchObject({ after: expect.stringMatching(/:17$/) });
  await expect(putConfig(FunctionName, "InvalidValue" as RecursiveLoop)).rejects.toMatchObject({
    name: "ValidationException",
    message:
      "1 validation error detected: Value 'InvalidValue' at 'recursiveLoop' failed to satisfy constraint: Member must satisfy enum value set: [Terminate, Allow]",
  });
  await expect(putConfig("absent", "Allow")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
});
