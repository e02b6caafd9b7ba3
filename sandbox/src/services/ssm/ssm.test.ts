import * as ssm from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";

let sandbox: TestSandbox;
let client: ssm.SSMClient;
let count = 0;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  client = new ssm.SSMClient(sandbox.client());
});
afterAll(async () => {
  client.destroy();
  await sandbox.stop();
});

const newName = () => `/app-${process.pid}/${count++}`;
const put = (Name: string, Value: string, more: Partial<ssm.PutParameterCommandInput> = {}) =>
  client.send(new ssm.PutParameterCommand({ Name, Value, Type: "String", ...more }));
const get = async (Name: string, more = {}) =>
  (await client.send(new ssm.GetParameterCommand({ Name, ...more }))).Parameter!;

test("GetParameter answers what PutParameter kept, by name and by ARN", async () => {
  const name = newName();

  expect(await put(name, "1")).toMatchObject({ Version: 1, Tier: "Standard" });

  const parameter = await get(name);
  expect(parameter).toEqual({
    Name: name,
    Type: "String",
    Value: "1",
    Version: 1,
    LastModifiedDate: expect.any(Date),
    ARN: `arn:aws:ssm:us-east-1:000000000000:parameter${name}`,
    DataType: "text",
  });
  expect(await get(parameter.ARN!)).toEqual(parameter);
});

test("a missing parameter is ParameterNotFound, with the empty message of AWS", async () => {
  const error = await get("nothing").catch((thrown: ssm.ParameterNotFound) => thrown);

  expect(error).toMatchObject({ name: "ParameterNotFound", $metadata: { httpStatusCode: 400 } });
  await expect(client.send(new ssm.DeleteParameterCommand({ Name: "nothing" }))).rejects.toMatchObject({
    name: "ParameterNotFound",
  });
});

test("versions and labels select", async () => {
  const name = newName();
  await put(name, "one");
  await expect(put(name, "two")).rejects.toMatchObject({
    name: "ParameterAlreadyExists",
    message: "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
  });
  await put(name, "two", { Overwrite: true });
  const labelled = await client.send(
    new ssm.LabelParameterVersionCommand({ Name: name, ParameterVersion: 1, Labels: ["prod", "aws-no"] }),
  );

  expect(labelled).toMatchObject({ InvalidLabels: ["aws-no"], ParameterVersion: 1 });
  expect((await get(name)).Value).toBe("two");
  expect(await get(`${name}:1`)).toMatchObject({ Value: "one", Selector: ":1" });
  expect((await get(`${name}:prod`)).Value).toBe("one");
  await expect(get(`${name}:9`)).rejects.toMatchObject({
    name: "ParameterVersionNotFound",
    message: `Systems Manager could not find version 9 of ${name}. Verify the version and try again.`,
  });
  const history = await client.send(new ssm.GetParameterHistoryCommand({ Name: name }));
  expect(history.Parameters).toMatchObject([
    { Version: 1, Value: "one", Labels: ["prod"] },
    { Version: 2, Value: "two", Labels: [] },
  ]);
});

test("GetParametersByPath follows the hierarchy", async () => {
  const root = newName();
  for (const leaf of ["a", "b", "deep/c"]) await put(`${root}/${leaf}`, leaf);

  const shallow = await client.send(new ssm.GetParametersByPathCommand({ Path: root }));
  const page = await client.send(new ssm.GetParametersByPathCommand({ Path: root, Recursive: true, MaxResults: 2 }));
  const rest = await client.send(
    new ssm.GetParametersByPathCommand({ Path: root, Recursive: true, NextToken: page.NextToken }),
  );

  expect(shallow.Parameters?.map(({ Value }) => Value)).toEqual(["a", "b"]);
  expect(page.Parameters).toHaveLength(2);
  expect(rest.Parameters?.map(({ Value }) => Value)).toEqual(["deep/c"]);
});

test("GetParameters separates the found from the missing", async () => {
  const name = newName();
  await put(name, "x");

  const output = await client.send(new ssm.GetParametersCommand({ Names: [name, "nothing"] }));

  expect(output.Parameters).toMatchObject([{ Name: name, Value: "x" }]);
  expect(output.InvalidParameters).toEqual(["nothing"]);
});

test("a SecureString is readable only with decryption", async () => {
  const name = newName();
  await put(name, "secret", { Type: "SecureString" });

  expect((await get(name)).Value).not.toContain("secret");
  expect((await get(name, { WithDecryption: true })).Value).toBe("secret");
  await expect(put(newName(), "x", { Type: "SecureString", KeyId: "my-key" })).rejects.toMatchObject({
    name: "NotEmulated",
  });
});

test("names, values and patterns are checked", async () => {
  await expect(put("/aws/mine", "x")).rejects.toMatchObject({
    name: "AccessDeniedException",
    message: "No access to reserved parameter name: /aws/mine.",
  });
  await expect(put("ssm-x", "x")).rejects.toMatchObject({ name: "ValidationException" });
  await expect(put("a/b", "x")).rejects.toMatchObject({ name: "ValidationException" });
  await expect(put("bad name", "x")).rejects.toMatchObject({ name: "ValidationException" });
  await expect(put(newName(), "x".repeat(4097))).rejects.toMatchObject({ name: "ValidationException" });
  await expect(put(newName(), "abc", { AllowedPattern: String.raw`^\d+$` })).rejects.toMatchObject({
    name: "ParameterPatternMismatchException",
    message: String.raw`Parameter value, cannot be validated against allowedPattern: ^\d+$`,
  });
});

test("tags, filters and deletion", async () => {
  const name = newName();
  await put(name, "x", { Tags: [{ Key: "team", Value: "blue" }] });

  const { Parameters } = await client.send(
    new ssm.DescribeParametersCommand({ ParameterFilters: [{ Key: "tag:team", Values: ["blue"] }] }),
  );
  const tags = await client.send(new ssm.ListTagsForResourceCommand({ ResourceType: "Parameter", ResourceId: name }));
  const deleted = await client.send(new ssm.DeleteParametersCommand({ Names: [name, "nothing"] }));

  expect(Parameters).toMatchObject([{ Name: name, Tier: "Standard" }]);
  expect(tags.TagList).toEqual([{ Key: "team", Value: "blue" }]);
  expect(deleted).toMatchObject({ DeletedParameters: [name], InvalidParameters: ["nothing"] });
});
