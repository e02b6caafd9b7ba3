import {
  AddLayerVersionPermissionCommand,
  DeleteLayerVersionCommand,
  GetFunctionCommand,
  GetLayerVersionByArnCommand,
  GetLayerVersionCommand,
  GetLayerVersionPolicyCommand,
  LambdaClient,
  ListLayersCommand,
  ListLayerVersionsCommand,
  PublishLayerVersionCommand,
  RemoveLayerVersionPermissionCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../../testing.ts";
import { functionsOf } from "../testing.ts";
import { createZip, readZip } from "../zip.ts";

let sandbox: TestSandbox;
let functions: ReturnType<typeof functionsOf>;
let lambda: LambdaClient;
let role: string;
let counter = 0;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  functions = functionsOf(sandbox);
  lambda = functions.lambda;
  role = await functions.role();
});
afterAll(() => sandbox.stop());

async function publish(files: Record<string, string>, LayerName = `layer-${++counter}`): Promise<string> {
  const { LayerVersionArn } = await lambda.send(
    new PublishLayerVersionCommand({ LayerName, Content: { ZipFile: createZip(files) } }),
  );
  return LayerVersionArn!;
}

describe("functions see their layers", () => {
  const FILES = {
    "nodejs/node_modules/shared/package.json": '{"name":"shared","main":"index.js"}',
    "nodejs/node_modules/shared/index.js": "exports.name = 'shared'",
    "nodejs/own.js": "exports.own = 1",
    "data/a.txt": "from the layer",
  };

  test.each([
    [
      "require",
      "index.js",
      `const { readFileSync } = require("fs"); const { name } = require("shared"); const { own } = require("/opt/nodejs/own");
       exports.handler = async () => [name, own, readFileSync("/opt/data/a.txt", "utf8")]`,
    ],
    [
      "import",
      "index.mjs",
      `import { readFile } from "node:fs/promises"; import { name } from "shared"; import own from "/opt/nodejs/own.js";
       export const handler = async () => [name, own.own, await readFile("/opt/data/a.txt", "utf8")]`,
    ],
  ])("with %s", async (_, file, code) => {
    const name = await functions.create("", role, {
      Code: { ZipFile: createZip({ [file]: code }) },
      Layers: [await publish(FILES)],
    });

    expect((await functions.invoke(name)).payload).toEqual(["shared", 1, "from the layer"]);
  });

  test("the last one is on top; a handler may lie in a layer; the configuration names them", async () => {
    const first = await publish({
      "a.txt": "first",
      "nodejs/wrap.js": "exports.handler = async () => require('fs').readFileSync('/opt/a.txt', 'utf8')",
    });
    const second = await publish({ "a.txt": "second" });
    const name = await functions.create("", role, { Handler: "/opt/nodejs/wrap.handler", Layers: [first, second] });

    expect((await functions.invoke(name)).payload).toBe("second");
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, Layers: [first] }));
    expect((await functions.invoke(name)).payload).toBe("first");
    const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: name }));
    expect(Configuration!.Layers).toMatchObject([{ Arn: first, CodeSize: expect.any(Number) as number }]);
  });
});

test("a layer with extensions is refused: nothing would run them", async () => {
  const layer = await publish({ "extensions/watch": "#!/bin/sh" });

  await expect(functions.create("", role, { Layers: [layer] })).rejects.toMatchObject({
    name: "NotEmulated",
    message: expect.stringContaining(`Lambda extensions (the layer ${layer} brings some in /opt/extensions)`),
  });
});

describe("versions (test_layer_lifecycle, test_layer_exceptions, recorded)", () => {
  test("publish, read, list, delete", async () => {
    const LayerName = `layer-${++counter}`;
    await publish({ a: "1" }, LayerName);
    await publish({ a: "1" }, LayerName);

    const read = await lambda.send(new GetLayerVersionCommand({ LayerName, VersionNumber: 1 }));
    const byArn = await lambda.send(new GetLayerVersionByArnCommand({ Arn: read.LayerVersionArn }));
    const listed = await lambda.send(new ListLayerVersionsCommand({ LayerName }));
    const { Layers } = await lambda.send(new ListLayersCommand({}));
    const archive = await fetch(read.Content!.Location!);

    expect(read).toMatchObject({
      LayerArn: `arn:aws:lambda:us-east-1:000000000000:layer:${LayerName}`,
      Version: 1,
      Description: "",
    });
    expect(byArn.LayerVersionArn).toBe(read.LayerVersionArn);
    expect(listed.LayerVersions!.map(({ Version }) => Version)).toEqual([2, 1]);
    expect(Layers!.find((layer) => layer.LayerName === LayerName)!.LatestMatchingVersion!.Version).toBe(2);
    expect(readZip(Buffer.from(await archive.arrayBuffer()))[0]).toMatchObject({ name: "a" });
    for (const VersionNumber of [1, 2, 2])
      await lambda.send(new DeleteLayerVersionCommand({ LayerName, VersionNumber }));
    expect(await publish({ a: "1" }, LayerName)).toMatch(/:3$/);
    await expect(lambda.send(new GetLayerVersionCommand({ LayerName, VersionNumber: 1 }))).rejects.toThrow(
      "The resource you requested does not exist.",
    );
    await expect(lambda.send(new GetLayerVersionCommand({ LayerName, VersionNumber: 0 }))).rejects.toThrow(
      "Layer Version Cannot be less than 1",
    );
  });

  test("what a function may not ask for", async () => {
    const arn = await publish({ a: "1" });
    const other = await publish({ a: "2" }, arn.split(":")[6]);
    const name = await functions.create("", role);
    const update = (Layers: string[]) =>
      lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, Layers }));

    await expect(update([arn, other])).rejects.toThrow(
      `Two different versions of the same layer are not allowed to be referenced in the same function. ${arn} and ${other} are versions of the same layer.`,
    );
    await expect(update(["arn:aws:lambda:us-east-1:000000000000:layer:none:1"])).rejects.toThrow(
      "Layer version arn:aws:lambda:us-east-1:000000000000:layer:none:1 does not exist.",
    );
    await expect(update(Array.from({ length: 6 }, (_, i) => `${arn.slice(0, -1)}${i}`))).rejects.toThrow(
      "Cannot reference more than 5 layers.",
    );
    await expect(update([arn.replace("us-east-1", "eu-west-1")])).rejects.toThrow(
      "Layers are not in the same region as the function. Layers are expected to be in region us-east-1.",
    );
  });

  test("a policy opens a version to another account", async () => {
    const arn = await publish({ a: "1" });
    const LayerName = arn.split(":")[6]!;
    const foreign = new LambdaClient(sandbox.client({ account: "111122223333" }));
    const read = () => foreign.send(new GetLayerVersionByArnCommand({ Arn: arn }));

    await expect(read()).rejects.toThrow("not authorized to perform: lambda:GetLayerVersion");
    const { RevisionId } = await lambda.send(
      new AddLayerVersionPermissionCommand({
        LayerName,
        VersionNumber: 1,
        StatementId: "s1",
        Action: "lambda:GetLayerVersion",
        Principal: "*",
      }),
    );
    expect((await read()).Version).toBe(1);
    const policy = await lambda.send(new GetLayerVersionPolicyCommand({ LayerName, VersionNumber: 1 }));
    expect(policy.RevisionId).toBe(RevisionId);
    expect(JSON.parse(policy.Policy!)).toEqual({
      Version: "2012-10-17",
      Id: "default",
      Statement: [{ Sid: "s1", Effect: "Allow", Principal: "*", Action: "lambda:GetLayerVersion", Resource: arn }],
    });
    await lambda.send(new RemoveLayerVersionPermissionCommand({ LayerName, VersionNumber: 1, StatementId: "s1" }));
    await expect(lambda.send(new GetLayerVersionPolicyCommand({ LayerName, VersionNumber: 1 }))).rejects.toThrow(
      "No policy is associated with the given resource.",
    );
  });
});

test("Code.Location of GetFunction is a link to the package", async () => {
  const name = await functions.create("exports.handler = async () => 1", role);

  const { Code } = await lambda.send(new GetFunctionCommand({ FunctionName: name }));
  const archive = await fetch(Code!.Location!);
  const forged = await fetch(Code!.Location!.replace(/Signature=./, "Signature=x"));

  expect(readZip(Buffer.from(await archive.arrayBuffer()))[0]!.data.toString()).toContain("exports.handler");
  expect(forged.status).toBe(403);
});
