import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";
import { functionsOf } from "./testing.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

test("a function whose name is one letter has a session of its role", async () => {
  const functions = functionsOf(sandbox);
  const FunctionName = "f";
  await functions.create("exports.handler = async () => 1", await functions.role(), { FunctionName });

  expect((await functions.invoke(FunctionName)).payload).toBe(1);
});
