import * as sdk from "@aws-sdk/client-api-gateway";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../../testing.ts";
import { call } from "../testing.ts";

let sandbox: TestSandbox;
let client: sdk.APIGateway;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  client = new sdk.APIGateway(sandbox.client());
});
afterAll(() => sandbox.stop());

const mock = (statusCode: string, template: string) => ({
  type: "mock",
  requestTemplates: { "application/json": '{"statusCode": 200}' },
  passthroughBehavior: "when_no_match",
  responses: {
    default: {
      statusCode,
      responseParameters: { "method.response.header.X-One": "'1'" },
      responseTemplates: { "application/json": template },
    },
  },
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html, read 2026-11-21
const OPENAPI = {
  openapi: "3.0.1",
  info: { title: "Pets", version: "1.0", description: "d" },
  "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true, validateRequestParameters: true } },
  "x-amazon-apigateway-request-validator": "all",
  "x-amazon-apigateway-binary-media-types": ["image/png"],
  "x-amazon-apigateway-gateway-responses": {
    BAD_REQUEST_BODY: { statusCode: 422, responseTemplates: { "application/json": '{"why": "body"}' } },
  },
  components: {
    schemas: {
      Pet: {
        type: "object",
        required: ["name"],
        properties: { name: { type: "string" }, friend: { $ref: "#/components/schemas/Pet" } },
      },
    },
    securitySchemes: {
      api_key: { type: "apiKey", name: "x-api-key", in: "header" },
      sigv4: { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" },
      pool: {
        type: "apiKey",
        name: "Authorization",
        in: "header",
        "x-amazon-apigateway-authtype": "cognito_user_pools",
        "x-amazon-apigateway-authorizer": {
          type: "cognito_user_pools",
          providerARNs: ["arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_abc"],
        },
      },
    },
  },
  paths: {
    "/pets/{id}": {
      parameters: [{ name: "id", in: "path", required: true }],
      get: {
        operationId: "GetPet",
        parameters: [{ name: "color", in: "query", required: true }],
        responses: { "200": { description: "ok", headers: { "X-One": { schema: { type: "string" } } } } },
        "x-amazon-apigateway-integration": mock("200", "\"$input.params('id') $input.params('color')\""),
      },
      post: {
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } } },
        responses: { "201": { description: "made", headers: { "X-One": {} } } },
        "x-amazon-apigateway-integration": mock("201", '"made"'),
      },
      put: {
        security: [{ pool: ["pets/write"] }],
        responses: {},
        "x-amazon-apigateway-integration": { ...mock("200", ""), responses: {} },
      },
      delete: {
        security: [{ sigv4: [] }, { api_key: [] }],
        responses: {},
        "x-amazon-apigateway-integration": { ...mock("200", ""), responses: {} },
      },
    },
  },
};

const bytes = (document: unknown) => Buffer.from(JSON.stringify(document));

async function methodsOf(restApiId: string) {
  const { items } = await client.getResources({ restApiId, embed: ["methods"] });
  return Object.fromEntries(items!.map(({ path, resourceMethods }) => [path, resourceMethods]));
}

test("an OpenAPI document becomes an API that serves what it says", async () => {
  const { id: restApiId, name, binaryMediaTypes } = await client.importRestApi({ body: bytes(OPENAPI) });
  expect([name, binaryMediaTypes]).toEqual(["Pets", ["image/png"]]);
  await client.createDeployment({ restApiId, stageName: "s" });
  const url = `https://${restApiId}.execute-api.us-east-1.amazonaws.com/s/pets/7`;
  const request = (path: string, more = {}) => call(sandbox.port, url + path, more);

  expect(await request("?color=red")).toMatchObject({ status: 200, json: "7 red", headers: { "x-one": "1" } });
  expect((await request("")).status).toBe(400);
  const post = (body: string) => request("", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  expect(await post('{"name":"Rex","friend":{"name":"Bo"}}')).toMatchObject({ status: 201, json: "made" });
  expect(await post('{"friend":{}}')).toMatchObject({ status: 422, json: { why: "body" } });

  const { items: authorizers } = await client.getAuthorizers({ restApiId });
  const methods = (await methodsOf(restApiId!))["/pets/{id}"]!;
  expect(methods["PUT"]).toMatchObject({
    authorizationType: "COGNITO_USER_POOLS",
    authorizerId: authorizers![0]!.id,
    authorizationScopes: ["pets/write"],
  });
  expect(methods["DELETE"]).toMatchObject({ authorizationType: "AWS_IAM", apiKeyRequired: true });
  expect(methods["GET"]).toMatchObject({
    operationName: "GetPet",
    requestParameters: { "method.request.path.id": true, "method.request.querystring.color": true },
  });
});

describe("Swagger 2.0 and PutRestApi", () => {
  const SWAGGER = `
swagger: "2.0"
info: { title: Two, version: "2" }
definitions:
  Note: { type: object, properties: { text: { type: string } } }
paths:
  /notes:
    x-amazon-apigateway-any-method:
      parameters: [{ name: body, in: body, schema: { $ref: "#/definitions/Note" } }]
      responses: { 200: { description: ok, schema: { $ref: "#/definitions/Note" } } }
      x-amazon-apigateway-integration: { type: http, httpMethod: GET, uri: "http://127.0.0.1:1/", responses: { 2..: { statusCode: 200 } } }
`;

  test.each(["merge", "overwrite"] as const)("%s", async (mode) => {
    const { id: restApiId, rootResourceId } = await client.importRestApi({ body: bytes(OPENAPI) });

    const put = await client.putRestApi({ restApiId, mode, body: Buffer.from(SWAGGER) });

    expect(put).toMatchObject({ name: "Two", version: "2", rootResourceId });
    const methods = await methodsOf(restApiId!);
    expect("/pets/{id}" in methods).toBe(mode === "merge");
    expect(put.binaryMediaTypes).toEqual(mode === "merge" ? ["image/png"] : undefined);
    expect(methods["/notes"]!["ANY"]).toMatchObject({
      requestModels: { "application/json": "Note" },
      methodResponses: { "200": { responseModels: { "application/json": "Note" } } },
      methodIntegration: {
        type: "HTTP",
        integrationResponses: { "200": { statusCode: "200", selectionPattern: "2.." } },
      },
    });
  });

  test("a document that does not hold leaves the API as it was", async () => {
    const { id: restApiId } = await client.importRestApi({ body: bytes(OPENAPI) });
    const before = await methodsOf(restApiId!);
    const broken = {
      ...OPENAPI,
      info: { title: "Broken" },
      paths: { "/x": { get: { "x-amazon-apigateway-integration": { type: "http", httpMethod: "GET", uri: "none" } } } },
    };

    await expect(client.putRestApi({ restApiId, mode: "overwrite", body: bytes(broken) })).rejects.toMatchObject({
      name: "BadRequestException",
      message: "Invalid HTTP endpoint specified for URI",
    });
    expect(await methodsOf(restApiId!)).toEqual(before);
    expect((await client.getRestApi({ restApiId })).name).toBe("Pets");
  });
});

test("what AWS refuses, and what is not emulated", async () => {
  for (const body of ["{", "a: [", '{"openapi":"3.0.0"}'])
    await expect(client.importRestApi({ body: Buffer.from(body) })).rejects.toMatchObject({
      name: "BadRequestException",
      message: "Invalid OpenAPI input.",
    });
  const shapes = [
    { paths: { "/x": null } },
    { paths: { "/x": { get: 7 } } },
    { paths: { "/x": { get: { parameters: 1 } } } },
  ];
  for (const shape of shapes)
    await expect(client.importRestApi({ body: bytes({ ...OPENAPI, ...shape }) })).rejects.toMatchObject({
      name: "BadRequestException",
    });
  const documented = { ...OPENAPI, "x-amazon-apigateway-documentation": {} };
  await expect(client.importRestApi({ body: bytes(documented) })).rejects.toMatchObject({ name: "NotEmulated" });
  await expect(
    client.importRestApi({ body: bytes(OPENAPI), parameters: { basepath: "prepend" } }),
  ).rejects.toMatchObject({ name: "NotEmulated" });
});
