import {
  CreateAliasCommand,
  DeleteProvisionedConcurrencyConfigCommand,
  GetProvisionedConcurrencyConfigCommand,
  PublishVersionCommand,
  PutProvisionedConcurrencyConfigCommand,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";
import { functionsOf } from "./testing.ts";

let sandbox: TestSandbox;
let functions: ReturnType<typeof functionsOf>;
let role: string;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  functions = functionsOf(sandbox);
  role = await functions.role();
});
afterAll(() => sandbox.stop());

async function published(code: string): Promise<string> {
  const FunctionName = await functions.create(code, role);
  await functions.lambda.send(new PublishVersionCommand({ FunctionName }));
  return FunctionName;
}

const put = (FunctionName: string, Qualifier: string, ProvisionedConcurrentExecutions = 1) =>
  functions.lambda.send(
    new PutProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier, ProvisionedConcurrentExecutions }),
  );
const get = (FunctionName: string, Qualifier: string) =>
  functions.lambda.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier }));

test("environments are initialised ahead: the first invocation is warm (test_lambda_provisioned_lifecycle)", async () => {
  const name = await published("exports.handler = async () => process.env.AWS_LAMBDA_INITIALIZATION_TYPE");

  const answer = await put(name, "1");
  const ready = await get(name, "1");
  const { payload, LogResult } = await functions.invoke(name, {}, { Qualifier: "1", LogType: "Tail" });

  expect(answer).toMatchObject({
    AllocatedProvisionedConcurrentExecutions: 0,
    RequestedProvisionedConcurrentExecutions: 1,
    Status: "IN_PROGRESS",
  });
  expect(ready).toMatchObject({ AllocatedProvisionedConcurrentExecutions: 1, Status: "READY" });
  expect(payload).toBe("provisioned-concurrency");
  expect(Buffer.from(LogResult!, "base64").toString()).not.toContain("Init Duration");
});

test("a failing init shows in the status (test_provisioned_concurrency_init_failure)", async () => {
  const name = await published("throw new Error('init')");

  await put(name, "1");

  expect(await get(name, "1")).toMatchObject({ Status: "FAILED", StatusReason: "FUNCTION_ERROR_INIT_FAILURE" });
});

test("errors (test_provisioned_concurrency_exceptions)", async () => {
  const name = await published("exports.handler = async () => 1");
  await functions.lambda.send(new CreateAliasCommand({ FunctionName: name, Name: "live", FunctionVersion: "1" }));

  await expect(get(name, "1")).rejects.toThrow("No Provisioned Concurrency Config found for this function");
  await expect(get(name, "$LATEST")).rejects.toThrow(
    "The function resource provided must be an alias or a published version.",
  );
  await expect(put(name, "$LATEST")).rejects.toThrow(
    "Provisioned Concurrency Configs cannot be applied to unpublished function versions.",
  );
  await expect(put(name, "none")).rejects.toThrow("Cannot find alias arn: ");
  await expect(put(name, "1", 0)).rejects.toThrow("Member must have value greater than or equal to 1");
  await expect(put(name, "1", 1001)).rejects.toThrow(
    "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [1000].",
  );
  await put(name, "live");
  await expect(put(name, "1")).rejects.toThrow("Version is pointed by a Provisioned Concurrency alias");
  await functions.lambda.send(new DeleteProvisionedConcurrencyConfigCommand({ FunctionName: name, Qualifier: "live" }));
  await put(name, "1");
  await expect(put(name, "live")).rejects.toThrow(
    "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version",
  );
});
