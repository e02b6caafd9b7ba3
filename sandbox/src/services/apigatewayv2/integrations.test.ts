import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  CreateApiCommand,
  CreateIntegrationCommand,
  GetIntegrationCommand,
  GetRoutesCommand,
  UpdateApiCommand,
  UpdateIntegrationCommand,
  type CreateIntegrationCommandInput,
} from "@aws-sdk/client-apigatewayv2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startHttpApis, type HttpApis } from "./testing.ts";

let apis: HttpApis;
let backend: Server;
let url: string;

beforeAll(async () => {
  apis = await startHttpApis();
  // Answers what it got; the status and a header are those that the request asks for.
  backend = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method, url: target, headers } = request;
      response.writeHead(Number(headers["x-status"] ?? 200), {
        "content-type": "application/json",
        "x-backend": "b",
        "set-cookie": ["a=1", "b=2"],
      });
      response.end(JSON.stringify({ method, url: target, headers, body: Buffer.concat(chunks).toString() }));
    });
  });
  await new Promise<void>((resolve) => backend.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(backend.address() as AddressInfo).port}`;
});
afterAll(async () => {
  backend.close();
  await apis.sandbox.stop();
});

async function createProxy(
  path: string,
  routes: string[],
  more: Partial<CreateIntegrationCommandInput> = {},
  stageVariables?: Record<string, string>,
) {
  return apis.createApi({
    routes,
    stageSettings: { StageVariables: stageVariables },
    integration: {
      IntegrationType: "HTTP_PROXY",
      IntegrationUri: url + path,
      IntegrationMethod: "ANY",
      PayloadFormatVersion: "1.0",
      ...more,
    },
  });
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html, read 2026-11-21
describe("HTTP_PROXY", () => {
  test("the whole request goes to the URL with its path variables, the whole answer comes back", async () => {
    const { ApiId } = await createProxy("/base/{proxy}?fixed=1", ["ANY /pets/{proxy+}"]);

    const answer = await apis.call(ApiId, "/pets/a%20b/c?q=1&q=2", {
      method: "POST",
      headers: { "x-one": "1", "x-status": "201", "content-type": "text/plain" },
      body: "hello",
    });

    expect([answer.status, answer.headers["x-backend"], answer.headers["set-cookie"]]).toEqual([
      201,
      "b",
      ["a=1", "b=2"],
    ]);
    expect(answer.json).toMatchObject({
      method: "POST",
      url: "/base/a%20b/c?fixed=1&q=1&q=2",
      body: "hello",
      headers: {
        host: new URL(url).host,
        "x-one": "1",
        via: "HTTP/1.1 AmazonAPIGateway",
        forwarded: `by=127.0.0.1;for=127.0.0.1;host=${ApiId}.execute-api.us-east-1.amazonaws.com;proto=https`,
      },
    });
  });

  test("the integration's method goes before the client's", async () => {
    const { ApiId } = await createProxy("/x", ["GET /a"], { IntegrationMethod: "PUT" });

    expect((await apis.call(ApiId, "/a")).json.method).toBe("PUT");
  });

  test("what cannot be reached is 503, and the hop says why", async () => {
    const { ApiId } = await createProxy("", ["GET /a"], { IntegrationUri: "https://backend.example/" });

    expect(await apis.call(ApiId, "/a")).toMatchObject({ status: 503, json: { message: "Service Unavailable" } });
    expect((await apis.hops()).findLast(({ service }) => service === "apigatewayv2")!.detail).toContain(
      "not backend.example",
    );
  });

  test("another API of the sandbox is a backend too", async () => {
    const inner = await apis.createApi({ routes: ["GET /inner"] });
    const outer = await createProxy("", ["GET /a"], {
      IntegrationUri: `https://${inner.ApiId}.execute-api.us-east-1.amazonaws.com/inner`,
    });

    expect((await apis.call(outer.ApiId, "/a")).json.routeKey).toBe("GET /inner");
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html, read 2026-11-21
describe("parameter mapping", () => {
  test("of requests: headers, query and path from all sources", async () => {
    const RequestParameters = {
      "append:header.x-one": "$request.header.X-Two",
      "overwrite:header.x-id": "${request.path.id}-${request.querystring.q}",
      "overwrite:header.x-name": "$request.body.user.name",
      "overwrite:header.x-request": "$context.requestId",
      "overwrite:header.x-color": "$stageVariables.color",
      "overwrite:header.x-absent": "$request.header.nowhere",
      "overwrite:header.x-path": "$request.path",
      "remove:header.x-two": "''",
      "append:querystring.q": "static",
      "remove:querystring.gone": "''",
      "overwrite:path": "/fixed/${request.path.id}",
    };
    const { ApiId } = await createProxy("/unused", ["POST /pets/{id}"], { RequestParameters }, { color: "blue" });

    const { json } = await apis.call(ApiId, "/pets/7?q=1&gone=1", {
      method: "POST",
      headers: { "x-one": "1", "x-two": "2", "content-type": "application/json" },
      body: '{"user":{"name":"Ann"}}',
    });

    expect(json.url).toBe("/fixed/7?q=1&q=static");
    expect(json.headers).toMatchObject({
      "x-one": "1,2",
      "x-id": "7-1",
      "x-name": "Ann",
      "x-request": expect.stringMatching(/=$/),
      "x-color": "blue",
      "x-path": "/pets/7",
    });
    expect(json.headers).not.toHaveProperty("x-two");
    expect(json.headers).not.toHaveProperty("x-absent");
  });

  test("a function sees the mapped request", async () => {
    const { ApiId } = await apis.createApi({
      routes: ["GET /a"],
      integration: { RequestParameters: { "overwrite:header.x-added": "yes", "overwrite:path": "/b" } },
    });

    const { json } = await apis.call(ApiId, "/a");

    expect([json.headers["x-added"], json.rawPath, json.requestContext.http.path]).toEqual(["yes", "/b", "/a"]);
  });

  test("of answers, by the status of the integration", async () => {
    const ResponseParameters = {
      "500": { "overwrite:statuscode": "403", "append:header.x-backend": "$context.requestId" },
      "404": { "overwrite:header.error": "$response.body.url", "remove:header.set-cookie": "''" },
    };
    const { ApiId } = await createProxy("/x", ["GET /a"], { ResponseParameters });
    const get = (status: string) => apis.call(ApiId, "/a", { headers: { "x-status": status } });

    const failed = await get("500");
    expect([failed.status, failed.headers["x-backend"]]).toEqual([403, expect.stringMatching(/^b,.*=$/)]);
    const absent = await get("404");
    expect([absent.status, absent.headers["error"]]).toEqual([404, "/x"]);
    expect(absent.headers).not.toHaveProperty("set-cookie");
    expect((await get("200")).headers["x-backend"]).toBe("b");
  });

  test("an update adds mappings, and takes away those without a value", async () => {
    const { ApiId, IntegrationId } = await createProxy("/x", ["GET /a"], {
      RequestParameters: { "append:header.x-a": "a", "remove:header.x-r": "" },
      ResponseParameters: { "200": { "append:header.x-a": "a" } },
    });

    await apis.gateway.send(
      new UpdateIntegrationCommand({
        ApiId,
        IntegrationId,
        RequestParameters: { "append:header.x-a": "", "append:header.x-b": "b" },
        ResponseParameters: { "200": {} },
      }),
    );

    const integration = await apis.gateway.send(new GetIntegrationCommand({ ApiId, IntegrationId }));
    expect(integration.RequestParameters).toEqual({ "remove:header.x-r": "", "append:header.x-b": "b" });
    expect(integration.ResponseParameters).toBeUndefined();
  });

  test.each([
    [{ "append:header.Authorization": "x" }, "Operations on header authorization are restricted"],
    [{ "append:header.x-amz-date": "x" }, "Operations on header x-amz-date are restricted"],
    [{ "append:path": "x" }, "Invalid mapping expression specified: append:path"],
    [{ "append:header.x": "$request.nothing.x" }, "Invalid mapping expression specified: $request.nothing.x"],
  ])("AWS refuses %j", async (RequestParameters, detail) => {
    const { ApiId } = await apis.createApi();

    await expect(
      apis.gateway.send(
        new CreateIntegrationCommand({
          ApiId,
          IntegrationType: "HTTP_PROXY",
          IntegrationUri: url,
          IntegrationMethod: "GET",
          PayloadFormatVersion: "1.0",
          RequestParameters,
        }),
      ),
    ).rejects.toMatchObject({
      name: "BadRequestException",
      message: `Invalid mapping expression specified: Validation Result: warnings : [], errors : [${detail}]`,
    });
  });
});

test("stage variables choose the function of an integration", async () => {
  const one = await apis.createFunction('exports.handler = async () => "one"');
  const { ApiId } = await apis.createApi({
    uri: one.replace(/[^:]+$/, "${stageVariables.name}"),
    stageSettings: { StageVariables: { name: one.split(":").at(-1)! } },
  });

  expect((await apis.call(ApiId, "/")).body).toBe("one");
});

// https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html, "CreateApiInput", read 2026-11-21
test("quick create makes an integration, a route and a stage, and an update changes them", async () => {
  const create = { Name: "quick", ProtocolType: "HTTP" as const };
  const { ApiId } = await apis.gateway.send(new CreateApiCommand({ ...create, Target: `${url}/quick` }));
  expect((await apis.call(ApiId!, "/any?q=1")).json).toMatchObject({ method: "GET", url: "/quick?q=1" });
  const { Items } = await apis.gateway.send(new GetRoutesCommand({ ApiId }));
  expect(Items).toMatchObject([{ ApiGatewayManaged: true, RouteKey: "$default" }]);

  const Target = await apis.createFunction('exports.handler = async () => "fn"');
  await apis.gateway.send(new UpdateApiCommand({ ApiId, Target, RouteKey: "GET /fn" }));
  expect([(await apis.call(ApiId!, "/fn")).body, (await apis.call(ApiId!, "/any")).status]).toEqual(["fn", 404]);

  await expect(apis.gateway.send(new CreateApiCommand({ ...create, RouteKey: "GET /" }))).rejects.toMatchObject({
    name: "BadRequestException",
  });
});
