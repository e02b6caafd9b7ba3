import { request } from "node:http";
import { createHash, createHmac } from "node:crypto";
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionUrlConfigCommand,
  DeleteAliasCommand,
  DeleteFunctionUrlConfigCommand,
  GetFunctionUrlConfigCommand,
  InvokeWithResponseStreamCommand,
  ListFunctionUrlConfigsCommand,
  PublishVersionCommand,
  UpdateFunctionUrlConfigCommand,
  type CreateFunctionUrlConfigCommandInput,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../../testing.ts";
import { functionsOf } from "../testing.ts";

let sandbox: TestSandbox;
let functions: ReturnType<typeof functionsOf>;
let role: string;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  functions = functionsOf(sandbox);
  role = await functions.role();
});
afterAll(() => sandbox.stop());

const ECHO = "exports.handler = async (event) => event";

async function createUrl(
  code: string,
  more: Partial<CreateFunctionUrlConfigCommandInput> = {},
  { open = true } = {},
): Promise<{ FunctionName: string; url: URL }> {
  const FunctionName = await functions.create(code, role);
  const { FunctionUrl } = await functions.lambda.send(
    new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: "NONE", ...more }),
  );
  if (open) await openTo(FunctionName, "*");
  return { FunctionName, url: new URL(FunctionUrl!) };
}

/** The two statements that CDK and the console add. */
async function openTo(FunctionName: string, Principal: string, both = true): Promise<void> {
  await functions.lambda.send(
    new AddPermissionCommand({
      FunctionName,
      StatementId: "url",
      Action: "lambda:InvokeFunctionUrl",
      Principal,
      FunctionUrlAuthType: "NONE",
    }),
  );
  if (!both) return;
  await functions.lambda.send(
    new AddPermissionCommand({
      FunctionName,
      StatementId: "invoke",
      Action: "lambda:InvokeFunction",
      Principal,
      InvokedViaFunctionUrl: true,
    }),
  );
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  chunks: string[];
  text: string;
}

function get(url: URL, { method = "GET", headers = {}, body = "" } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${sandbox.endpoint}${url.pathname}${url.search}`,
      { method, headers: { host: url.host, ...headers } },
      (response) => {
        const chunks: string[] = [];
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({ status: response.statusCode!, headers: response.headers, chunks, text: chunks.join("") }),
        );
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

/** The headers of a request signed for the service "lambda". */
function signed(url: URL, { key = "test", secret = "test" } = {}): Record<string, string> {
  const timestamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const scope = `${timestamp.slice(0, 8)}/us-east-1/lambda/aws4_request`;
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const canonical = [
    "GET",
    url.pathname,
    "",
    `host:${url.host}`,
    `x-amz-date:${timestamp}`,
    "",
    "host;x-amz-date",
    hash(""),
  ];
  const toSign = ["AWS4-HMAC-SHA256", timestamp, scope, hash(canonical.join("\n"))].join("\n");
  let signing: Buffer | string = `AWS4${secret}`;
  for (const part of scope.split("/")) signing = createHmac("sha256", signing).update(part).digest();
  const signature = createHmac("sha256", signing).update(toSign).digest("hex");
  return {
    "x-amz-date": timestamp,
    authorization: `AWS4-HMAC-SHA256 Credential=${key}/${scope}, SignedHeaders=host;x-amz-date, Signature=${signature}`,
  };
}

describe("configuration (test_url_config_lifecycle, recorded)", () => {
  test("create, read, change, list, delete", async () => {
    const FunctionName = await functions.create(ECHO, role);
    const { lambda } = functions;

    const created = await lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: "NONE" }));
    const read = await lambda.send(new GetFunctionUrlConfigCommand({ FunctionName }));
    const changed = await lambda.send(new UpdateFunctionUrlConfigCommand({ FunctionName, AuthType: "AWS_IAM" }));

    expect(created.FunctionUrl).toMatch(/^https:\/\/[a-z0-9]{32}\.lambda-url\.us-east-1\.on\.aws\/$/);
    expect(created.InvokeMode).toBeUndefined();
    await expect(lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: "NONE" }))).rejects.toThrow(
      /^Failed to create function url config for \[functionArn = arn:aws:lambda:us-east-1:000000000000:function:fn-\d+\]\. Error message: {2}FunctionUrlConfig exists for this Lambda function$/,
    );
    expect(read).toMatchObject({ AuthType: "NONE", InvokeMode: "BUFFERED", FunctionUrl: created.FunctionUrl });
    expect(changed).toMatchObject({ AuthType: "AWS_IAM", FunctionUrl: created.FunctionUrl });
    await lambda.send(new DeleteFunctionUrlConfigCommand({ FunctionName }));
    await expect(lambda.send(new GetFunctionUrlConfigCommand({ FunctionName }))).rejects.toThrow(
      "The resource you requested does not exist.",
    );
    const { FunctionUrlConfigs } = await lambda.send(new ListFunctionUrlConfigsCommand({ FunctionName }));
    expect(FunctionUrlConfigs).toEqual([]);
  });

  test("errors", async () => {
    const FunctionName = await functions.create(ECHO, role);
    const create = (more: Partial<CreateFunctionUrlConfigCommandInput>) =>
      functions.lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: "NONE", ...more }));

    await expect(create({ FunctionName: "none" })).rejects.toThrow("Function does not exist");
    await expect(create({ Qualifier: "$LATEST" })).rejects.toThrow(
      "1 validation error detected: Value '$LATEST' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: ((?!^\\d+$)^[0-9a-zA-Z-_]+$)",
    );
    await expect(create({ InvokeMode: "UNKNOWN" as never })).rejects.toThrow(
      "1 validation error detected: Value 'UNKNOWN' at 'invokeMode' failed to satisfy constraint: Member must satisfy enum value set: [RESPONSE_STREAM, BUFFERED]",
    );
  });
});

describe("access", () => {
  test("needs both permissions, since October 2025 (urls-auth, 2026-11)", async () => {
    const { FunctionName, url } = await createUrl(ECHO, {}, { open: false });

    const closed = await get(url);
    await openTo(FunctionName, "*", false);
    const half = await get(url);

    expect(closed.status).toBe(403);
    expect(closed.headers["x-amzn-errortype"]).toBe("AccessDeniedException");
    expect(JSON.parse(closed.text)).toEqual({
      Message:
        "Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
    });
    expect(half.status).toBe(403);
  });

  test("a permission for the URL does not open Invoke to everyone", async () => {
    const { url, FunctionName } = await createUrl(ECHO);

    expect((await get(url)).status).toBe(200);
    await expect(
      functionsOf({ ...sandbox, client: () => sandbox.client({ account: "111122223333" }) }).invoke(
        `arn:aws:lambda:us-east-1:000000000000:function:${FunctionName}`,
      ),
    ).rejects.toThrow("is not authorized to perform: lambda:InvokeFunction");
  });

  test("AWS_IAM takes requests signed for lambda and names the caller in the event", async () => {
    const { url } = await createUrl(ECHO, { AuthType: "AWS_IAM" }, { open: false });

    const unsigned = await get(url);
    const wrong = await get(url, { headers: signed(url, { secret: "wrong" }) });
    const right = await get(url, { headers: signed(url) });

    expect([unsigned.status, wrong.status, right.status]).toEqual([403, 403, 200]);
    const event = JSON.parse(right.text) as { headers: object; requestContext: object };
    expect(event.requestContext).toMatchObject({
      accountId: "000000000000",
      authorizer: { iam: { accessKey: "test", userArn: "arn:aws:iam::000000000000:user/administrator" } },
    });
    expect(event.headers).not.toHaveProperty("authorization");
  });

  test("the URL of a deleted alias is refused (test_lambda_url_persists_after_alias_delete)", async () => {
    const FunctionName = await functions.create(ECHO, role);
    await functions.lambda.send(new PublishVersionCommand({ FunctionName }));
    await functions.lambda.send(new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
    const { FunctionUrl, FunctionArn } = await functions.lambda.send(
      new CreateFunctionUrlConfigCommand({ FunctionName, Qualifier: "live", AuthType: "NONE" }),
    );
    await openTo(`${FunctionName}:live`, "*");

    const before = await get(new URL(FunctionUrl!));
    await functions.lambda.send(new DeleteAliasCommand({ FunctionName, Name: "live" }));
    const after = await get(new URL(FunctionUrl!));

    expect(FunctionArn).toMatch(/:live$/);
    expect([before.status, after.status]).toEqual([200, 403]);
  });
});

describe("requests and responses", () => {
  test("the event is that of payload format 2.0", async () => {
    const { url } = await createUrl(ECHO);

    const valid = await get(new URL("/pa%2Fth/1?q=query&multiQuery=foo&multiQuery=%2Fbar", url), {
      method: "POST",
      headers: { "content-type": "application/json", cookie: "a=1; b=2", "Extra-Headers": "With WeiRd CapS" },
      body: '{"foo":"bar"}',
    });
    expect(JSON.parse(valid.text)).toMatchObject({
      version: "2.0",
      routeKey: "$default",
      rawPath: "/pa%2Fth/1",
      rawQueryString: "q=query&multiQuery=foo&multiQuery=%2Fbar",
      cookies: ["a=1", "b=2"],
      headers: { "extra-headers": "With WeiRd CapS", host: url.host, "x-forwarded-proto": "https" },
      queryStringParameters: { q: "query", multiQuery: "foo,/bar" },
      requestContext: {
        accountId: "anonymous",
        domainName: url.host,
        http: { method: "POST", path: "/pa%2Fth/1", protocol: "HTTP/1.1" },
        stage: "$default",
      },
      body: '{"foo":"bar"}',
      isBase64Encoded: false,
    });
  });

  test.each([
    ["dict", '{"hello":"world"}', '{"hello":"world"}'],
    ["http response", '{"statusCode":201,"body":"body123","headers":{"X-A":"b"},"cookies":["a=1"]}', "body123"],
    ["list", '["hello",3,true]', '["hello",3,true]'],
    ["string", '"hello"', "hello"],
    ["integer", "3", "3"],
    ["float", "3.1", "3.1"],
    ["boolean", "true", "true"],
    ["base64", '{"statusCode":200,"body":"aGk=","isBase64Encoded":true}', "hi"],
  ])("a result that is a %s (test_lambda_url_invocation, recorded)", async (name, result, body) => {
    const { url } = await createUrl(`exports.handler = async () => (${result})`);

    const { status, text, headers } = await get(url);

    expect(text).toBe(body);
    expect(status).toBe(name === "http response" ? 201 : 200);
    expect(headers["content-type"]).toBe("application/json");
    if (name === "http response") expect(headers).toMatchObject({ "x-a": "b", "set-cookie": ["a=1"] });
  });

  test("a failing function is a 502", async () => {
    const { url } = await createUrl("exports.handler = async () => { throw new Error('no') }");

    expect(await get(url)).toMatchObject({ status: 502, text: "Internal Server Error" });
  });

  test("CORS: preflight is answered by Lambda, other answers get the headers", async () => {
    const { url } = await createUrl(ECHO, {
      Cors: { AllowOrigins: ["https://a.example"], AllowMethods: ["PUT"], AllowHeaders: ["x-b"], MaxAge: 60 },
    });
    const headers = { origin: "https://a.example" };

    const pre = await get(url, {
      method: "OPTIONS",
      headers: { ...headers, "access-control-request-method": "PUT", "access-control-request-headers": "x-b" },
    });
    const plain = await get(url, { headers });
    const foreign = await get(url, { headers: { origin: "https://b.example" } });

    expect(pre).toMatchObject({
      status: 200,
      text: "",
      headers: {
        "access-control-allow-origin": "https://a.example",
        "access-control-allow-methods": "PUT",
        "access-control-allow-headers": "x-b",
        "access-control-max-age": "60",
      },
    });
    expect(plain.headers["access-control-allow-origin"]).toBe("https://a.example");
    expect(foreign.headers["access-control-allow-origin"]).toBeUndefined();
  });
});

describe("response streaming", () => {
  const STREAMING = `
    exports.handler = awslambda.streamifyResponse(async (event, stream) => {
      const http = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { "content-type": "text/plain" } });
      for (const part of ["one ", "two ", "three"]) { http.write(part); await new Promise((r) => setTimeout(r, 30)); }
      if (event.fail) throw new Error("failed late");
      http.end();
    });`;

  test("a URL with RESPONSE_STREAM answers as the function writes", async () => {
    const { url } = await createUrl(STREAMING, { InvokeMode: "RESPONSE_STREAM" });

    const { status, headers, text, chunks } = await get(url);

    expect({ status, type: headers["content-type"], text }).toEqual({
      status: 201,
      type: "text/plain",
      text: "one two three",
    });
    expect(chunks.length).toBeGreaterThan(1);
  });

  test("a buffered URL answers the same in one piece; a function that does not stream is sent as it is", async () => {
    const buffered = await createUrl(STREAMING);
    const plain = await createUrl("exports.handler = async () => ({ statusCode: 201 })", {
      InvokeMode: "RESPONSE_STREAM",
    });

    expect(await get(buffered.url)).toMatchObject({ status: 201, text: "one two three" });
    expect(await get(plain.url)).toMatchObject({ status: 200, text: '{"statusCode":201}' });
  });

  test("InvokeWithResponseStream gives chunks and a last event", async () => {
    const FunctionName = await functions.create(STREAMING, role);
    const stream = async (event: object) => {
      const { EventStream, ExecutedVersion } = await functions.lambda.send(
        new InvokeWithResponseStreamCommand({ FunctionName, Payload: JSON.stringify(event), LogType: "Tail" }),
      );
      const chunks: string[] = [];
      let complete;
      for await (const { PayloadChunk, InvokeComplete } of EventStream!) {
        if (PayloadChunk) chunks.push(Buffer.from(PayloadChunk.Payload!).toString());
        if (InvokeComplete) complete = InvokeComplete;
      }
      return { ExecutedVersion, chunks, complete };
    };

    const good = await stream({});
    const bad = await stream({ fail: true });

    expect(good.ExecutedVersion).toBe("$LATEST");
    expect(good.chunks.slice(1)).toEqual(["one ", "two ", "three"]);
    expect(Buffer.from(good.complete!.LogResult!, "base64").toString()).toContain("REPORT RequestId");
    expect(bad.complete).toMatchObject({
      ErrorCode: "Unhandled",
      ErrorDetails: expect.stringContaining("failed late") as string,
    });
  });
});
