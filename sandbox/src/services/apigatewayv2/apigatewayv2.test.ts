import {
  type ApiGatewayV2Client,
  CreateApiCommand,
  CreateDeploymentCommand,
  CreateIntegrationCommand,
  CreateRouteCommand,
  CreateStageCommand,
  DeleteApiCommand,
  DeleteIntegrationCommand,
  GetApiCommand,
  GetRoutesCommand,
  UpdateApiCommand,
  UpdateStageCommand,
} from "@aws-sdk/client-apigatewayv2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestSandbox } from "../../testing.ts";
import { ECHO, startHttpApis, type HttpApis } from "./testing.ts";

let sandbox: TestSandbox;
let gateway: ApiGatewayV2Client;
let apis: HttpApis;
let createFunction: HttpApis["createFunction"];
let createApi: HttpApis["createApi"];
let call: HttpApis["call"];

beforeAll(async () => {
  apis = await startHttpApis();
  ({ sandbox, gateway, createFunction, createApi, call } = apis);
});
afterAll(() => sandbox.stop());

describe("control plane", () => {
  test("an API has AWS's endpoint and is found, updated and deleted", async () => {
    const { ApiId } = await createApi({ routes: ["GET /a", "$default"] });

    const api = await gateway.send(new GetApiCommand({ ApiId }));
    expect(api).toMatchObject({
      ApiEndpoint: `https://${ApiId}.execute-api.us-east-1.amazonaws.com`,
      ProtocolType: "HTTP",
      RouteSelectionExpression: "$request.method $request.path",
      DisableExecuteApiEndpoint: false,
    });
    const { Items } = await gateway.send(new GetRoutesCommand({ ApiId }));
    expect(new Set(Items!.map(({ RouteKey }) => RouteKey))).toEqual(new Set(["$default", "GET /a"]));

    expect(await gateway.send(new UpdateApiCommand({ ApiId, Description: "d" }))).toMatchObject({ Description: "d" });
    await gateway.send(new DeleteApiCommand({ ApiId }));
    await expect(gateway.send(new GetApiCommand({ ApiId }))).rejects.toMatchObject({
      name: "NotFoundException",
      message: `Invalid API identifier specified 000000000000:${ApiId}`,
    });
  });

  test("what AWS refuses, and what is not emulated", async () => {
    const { ApiId, IntegrationId } = await createApi({ routes: ["GET /a"] });

    await expect(gateway.send(new CreateRouteCommand({ ApiId, RouteKey: "GET /a" }))).rejects.toMatchObject({
      name: "ConflictException",
      message: "Route with key GET /a already exists for this API",
    });
    await expect(gateway.send(new CreateRouteCommand({ ApiId, RouteKey: "/b" }))).rejects.toMatchObject({
      name: "BadRequestException",
    });
    await expect(gateway.send(new DeleteIntegrationCommand({ ApiId, IntegrationId }))).rejects.toMatchObject({
      name: "ConflictException",
    });
    await expect(
      gateway.send(new CreateRouteCommand({ ApiId, RouteKey: "GET /j", AuthorizationType: "JWT" })),
    ).rejects.toMatchObject({
      name: "BadRequestException",
      message: "Invalid authorizer ID specified. Setting the authorization type to JWT requires a valid authorizer.",
    });
    await expect(gateway.send(new CreateApiCommand({ Name: "w", ProtocolType: "WEBSOCKET" }))).rejects.toMatchObject({
      name: "NotEmulated",
    });
    await expect(
      gateway.send(
        new CreateIntegrationCommand({
          ApiId,
          IntegrationType: "AWS_PROXY",
          IntegrationSubtype: "Kinesis-PutRecord",
          PayloadFormatVersion: "1.0",
        }),
      ),
    ).rejects.toMatchObject({ name: "NotEmulated" });
  });
});

describe("events", () => {
  test("payload format 2.0", async () => {
    const { ApiId } = await createApi({ routes: ["POST /notes/{id}"] });

    const { json } = await call(ApiId, "/notes/a%20b?tag=x&tag=y&q=1%2B1", {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "test/1", cookie: "a=1; b=2", "X-Custom": "Value" },
      body: '{"text":"é"}',
    });

    const host = `${ApiId}.execute-api.us-east-1.amazonaws.com`;
    expect(json).toEqual({
      version: "2.0",
      routeKey: "POST /notes/{id}",
      rawPath: "/notes/a b",
      rawQueryString: "tag=x&tag=y&q=1%2B1",
      cookies: ["a=1", "b=2"],
      headers: expect.objectContaining({
        host,
        "content-type": "application/json",
        "x-custom": "Value",
        "content-length": "13",
        "x-forwarded-proto": "https",
      }),
      queryStringParameters: { tag: "x,y", q: "1+1" },
      pathParameters: { id: "a b" },
      requestContext: {
        accountId: "000000000000",
        apiId: ApiId,
        domainName: host,
        domainPrefix: ApiId,
        http: { method: "POST", path: "/notes/a b", protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "test/1" },
        requestId: expect.any(String),
        routeKey: "POST /notes/{id}",
        stage: "$default",
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
      body: '{"text":"é"}',
      isBase64Encoded: false,
    });
    expect(json.headers).not.toHaveProperty("cookie");
    expect(json.headers).not.toHaveProperty("connection");
  });

  test("payload format 1.0", async () => {
    const { ApiId } = await createApi({ routes: ["ANY /notes/{id}"], version: "1.0" });

    const { json } = await call(ApiId, "/notes/7?a=1&a=2");

    expect(json).toMatchObject({
      version: "1.0",
      resource: "/notes/{id}",
      path: "/notes/7",
      httpMethod: "GET",
      queryStringParameters: { a: "2" },
      multiValueQueryStringParameters: { a: ["1", "2"] },
      pathParameters: { id: "7" },
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
      requestContext: { resourcePath: "/notes/{id}", stage: "$default", identity: { sourceIp: "127.0.0.1" } },
    });
  });

  test("forms and binary bodies are base64, members without a value are absent", async () => {
    const { ApiId } = await createApi();

    const form = await call(ApiId, "/", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "a=1",
    });
    const empty = await call(ApiId, "/");

    expect([form.json.isBase64Encoded, Buffer.from(form.json.body, "base64").toString()]).toEqual([true, "a=1"]);
    for (const member of ["body", "cookies", "queryStringParameters", "pathParameters", "stageVariables"])
      expect(empty.json).not.toHaveProperty(member);
  });
});

describe("responses", () => {
  const answer = async (value: unknown, version: "1.0" | "2.0" = "2.0") => {
    const { ApiId } = await createApi({ version });
    return call(ApiId, "/", { headers: { "x-answer": JSON.stringify(value) } });
  };
  const SERVER_ERROR = { status: 500, json: { message: "Internal Server Error" } };

  test("status, headers, cookies and binary bodies of format 2.0", async () => {
    const { status, headers, body } = await answer({
      statusCode: 201,
      headers: { "X-One": "1", "content-type": "text/x" },
      cookies: ["a=1", "b=2; Secure"],
      isBase64Encoded: true,
      body: Buffer.from("hi").toString("base64"),
    });

    expect([status, body, headers["x-one"], headers["content-type"], headers["set-cookie"]]).toEqual([
      201,
      "hi",
      "1",
      "text/x",
      ["a=1", "b=2; Secure"],
    ]);
    expect(headers["apigw-requestid"]).toMatch(/=$/);
  });

  test.each([
    [{ ok: true }, '{"ok":true}'],
    [["a"], '["a"]'],
    ["text", "text"],
    [7, "7"],
  ])("format 2.0 infers a response from %j", async (value, body) => {
    expect(await answer(value)).toMatchObject({ status: 200, body, headers: { "content-type": "application/json" } });
  });

  test("without a content type the body is plain text", async () => {
    expect((await answer({ statusCode: 200, body: "x" })).headers["content-type"]).toBe("text/plain;charset=UTF-8");
  });

  test.each([
    ["an object as body", { statusCode: 200, body: { a: 1 } }],
    ["a status that is none", { statusCode: "ok" }],
    ["headers that are no object", { statusCode: 200, headers: "x" }],
  ])("malformed: %s", async (_, value) => {
    expect(await answer(value)).toMatchObject(SERVER_ERROR);
  });

  test("format 1.0 needs a status and knows multiValueHeaders", async () => {
    expect(await answer({ ok: true }, "1.0")).toMatchObject(SERVER_ERROR);
    const { headers } = await answer({ statusCode: 200, multiValueHeaders: { "Set-Cookie": ["a=1", "b=2"] } }, "1.0");
    expect(headers["set-cookie"]).toEqual(["a=1", "b=2"]);
  });

  test("a failing function is 500, and the hop says why", async () => {
    const { ApiId } = await createApi();

    expect(await call(ApiId, "/x", { headers: { "x-throw": "1" } })).toMatchObject(SERVER_ERROR);
    expect((await apis.hops()).findLast(({ service }) => service === "apigatewayv2")).toMatchObject({
      action: "GET /x",
      result: "500",
      detail: "500 GET /x: the function failed: asked for",
    });
  });

  test("a function that does not let API Gateway in is 500, and the hop says why", async () => {
    const { ApiId } = await createApi({ uri: await createFunction(ECHO, false) });

    expect(await call(ApiId, "/")).toMatchObject(SERVER_ERROR);
    expect((await apis.hops()).findLast(({ service }) => service === "apigatewayv2")!.detail).toContain(
      "lambda:InvokeFunction",
    );
  });

  test("an integration beyond its time-out is 503", async () => {
    const slow = await createFunction("exports.handler = () => new Promise((r) => setTimeout(r, 2000))");
    const { ApiId } = await createApi({ uri: slow, integration: { TimeoutInMillis: 300 } });

    expect(await call(ApiId, "/")).toMatchObject({ status: 503, json: { message: "Service Unavailable" } });
  });
});

describe("stages and routes", () => {
  const NOT_FOUND = { status: 404, json: { message: "Not Found" } };

  test("no route and no stage are 404", async () => {
    expect(await call((await createApi({ routes: ["GET /a"] })).ApiId, "/b")).toMatchObject(NOT_FOUND);
    expect(await call((await createApi({ stage: "dev" })).ApiId, "/a")).toMatchObject(NOT_FOUND);
    expect(await call("nosuchapi0", "/a")).toMatchObject(NOT_FOUND);
  });

  test("a named stage takes its name off the path for the route, not in the event", async () => {
    const { ApiId } = await createApi({ routes: ["GET /a"], stage: "dev" });

    const { json } = await call(ApiId, "/dev/a");

    expect([json.rawPath, json.routeKey, json.requestContext.stage]).toEqual(["/dev/a", "GET /a", "dev"]);
  });

  test("a stage without automatic deployment serves what was deployed", async () => {
    const { ApiId, IntegrationId } = await createApi({ routes: ["GET /a"], stage: null });
    await gateway.send(new CreateStageCommand({ ApiId, StageName: "$default", StageVariables: { color: "blue" } }));
    expect(await call(ApiId, "/a")).toMatchObject(NOT_FOUND);

    await gateway.send(new CreateDeploymentCommand({ ApiId, StageName: "$default" }));
    await gateway.send(new CreateRouteCommand({ ApiId, RouteKey: "GET /b", Target: `integrations/${IntegrationId}` }));
    expect((await call(ApiId, "/a")).json.stageVariables).toEqual({ color: "blue" });
    expect(await call(ApiId, "/b")).toMatchObject(NOT_FOUND);

    await gateway.send(new UpdateStageCommand({ ApiId, StageName: "$default", AutoDeploy: true }));
    expect((await call(ApiId, "/b")).status).toBe(200);
  });
});

describe("CORS", () => {
  test("preflight requests are answered without a route, and answers carry the configured headers", async () => {
    const { ApiId } = await createApi({ routes: ["GET /a"] });
    const CorsConfiguration = {
      AllowOrigins: ["https://one.example"],
      AllowMethods: ["GET", "PUT"],
      AllowHeaders: ["Content-Type"],
      MaxAge: 300,
      ExposeHeaders: ["x-one"],
    };
    await gateway.send(new UpdateApiCommand({ ApiId, CorsConfiguration }));
    const preflight = (origin: string) =>
      call(ApiId, "/anything", { method: "OPTIONS", headers: { origin, "access-control-request-method": "PUT" } });

    const allowed = await preflight("https://one.example");
    expect(allowed.status).toBe(204);
    expect(allowed.headers).toMatchObject({
      "access-control-allow-origin": "https://one.example",
      "access-control-allow-methods": "GET,PUT",
      "access-control-allow-headers": "content-type",
      "access-control-max-age": "300",
    });
    expect((await preflight("https://two.example")).headers).not.toHaveProperty("access-control-allow-origin");

    const wish = JSON.stringify({
      statusCode: 200,
      headers: { "access-control-allow-origin": "https://mine.example" },
    });
    const actual = await call(ApiId, "/a", { headers: { origin: "https://one.example", "x-answer": wish } });
    expect(actual.headers).toMatchObject({
      "access-control-allow-origin": "https://one.example",
      "access-control-expose-headers": "x-one",
    });
    expect((await call(ApiId, "/a", { headers: { "x-answer": wish } })).headers).not.toHaveProperty(
      "access-control-allow-origin",
    );
  });
});
