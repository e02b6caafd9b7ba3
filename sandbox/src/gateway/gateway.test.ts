import { connect } from "node:http2";
import { GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../testing.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

const failure = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => new Error("did not fail"),
    (error: Error) => error,
  );

test("a wrong secret is refused as AWS refuses it", async () => {
  const ssm = new SSMClient(sandbox.client({ credentials: { accessKeyId: "test", secretAccessKey: "wrong" } }));

  const error = await failure(ssm.send(new GetParameterCommand({ Name: "/x" })));

  expect(error).toMatchObject({
    name: "InvalidSignatureException",
    message: expect.stringMatching(/^The request signature we calculated does not match/),
  });
});

test("an unknown access key is refused", async () => {
  const credentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "test" };
  const ssm = new SSMClient(sandbox.client({ credentials }));

  const error = await failure(ssm.send(new GetParameterCommand({ Name: "/x" })));

  expect(error).toMatchObject({
    name: "UnrecognizedClientException",
    message: "The security token included in the request is invalid.",
  });
});

test("a 12-digit access key is an account of its own", async () => {
  const name = "/gateway/account";
  const one = new SSMClient(sandbox.client({ account: "111111111111" }));
  const other = new SSMClient(sandbox.client({ account: "222222222222" }));
  await one.send(new PutParameterCommand({ Name: name, Value: "one", Type: "String" }));

  expect((await one.send(new GetParameterCommand({ Name: name }))).Parameter?.ARN).toBe(
    `arn:aws:ssm:us-east-1:111111111111:parameter${name}`,
  );
  expect(await failure(other.send(new GetParameterCommand({ Name: name })))).toMatchObject({
    name: "ParameterNotFound",
  });
});

test("Regions are apart", async () => {
  const name = "/gateway/region";
  const east = new SSMClient(sandbox.client());
  const south = new SSMClient(sandbox.client({ region: "ap-southeast-1" }));
  await east.send(new PutParameterCommand({ Name: name, Value: "east", Type: "String" }));

  expect(await failure(south.send(new GetParameterCommand({ Name: name })))).toMatchObject({
    name: "ParameterNotFound",
  });
});

test("a Region that is none is refused, and nothing is made there", async () => {
  const ssm = new SSMClient(sandbox.client({ region: "aws-global" }));

  expect(await failure(ssm.send(new GetParameterCommand({ Name: "/x" })))).toMatchObject({
    name: "InvalidSignatureException",
    message: "Credential should be scoped to a valid region. ",
  });
});

test("an operation that AWS has and the sandbox has not is refused by name", async () => {
  const { StartAutomationExecutionCommand } = await import("@aws-sdk/client-ssm");
  const ssm = new SSMClient(sandbox.client());

  const error = await failure(ssm.send(new StartAutomationExecutionCommand({ DocumentName: "x" })));

  expect(error).toMatchObject({
    name: "NotEmulated",
    $metadata: { httpStatusCode: 501 },
    message: expect.stringContaining("ssm StartAutomationExecution"),
  });
});

test("a parameter that is not emulated is refused by name, not ignored", async () => {
  const ssm = new SSMClient(sandbox.client());

  const error = await failure(
    ssm.send(new PutParameterCommand({ Name: "/x", Value: "1", Type: "String", Policies: "[]" })),
  );

  expect(error).toMatchObject({ name: "NotEmulated", message: expect.stringContaining("Policies") });
});

test("a missing required member is named in AWS's words", async () => {
  const ssm = new SSMClient(sandbox.client());

  const error = await failure(ssm.send(new GetParameterCommand({} as never)));

  expect(error).toMatchObject({
    name: "ValidationException",
    message: "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null",
  });
});

test.each([
  ["nothing", { method: "POST", body: "" }],
  ["broken JSON", { method: "POST", body: "{", headers: { "x-amz-target": "AmazonSSM.GetParameter" } }],
  ["an unknown target", { method: "POST", body: "{}", headers: { "x-amz-target": "Nobody.Nothing" } }],
  ["a signature that is none", { method: "GET", headers: { authorization: "AWS4-HMAC-SHA256 nonsense" } }],
  ["a path that cannot be decoded", { method: "GET", path: "/%E0%A4%A" }],
])("%s gets an AWS-shaped client error", async (_name, { path = "/", ...init }: { path?: string } & RequestInit) => {
  const response = await fetch(sandbox.endpoint + path, init);

  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
  expect(await response.text()).toMatch(/<Code>|__type|message/i);
});

test("a foreign Host header is refused: a web page may have its name resolve to loopback", async () => {
  const { request } = await import("node:http");
  const status = await new Promise((resolve, reject) => {
    request(sandbox.endpoint, { headers: { host: "evil.example" } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });

  expect(status).toBe(421);
});

test("HTTP/2 without TLS is answered on the same port", async () => {
  const session = connect(sandbox.endpoint);
  const status = await new Promise((resolve, reject) => {
    session.on("error", reject);
    const stream = session.request({ ":path": "/_sandbox/health" });
    stream.on("response", (headers) => resolve(headers[":status"]));
    stream.resume();
    stream.end();
  });
  session.close();

  expect(status).toBe(200);
});

test("health is open; every other control endpoint needs the token and no foreign origin", async () => {
  const authorization = `Bearer ${sandbox.token}`;
  const status = async (path: string, init: RequestInit): Promise<number> =>
    (await fetch(`${sandbox.endpoint}/_sandbox/${path}`, init)).status;

  expect(await status("health", {})).toBe(200);
  expect(await status("events?follow=false", {})).toBe(401);
  expect(await status("reset", { method: "POST" })).toBe(401);
  expect(await status("reset", { method: "POST", headers: { authorization: "Bearer guess" } })).toBe(401);
  expect(await status("reset", { method: "POST", headers: { authorization, origin: "https://evil.example" } })).toBe(
    403,
  );
  expect(await status("nothing", { method: "POST", headers: { authorization } })).toBe(404);
});

test("each call is a hop with caller, action, result and duration; reset forgets", async () => {
  const ssm = new SSMClient(sandbox.client());
  await failure(ssm.send(new GetParameterCommand({ Name: "/gateway/hop" })));
  const read = async (): Promise<string> =>
    (
      await fetch(`${sandbox.endpoint}/_sandbox/events?follow=false`, {
        headers: { authorization: `Bearer ${sandbox.token}` },
      })
    ).text();

  const hop = JSON.parse(/^data: (.*\/gateway\/hop.*)$/m.exec(await read())![1]!);

  expect(hop).toMatchObject({
    caller: "arn:aws:iam::000000000000:user/administrator",
    service: "ssm",
    action: "GetParameter",
    result: "ParameterNotFound",
    durationMs: expect.any(Number),
  });
  await sandbox.control("reset");
  expect(await read()).not.toContain("/gateway/hop");
});

test("a long answer leaves no listeners behind", async () => {
  const warnings: string[] = [];
  const listen = (warning: Error) => warnings.push(warning.message);
  process.on("warning", listen);
  const ssm = new SSMClient(sandbox.client());
  const call = () => failure(ssm.send(new GetParameterCommand({ Name: `/${"x".repeat(1000)}` })));
  for (let round = 0; round < 10; round++) await Promise.all(Array.from({ length: 50 }, call));

  const response = await fetch(`${sandbox.endpoint}/_sandbox/events?follow=false`, {
    headers: { authorization: `Bearer ${sandbox.token}` },
  });
  expect((await response.text()).length).toBeGreaterThan(500_000);

  process.off("warning", listen);
  expect(warnings).toEqual([]);
});

test("a path that is no percent-encoding is refused in the form of the service that was asked", async () => {
  const anonymous = await fetch(`${sandbox.endpoint}/bucket/%zz`);
  expect(anonymous.status).toBe(400);
  expect(await anonymous.text()).toMatch(
    /<Code>InvalidURI<\/Code><Message>Couldn't parse the specified URI\.<\/Message>/,
  );

  const named = await fetch(`${sandbox.endpoint}/?a=%`, { headers: { "x-amz-target": "AmazonSSM.GetParameter" } });
  expect(named.status).toBe(400);
  expect(named.headers.get("x-amzn-errortype")).toBe("MalformedQueryString");
});
