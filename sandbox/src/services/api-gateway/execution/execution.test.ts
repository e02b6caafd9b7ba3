import { createServer, get as httpGet, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import * as sdk from "@aws-sdk/client-api-gateway";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { AddPermissionCommand, CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../../testing.ts";
import { createZip } from "../../lambda/zip.ts";
import { call, type Call } from "../testing.ts";

let sandbox: TestSandbox;
let client: sdk.APIGatewayClient;
let echo: string;
let counter = 0;

/** Answers what the request says in x-answer (JSON), else the event. */
const ECHO = `exports.handler = async (event) => {
  const wish = event.headers && event.headers["x-answer"];
  if (wish) return JSON.parse(wish);
  if (event.headers && event.headers["x-throw"]) throw new Error("asked for");
  return { statusCode: 200, body: JSON.stringify(event) };
}`;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  client = new sdk.APIGatewayClient(sandbox.client());
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
  };
  await new IAMClient(sandbox.client()).send(
    new CreateRoleCommand({ RoleName: "r", AssumeRolePolicyDocument: JSON.stringify(trust) }),
  );
  echo = await createFunction(true);
});
afterAll(() => sandbox.stop());

async function createFunction(withPermission: boolean, code = ECHO): Promise<string> {
  const lambda = new LambdaClient(sandbox.client());
  const FunctionName = `fn-${++counter}`;
  const { FunctionArn } = await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: "nodejs24.x",
      Handler: "index.handler",
      Role: "arn:aws:iam::000000000000:role/r",
      Code: { ZipFile: createZip({ "index.js": code }) },
    }),
  );
  if (withPermission)
    await lambda.send(
      new AddPermissionCommand({
        FunctionName,
        StatementId: "api",
        Action: "lambda:InvokeFunction",
        Principal: "apigateway.amazonaws.com",
      }),
    );
  return `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FunctionArn}/invocations`;
}

interface Route {
  path: string;
  method?: Partial<sdk.PutMethodCommandInput>;
  integration?: Partial<sdk.PutIntegrationCommandInput>;
  responses?: Partial<sdk.PutIntegrationResponseCommandInput>[];
}

/** An API of these routes, deployed to the stage "s"; its URL without a slash at the end. */
async function deploy(routes: Route[], api: Partial<sdk.CreateRestApiCommandInput> = {}) {
  const { id: restApiId, rootResourceId } = await client.send(
    new sdk.CreateRestApiCommand({ name: `api-${++counter}`, ...api }),
  );
  const ids = new Map([["", rootResourceId!]]);
  for (const { path, method, integration, responses = [] } of routes) {
    const parts = path.split("/").filter(Boolean);
    let at = "";
    for (const pathPart of parts) {
      const parentId = ids.get(at)!;
      at += `/${pathPart}`;
      if (ids.has(at)) continue;
      const { id } = await client.send(new sdk.CreateResourceCommand({ restApiId, parentId, pathPart }));
      ids.set(at, id!);
    }
    const key = { restApiId, resourceId: ids.get(at), httpMethod: method?.httpMethod ?? "GET" };
    await client.send(new sdk.PutMethodCommand({ authorizationType: "NONE", ...method, ...key }));
    await client.send(
      new sdk.PutIntegrationCommand({
        type: "AWS_PROXY",
        integrationHttpMethod: "POST",
        uri: echo,
        ...integration,
        ...key,
      }),
    );
    for (const response of responses) {
      const responseParameters = Object.fromEntries(
        Object.keys(response.responseParameters ?? {}).map((name) => [name, true]),
      );
      await client.send(
        new sdk.PutMethodResponseCommand({ ...key, statusCode: response.statusCode, responseParameters }),
      );
      await client.send(new sdk.PutIntegrationResponseCommand({ ...key, statusCode: "200", ...response }));
    }
  }
  await client.send(new sdk.CreateDeploymentCommand({ restApiId, stageName: "s" }));
  return { restApiId: restApiId!, url: `https://${restApiId}.execute-api.us-east-1.amazonaws.com/s` };
}

const get = (url: string, options?: Call) => call(sandbox.port, url, options);
const MOCK = { type: "MOCK" as const, requestTemplates: { "application/json": '{"statusCode": 200}' } };

describe("Lambda proxy", () => {
  test("events are as recorded on AWS", async () => {
    const { url, restApiId } = await deploy([
      { path: "/{proxy+}", method: { httpMethod: "ANY" } },
      { path: "/hardcoded", method: { httpMethod: "ANY" } },
    ]);
    const headers = { "tEsT-HEADeR": "aValUE", Authorization: "random-value" };
    const { json } = await get(`${url}/proxy-value//double-slash/?a=1&a=2&plus=x+y&enc=%2B`, { headers });
    expect(json).toMatchObject({
      resource: "/{proxy+}",
      path: "/proxy-value//double-slash/",
      httpMethod: "GET",
      headers: {
        "tEsT-HEADeR": "aValUE",
        Authorization: "random-value",
        Host: `${restApiId}.execute-api.us-east-1.amazonaws.com`,
      },
      multiValueHeaders: { "tEsT-HEADeR": ["aValUE"] },
      queryStringParameters: { a: "2", plus: "x y", enc: "+" },
      multiValueQueryStringParameters: { a: ["1", "2"] },
      pathParameters: { proxy: "proxy-value//double-slash" },
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
      requestContext: {
        path: "/s/proxy-value//double-slash/",
        resourcePath: "/{proxy+}",
        stage: "s",
        httpMethod: "GET",
        protocol: "HTTP/1.1",
        identity: { accessKey: null, userArn: null, sourceIp: "127.0.0.1" },
      },
    });
    expect(json).not.toHaveProperty("version");
    const encoded = await get(`${url}/user/test%2Balias@gmail.com/plus/test+alias@gmail.com`);
    expect(encoded.json.pathParameters).toEqual({ proxy: "user/test%2Balias@gmail.com/plus/test+alias@gmail.com" });
    const hardcoded = await get(`${url}//hardcoded`);
    expect(hardcoded.json).toMatchObject({ resource: "/hardcoded", path: "/hardcoded", pathParameters: null });
    expect(hardcoded.json.requestContext.path).toBe("/s//hardcoded");
  });

  // Recorded: test_aws_proxy_response_payload_format_validation.
  test.each<[string, unknown, object]>([
    ["without body", { statusCode: 200 }, { status: 200, body: "", headers: { "content-type": "application/json" } }],
    ["with only headers", { headers: { a: true } }, { status: 200, body: "", headers: { a: "true" } }],
    ["with null headers", { statusCode: 200, headers: null }, { status: 200 }],
    ["with a status as text", { statusCode: "201" }, { status: 201 }],
    [
      "with an unknown member",
      { statusCode: 200, wrongValue: "value" },
      { status: 502, json: { message: "Internal server error" } },
    ],
    ["that is empty", {}, { status: 502 }],
    ["that is text", "text", { status: 502 }],
    ["with a wrong status", { statusCode: "x" }, { status: 502 }],
    ["with an object as body", { statusCode: 200, body: {} }, { status: 502 }],
    [
      "with base64, unasked for",
      { statusCode: 200, body: "dGVzdC1kYXRh", isBase64Encoded: true },
      { body: "dGVzdC1kYXRh" },
    ],
    [
      "with both forms of a header",
      {
        statusCode: 200,
        headers: { "test-multi": "value-solo" },
        multiValueHeaders: { "test-multi": ["value-multi"] },
      },
      { headers: { "test-multi": "value-multi, value-solo" } },
    ],
    ["with wrong lists", { statusCode: 200, multiValueHeaders: { a: "b" } }, { status: 502 }],
  ])("a response %s", async (_, answer, expected) => {
    const { url } = await deploy([{ path: "/" }]);
    expect(await get(url, { headers: { "x-answer": JSON.stringify(answer) } })).toMatchObject(expected);
  });

  test("errors, missing permission, wrong method and time-out", async () => {
    const { url } = await deploy([
      { path: "/a" },
      { path: "/b", integration: { uri: await createFunction(false) } },
      { path: "/c", integration: { integrationHttpMethod: "GET" } },
    ]);
    const failed = {
      json: { message: "Internal server error" },
      headers: { "x-amzn-errortype": "InternalServerErrorException" },
    };
    expect(await get(`${url}/a`, { headers: { "x-throw": "1" } })).toMatchObject({ status: 502, ...failed });
    expect(await get(`${url}/b`)).toMatchObject({ status: 500, ...failed });
    expect(await get(`${url}/c`)).toMatchObject({ status: 500, ...failed });
  });

  test("binary types go through in both directions", async () => {
    const { url } = await deploy([{ path: "/", method: { httpMethod: "ANY" } }], { binaryMediaTypes: ["image/png"] });
    const bytes = Buffer.from([0, 255, 1, 254]);
    const { json } = await get(url, { method: "POST", headers: { "Content-Type": "image/png" }, body: bytes });
    expect(json).toMatchObject({ body: bytes.toString("base64"), isBase64Encoded: true });
    const answer = {
      statusCode: 200,
      body: bytes.toString("base64"),
      isBase64Encoded: true,
      headers: { "Content-Type": "image/png" },
    };
    const binary = await get(url, { headers: { Accept: "image/png", "x-answer": JSON.stringify(answer) } });
    expect(binary.bytes).toEqual(bytes);
  });
});

test("a deployment is a snapshot, unknown stages and paths are refused as on AWS", async () => {
  const { url, restApiId } = await deploy([{ path: "/a", integration: MOCK, responses: [{ statusCode: "200" }] }]);
  expect((await get(`${url}/a`)).status).toBe(200);
  const { items } = await client.send(new sdk.GetResourcesCommand({ restApiId }));
  const resource = items!.find(({ path }) => path === "/a")!;
  await client.send(new sdk.DeleteResourceCommand({ restApiId, resourceId: resource.id }));
  expect((await get(`${url}/a`)).status).toBe(200);
  expect(await get(`${url}/b`)).toMatchObject({ status: 403, json: { message: "Missing Authentication Token" } });
  expect(await get(`${url}/a`, { method: "POST" })).toMatchObject({
    status: 403,
    json: { message: "Missing Authentication Token" },
  });
  expect(await get(url.replace(/s$/, "none"))).toMatchObject({ status: 403, json: { message: "Forbidden" } });
});

test("required parameters are named in AWS's order, passthrough is refused, overrides count", async () => {
  const validated = {
    "method.request.querystring.qs1": true,
    "method.request.header.x-header-param": true,
    "method.request.path.test": true,
  };
  const { url, restApiId } = await deploy([
    {
      path: "/v/{test}",
      method: { requestParameters: validated },
      integration: MOCK,
      responses: [{ statusCode: "200" }],
    },
    { path: "/never", integration: { ...MOCK, passthroughBehavior: "NEVER" }, responses: [{ statusCode: "200" }] },
    {
      path: "/override",
      integration: {
        type: "MOCK",
        requestTemplates: { "application/json": '#set($context.responseOverride.status = 444){"statusCode": 200}' },
      },
      responses: [
        {
          statusCode: "200",
          responseParameters: {
            "method.response.header.x-const": "'c'",
            "method.response.header.x-stage": "context.stage",
          },
        },
      ],
    },
  ]);
  const { id: requestValidatorId } = await client.send(
    new sdk.CreateRequestValidatorCommand({ restApiId, name: "v", validateRequestParameters: true }),
  );
  const { items } = await client.send(new sdk.GetResourcesCommand({ restApiId }));
  const resourceId = items!.find(({ path }) => path === "/v/{test}")!.id;
  await client.send(
    new sdk.UpdateMethodCommand({
      restApiId,
      resourceId,
      httpMethod: "GET",
      patchOperations: [{ op: "replace", path: "/requestValidatorId", value: requestValidatorId }],
    }),
  );
  await client.send(new sdk.CreateDeploymentCommand({ restApiId, stageName: "s" }));
  expect(await get(`${url}/v/x`)).toMatchObject({
    status: 400,
    json: { message: "Missing required request parameters: [x-header-param, qs1]" },
  });
  expect((await get(`${url}/v/x?qs1=1`, { headers: { "x-header-param": "1" } })).status).toBe(200);
  expect(await get(`${url}/never`, { headers: { "Content-Type": "text/plain" } })).toMatchObject({
    status: 415,
    json: { message: "Unsupported Media Type" },
  });
  expect(await get(`${url}/override`)).toMatchObject({
    status: 444,
    headers: { "x-const": "c", "x-stage": "s" },
    body: "",
  });
});

test("HTTP integrations reach this machine only, with mapped parameters", async () => {
  const server = createServer((incoming, outgoing) => {
    outgoing.writeHead(incoming.url!.startsWith("/teapot") ? 418 : 200, {
      "content-type": "application/json",
      server: "mine",
    });
    outgoing.end(
      JSON.stringify({ url: incoming.url, name: incoming.headers["x-name"], agent: incoming.headers["user-agent"] }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { url, restApiId } = await deploy([
    {
      path: "/proxy/{id}",
      method: { requestParameters: { "method.request.path.id": true } },
      integration: {
        type: "HTTP_PROXY",
        integrationHttpMethod: "GET",
        uri: `${base}/things/{id}`,
        requestParameters: {
          "integration.request.path.id": "method.request.path.id",
          "integration.request.header.x-name": "'n'",
        },
      },
    },
    {
      path: "/plain",
      integration: { type: "HTTP", integrationHttpMethod: "GET", uri: `${base}/teapot` },
      responses: [{ statusCode: "200" }, { statusCode: "400", selectionPattern: "4\\d\\d" }],
    },
    { path: "/away", integration: { type: "HTTP_PROXY", integrationHttpMethod: "GET", uri: "https://example.com/" } },
  ]);
  expect(await get(`${url}/proxy/7?q=1`)).toMatchObject({
    status: 200,
    json: { url: "/things/7?q=1", name: "n" },
    headers: { "x-amzn-remapped-server": "mine" },
  });
  expect(await get(`${url}/plain`)).toMatchObject({
    status: 400,
    json: { url: "/teapot", agent: `AmazonAPIGateway_${restApiId}` },
  });
  expect((await get(`${url}/away`)).status).toBe(504);
  server.close();
});

test("throttling, caching and quotas follow the virtual clock's stage settings", async () => {
  const random = { statusCode: "200", responseTemplates: { "application/json": '"$context.requestId"' } };
  const { url, restApiId } = await deploy([
    { path: "/t", integration: MOCK, responses: [random] },
    { path: "/c", integration: MOCK, responses: [random] },
  ]);
  await client.send(
    new sdk.UpdateStageCommand({
      restApiId,
      stageName: "s",
      patchOperations: [
        { op: "replace", path: "/cacheClusterEnabled", value: "true" },
        { op: "replace", path: "/~1c/GET/caching/enabled", value: "true" },
        { op: "replace", path: "/~1t/GET/throttling/rateLimit", value: "0.001" },
        { op: "replace", path: "/~1t/GET/throttling/burstLimit", value: "2" },
      ],
    }),
  );
  expect([(await get(`${url}/t`)).status, (await get(`${url}/t`)).status]).toEqual([200, 200]);
  expect(await get(`${url}/t`)).toMatchObject({
    status: 429,
    json: { message: "Too Many Requests" },
    headers: { "x-amzn-errortype": "TooManyRequestsException" },
  });
  const first = await get(`${url}/c`);
  expect((await get(`${url}/c`)).json).toBe(first.json);
  await client.send(new sdk.FlushStageCacheCommand({ restApiId, stageName: "s" }));
  expect((await get(`${url}/c`)).json).not.toBe(first.json);
});

test("resource policies and IAM decide who may call", async () => {
  const statement = (Effect: string, Resource: string) => ({
    Effect,
    Principal: "*",
    Action: "execute-api:Invoke",
    Resource,
  });
  const policy = {
    Version: "2012-10-17",
    Statement: [statement("Allow", "execute-api:/*"), statement("Deny", "execute-api:/*/GET/closed")],
  };
  const { url } = await deploy(
    [
      { path: "/open", integration: MOCK, responses: [{ statusCode: "200" }] },
      { path: "/closed", integration: MOCK, responses: [{ statusCode: "200" }] },
    ],
    { policy: JSON.stringify(policy) },
  );
  expect((await get(`${url}/open`)).status).toBe(200);
  expect(await get(`${url}/closed`)).toMatchObject({
    status: 403,
    headers: { "x-amzn-errortype": "AccessDeniedException" },
    json: { Message: expect.stringContaining("execute-api:Invoke") },
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html, read 2026-11-21
test("a traced stage samples each request for its integration", async () => {
  const trace = { statusCode: "200", responseTemplates: { "application/json": '"$context.xrayTraceId"' } };
  const { url, restApiId } = await deploy([{ path: "/t", integration: MOCK, responses: [trace] }]);
  expect((await get(`${url}/t`)).json).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);

  const patchOperations = [
    { op: "replace" as const, path: "/tracingEnabled", value: "true" },
    { op: "replace" as const, path: "/*/*/metrics/enabled", value: "true" },
  ];
  const stage = await client.send(new sdk.UpdateStageCommand({ restApiId, stageName: "s", patchOperations }));

  expect(stage).toMatchObject({ tracingEnabled: true, methodSettings: { "*/*": { metricsEnabled: true } } });
  expect((await get(`${url}/t`)).json).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=1$/);
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html, read 2026-11-21
test("an authorizer of a user pool refuses what has no token of the pool", async () => {
  const { url, restApiId } = await deploy([{ path: "/c" }]);
  const providerARNs = ["arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_abc"];
  const authorizer = await client.send(
    new sdk.CreateAuthorizerCommand({
      restApiId,
      name: "pool",
      type: "COGNITO_USER_POOLS",
      providerARNs,
      identitySource: "method.request.header.Authorization",
    }),
  );
  expect(authorizer).toMatchObject({ authType: "cognito_user_pools", providerARNs });
  const { items } = await client.send(new sdk.GetResourcesCommand({ restApiId }));
  const patchOperations = [
    { op: "replace" as const, path: "/authorizationType", value: "COGNITO_USER_POOLS" },
    { op: "replace" as const, path: "/authorizerId", value: authorizer.id },
    { op: "add" as const, path: "/authorizationScopes", value: "notes/read" },
  ];
  const resourceId = items!.find(({ path }) => path === "/c")!.id;
  const method = await client.send(
    new sdk.UpdateMethodCommand({ restApiId, resourceId, httpMethod: "GET", patchOperations }),
  );
  expect(method).toMatchObject({ authorizerId: authorizer.id, authorizationScopes: ["notes/read"] });
  await client.send(new sdk.CreateDeploymentCommand({ restApiId, stageName: "s" }));

  for (const token of [undefined, "nonsense", "Bearer e30.e30.x"])
    expect(await get(`${url}/c`, token === undefined ? {} : { headers: { Authorization: token } })).toMatchObject({
      status: 401,
      json: { message: "Unauthorized" },
      headers: { "x-amzn-errortype": "UnauthorizedException" },
    });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html, read 2026-11-21
describe("response streaming", () => {
  const STREAMING = `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
    const said = event.queryStringParameters?.say;
    if (said === "throw") throw new Error("asked for");
    if (said === "plain") { stream.write("no metadata"); return stream.end(); }
    const body = awslambda.HttpResponseStream.from(stream, {
      statusCode: 201, headers: { "X-One": "1", Date: "d" }, cookies: ["a=1", "b=2"],
    });
    body.write("one,");
    body.write(event.path);
    body.end();
  });`;

  test("status, headers and payload of a function that streams", async () => {
    const uri = (await createFunction(true, STREAMING))
      .replace("2015-03-31", "2021-11-15")
      .replace(/invocations$/, "response-streaming-invocations");
    const integration = { uri, responseTransferMode: "STREAM" as const, timeoutInMillis: 60_000 };
    const { url, restApiId } = await deploy([{ path: "/t", integration }]);

    expect(await get(`${url}/t`)).toMatchObject({
      status: 201,
      body: "one,/t",
      headers: { "x-one": "1", "x-amzn-remapped-date": "d", "set-cookie": ["a=1", "b=2"] },
    });
    for (const say of ["throw", "plain"])
      expect(await get(`${url}/t?say=${say}`)).toMatchObject({
        status: 502,
        json: { message: "Internal server error" },
      });
    const { items } = await client.send(new sdk.GetResourcesCommand({ restApiId }));
    const resourceId = items!.find(({ path }) => path === "/t")!.id;
    expect(
      await client.send(new sdk.TestInvokeMethodCommand({ restApiId, resourceId, httpMethod: "GET" })),
    ).toMatchObject({ status: 201, body: "one,/t" });
  });

  test("the answer of an HTTP backend goes out as it comes", async () => {
    let finish = (): void => {};
    const backend = createServer((_, response) => {
      response.writeHead(200, { "Content-Type": "text/plain", Server: "s" });
      response.write("first,");
      finish = () => response.end("last");
    });
    await new Promise<void>((resolve) => backend.listen(0, "127.0.0.1", resolve));
    const uri = `http://127.0.0.1:${(backend.address() as AddressInfo).port}/`;
    const integration = {
      type: "HTTP_PROXY" as const,
      integrationHttpMethod: "GET",
      uri,
      responseTransferMode: "STREAM" as const,
    };
    const { url } = await deploy([{ path: "/t", integration }]);

    const host = new URL(url).host;
    const request = { host: "127.0.0.1", port: sandbox.port, path: "/s/t", headers: { Host: host } };
    const answer = await new Promise<IncomingMessage>((resolve) => httpGet(request, resolve));
    const chunks: string[] = [];
    for await (const chunk of answer) {
      chunks.push(String(chunk));
      finish();
    }
    backend.close();

    expect([answer.statusCode, answer.headers["x-amzn-remapped-server"], chunks]).toEqual([
      200,
      "s",
      ["first,", "last"],
    ]);
  });

  test("only proxies stream, and only with the URI for it", async () => {
    await expect(deploy([{ path: "/", integration: { ...MOCK, responseTransferMode: "STREAM" } }])).rejects.toThrow(
      "only supported for HTTP_PROXY and AWS_PROXY",
    );
    await expect(deploy([{ path: "/", integration: { responseTransferMode: "STREAM" } }])).rejects.toThrow(
      "does not go with the response transfer mode STREAM",
    );
  });
});
