import * as sdk from "@aws-sdk/client-api-gateway";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";

let sandbox: TestSandbox;
let client: sdk.APIGatewayClient;
let counter = 0;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  client = new sdk.APIGatewayClient(sandbox.client());
});
afterAll(() => sandbox.stop());

async function createApi(input: Partial<sdk.CreateRestApiCommandInput> = {}) {
  const { id, rootResourceId } = await client.send(
    new sdk.CreateRestApiCommand({ name: `api-${++counter}`, ...input }),
  );
  return { restApiId: id!, resourceId: rootResourceId! };
}

async function withMock(input?: Partial<sdk.CreateRestApiCommandInput>) {
  const key = { ...(await createApi(input)), httpMethod: "GET" };
  await client.send(new sdk.PutMethodCommand({ ...key, authorizationType: "NONE" }));
  await client.send(new sdk.PutIntegrationCommand({ ...key, type: "MOCK" }));
  return key;
}

const refused = (name: string, message: string) => expect.objectContaining({ name, message });

test("an API has AWS's defaults and two models, and is updated and deleted", async () => {
  const { restApiId } = await createApi({ binaryMediaTypes: ["image/png"] });
  const api = await client.send(new sdk.GetRestApiCommand({ restApiId }));
  expect(api).toMatchObject({
    apiKeySource: "HEADER",
    binaryMediaTypes: ["image/png"],
    disableExecuteApiEndpoint: false,
    endpointConfiguration: { ipAddressType: "ipv4", types: ["EDGE"] },
  });
  const { items } = await client.send(new sdk.GetModelsCommand({ restApiId }));
  expect(items!.map(({ name }) => name)).toEqual(["Empty", "Error"]);
  const updated = await client.send(
    new sdk.UpdateRestApiCommand({
      restApiId,
      patchOperations: [
        { op: "add", path: "/binaryMediaTypes/image~1jpeg" },
        { op: "remove", path: "/binaryMediaTypes/image~1png" },
        { op: "replace", path: "/name", value: "renamed" },
      ],
    }),
  );
  expect(updated).toMatchObject({ name: "renamed", binaryMediaTypes: ["image/jpeg"], tags: {} });
  await client.send(new sdk.DeleteRestApiCommand({ restApiId }));
  await expect(client.send(new sdk.GetRestApiCommand({ restApiId }))).rejects.toEqual(
    refused("NotFoundException", `Invalid API identifier specified 000000000000:${restApiId}`),
  );
});

// Codes and messages as recorded on AWS.
describe("refusals", () => {
  const cases: [string, (key: Awaited<ReturnType<typeof withMock>>) => Promise<unknown>, string, string][] = [
    [
      "an empty description",
      () => client.send(new sdk.CreateRestApiCommand({ name: "x", description: "" })),
      "BadRequestException",
      "Description cannot be an empty string",
    ],
    [
      "two endpoint types",
      () =>
        client.send(
          new sdk.CreateRestApiCommand({ name: "x", endpointConfiguration: { types: ["EDGE", "REGIONAL"] } }),
        ),
      "BadRequestException",
      "Cannot create an api with multiple Endpoint Types.",
    ],
    [
      "an unknown op",
      ({ restApiId }) =>
        client.send(
          new sdk.UpdateRestApiCommand({ restApiId, patchOperations: [{ op: "wrong" as "add", path: "/name" }] }),
        ),
      "ValidationException",
      "1 validation error detected: Value 'wrong' at 'updateRestApiInput.patchOperations.1.member.op' failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]",
    ],
    [
      "a path that an API has not",
      ({ restApiId }) =>
        client.send(
          new sdk.UpdateRestApiCommand({ restApiId, patchOperations: [{ op: "add", path: "/binaryMediaTypes" }] }),
        ),
      "BadRequestException",
      "Invalid patch path /binaryMediaTypes",
    ],
    [
      "a resource path",
      ({ restApiId, resourceId }) =>
        client.send(
          new sdk.UpdateResourceCommand({
            restApiId,
            resourceId,
            patchOperations: [{ op: "replace", path: "/invalid", value: "x" }],
          }),
        ),
      "BadRequestException",
      "Invalid patch path  '/invalid' specified for op 'replace'. Must be one of: [/parentId, /pathPart]",
    ],
    [
      "a resource op",
      ({ restApiId, resourceId }) =>
        client.send(
          new sdk.UpdateResourceCommand({
            restApiId,
            resourceId,
            patchOperations: [{ op: "remove", path: "/pathPart" }],
          }),
        ),
      "BadRequestException",
      "Invalid patch path  '/pathPart' specified for op 'remove'. Please choose supported operations",
    ],
    [
      "the root's path part",
      ({ restApiId, resourceId }) =>
        client.send(
          new sdk.UpdateResourceCommand({
            restApiId,
            resourceId,
            patchOperations: [{ op: "replace", path: "/pathPart", value: "x" }],
          }),
        ),
      "BadRequestException",
      "Root resource cannot update its pathPart.",
    ],
    [
      "a method",
      ({ restApiId, resourceId }) =>
        client.send(
          new sdk.PutMethodCommand({ restApiId, resourceId, httpMethod: "FETCH", authorizationType: "NONE" }),
        ),
      "BadRequestException",
      "Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY",
    ],
    [
      "a missing authorizer",
      ({ restApiId, resourceId }) =>
        client.send(
          new sdk.PutMethodCommand({ restApiId, resourceId, httpMethod: "PUT", authorizationType: "CUSTOM" }),
        ),
      "BadRequestException",
      "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.",
    ],
    [
      "a model of a method",
      ({ restApiId, resourceId }) =>
        client.send(
          new sdk.PutMethodCommand({
            restApiId,
            resourceId,
            httpMethod: "PUT",
            authorizationType: "NONE",
            requestModels: { "application/json": "petModel" },
          }),
        ),
      "BadRequestException",
      "Invalid model identifier specified: petModel",
    ],
    [
      "parameters of one name",
      ({ restApiId, resourceId }) =>
        client.send(
          new sdk.PutMethodCommand({
            restApiId,
            resourceId,
            httpMethod: "PUT",
            authorizationType: "NONE",
            requestParameters: { "method.request.header.a": true, "method.request.querystring.a": true },
          }),
        ),
      "BadRequestException",
      "Parameter names must be unique across querystring, header and path",
    ],
    [
      "an integration type",
      (key) => client.send(new sdk.PutIntegrationCommand({ ...key, type: "HTTPS_PROXY" as "HTTP_PROXY" })),
      "ValidationException",
      "1 validation error detected: Value 'HTTPS_PROXY' at 'putIntegrationInput.type' failed to satisfy constraint: Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS]",
    ],
    [
      "an integration without method",
      (key) => client.send(new sdk.PutIntegrationCommand({ ...key, type: "HTTP", uri: "http://127.0.0.1" })),
      "BadRequestException",
      "Enumeration value for HttpMethod must be non-empty",
    ],
    [
      "an HTTP URI",
      (key) =>
        client.send(new sdk.PutIntegrationCommand({ ...key, type: "HTTP", integrationHttpMethod: "POST", uri: "x" })),
      "BadRequestException",
      "Invalid HTTP endpoint specified for URI",
    ],
    [
      "a URI that is no ARN",
      (key) =>
        client.send(new sdk.PutIntegrationCommand({ ...key, type: "AWS", integrationHttpMethod: "POST", uri: "x" })),
      "BadRequestException",
      "Invalid ARN specified in the request",
    ],
    [
      "a function's ARN",
      (key) =>
        client.send(
          new sdk.PutIntegrationCommand({
            ...key,
            type: "AWS_PROXY",
            integrationHttpMethod: "POST",
            uri: "arn:aws:lambda:us-east-1:000000000000:function:f",
          }),
        ),
      "BadRequestException",
      "AWS ARN for integration must contain path or action",
    ],
    [
      "a proxy of S3",
      (key) =>
        client.send(
          new sdk.PutIntegrationCommand({
            ...key,
            type: "AWS_PROXY",
            integrationHttpMethod: "POST",
            uri: "arn:aws:apigateway:us-east-1:s3:path/b/k",
          }),
        ),
      "BadRequestException",
      "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
    ],
    [
      "a status code",
      (key) => client.send(new sdk.PutIntegrationResponseCommand({ ...key, statusCode: "wrong" })),
      "ValidationException",
      "1 validation error detected: Value 'wrong' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d",
    ],
    [
      "a missing response",
      (key) => client.send(new sdk.GetIntegrationResponseCommand({ ...key, statusCode: "201" })),
      "NotFoundException",
      "Invalid Response status code specified",
    ],
    [
      "a model that is there",
      ({ restApiId }) =>
        client.send(
          new sdk.CreateModelCommand({ restApiId, name: "Empty", contentType: "application/json", schema: "{}" }),
        ),
      "ConflictException",
      "Model name already exists for this REST API",
    ],
    [
      "a model without schema",
      ({ restApiId }) =>
        client.send(new sdk.CreateModelCommand({ restApiId, name: "M", contentType: "application/json", schema: "" })),
      "BadRequestException",
      "Model schema must have at least 1 property or array items defined",
    ],
    [
      "a validator of no API",
      () => client.send(new sdk.CreateRequestValidatorCommand({ restApiId: "none" })),
      "BadRequestException",
      "Invalid REST API identifier specified",
    ],
    [
      "a gateway response that is not set",
      ({ restApiId }) => client.send(new sdk.DeleteGatewayResponseCommand({ restApiId, responseType: "THROTTLED" })),
      "NotFoundException",
      "Gateway response type not defined on api",
    ],
    [
      "a short key",
      () => client.send(new sdk.CreateApiKeyCommand({ value: "short" })),
      "BadRequestException",
      "API Key value should be at least 20 characters",
    ],
    [
      "a plan",
      () => client.send(new sdk.UpdateUsagePlanCommand({ usagePlanId: "none", patchOperations: [] })),
      "NotFoundException",
      "Invalid Usage Plan ID specified",
    ],
    [
      "an API without methods",
      async () => client.send(new sdk.CreateDeploymentCommand({ restApiId: (await createApi()).restApiId })),
      "BadRequestException",
      "The REST API doesn't contain any methods",
    ],
    [
      "a canary",
      async ({ restApiId }) =>
        client.send(
          new sdk.CreateDeploymentCommand({ restApiId, stageName: "s", canarySettings: { percentTraffic: 10 } }),
        ),
      "NotEmulated",
      expect.stringContaining("canarySettings"),
    ],
    [
      "a service the sandbox has not",
      (key) =>
        client.send(
          new sdk.PutIntegrationCommand({
            ...key,
            type: "AWS",
            integrationHttpMethod: "POST",
            credentials: "arn:aws:iam::000000000000:role/r",
            uri: "arn:aws:apigateway:us-east-1:translate:action/TranslateText",
          }),
        ),
      "NotEmulated",
      expect.stringContaining('the service "translate"'),
    ],
    [
      "an export",
      ({ restApiId }) => client.send(new sdk.GetExportCommand({ restApiId, stageName: "s", exportType: "oas30" })),
      "NotEmulated",
      expect.stringContaining("GetExport"),
    ],
  ];
  test.each(cases)("%s", async (_, request, name, message) => {
    await expect(request(await withMock())).rejects.toEqual(refused(name, message));
  });
});

test("resources: proxies, siblings, moves and removal", async () => {
  const { restApiId, resourceId: root } = await createApi();
  const create = (parentId: string, pathPart: string) =>
    client.send(new sdk.CreateResourceCommand({ restApiId, parentId, pathPart }));
  const proxy = await create(root, "{proxy+}");
  const pets = await create(root, "pets");
  const sub = await create(pets.id!, "sub");
  expect(sub).toMatchObject({ path: "/pets/sub", parentId: pets.id, pathPart: "sub" });
  await expect(create(root, "{id}")).rejects.toEqual(
    refused(
      "BadRequestException",
      "A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed",
    ),
  );
  await expect(create(proxy.id!, "x")).rejects.toEqual(
    refused("BadRequestException", "Cannot create a child of a resource with a greedy path variable: {proxy+}"),
  );
  await expect(create(root, "pets")).rejects.toEqual(
    refused("ConflictException", "Another resource with the same parent already has this name: pets"),
  );
  const move = (resourceId: string, value: string) =>
    client.send(
      new sdk.UpdateResourceCommand({
        restApiId,
        resourceId,
        patchOperations: [{ op: "replace", path: "/parentId", value }],
      }),
    );
  await expect(move(pets.id!, sub.id!)).rejects.toEqual(
    refused("BadRequestException", "Resources cannot be cyclical."),
  );
  expect(await move(sub.id!, root)).toMatchObject({ path: "/sub" });
  await client.send(new sdk.DeleteResourceCommand({ restApiId, resourceId: pets.id! }));
  const { items } = await client.send(new sdk.GetResourcesCommand({ restApiId }));
  expect(items!.map(({ path }) => path)).toEqual(["/", "/sub", "/{proxy+}"]);
});

test("stages: settings by method, variables, logs and their checks", async () => {
  const { restApiId } = await withMock();
  const { id: deploymentId } = await client.send(new sdk.CreateDeploymentCommand({ restApiId }));
  const stageName = "s1";
  const created = await client.send(new sdk.CreateStageCommand({ restApiId, stageName, deploymentId }));
  expect(created).toMatchObject({
    cacheClusterEnabled: false,
    cacheClusterStatus: "NOT_AVAILABLE",
    methodSettings: {},
    tracingEnabled: false,
  });
  const update = (...patchOperations: sdk.PatchOperation[]) =>
    client.send(new sdk.UpdateStageCommand({ restApiId, stageName, patchOperations }));
  const updated = await update(
    { op: "replace", path: "/*/*/throttling/burstLimit", value: "123" },
    { op: "replace", path: "/~1test/GET/throttling/burstLimit", value: "124" },
    { op: "replace", path: "/variables/var1", value: "test" },
  );
  expect(updated).toMatchObject({
    methodSettings: {
      "*/*": {
        throttlingBurstLimit: 123,
        throttlingRateLimit: 10000,
        cacheTtlInSeconds: 300,
        requireAuthorizationForCacheControl: true,
        unauthorizedCacheControlHeaderStrategy: "SUCCEED_WITH_RESPONSE_HEADER",
      },
      "test/GET": { throttlingBurstLimit: 124 },
    },
    variables: { var1: "test" },
  });
  expect((await update({ op: "remove", path: "/*/*" })).methodSettings).not.toHaveProperty("*/*");
  await expect(update({ op: "remove", path: "/*/*" })).rejects.toEqual(
    refused(
      "BadRequestException",
      "Cannot remove method setting */* because there is no method setting for this method ",
    ),
  );
  await expect(update({ op: "replace", path: "/documentation_version", value: "x" })).rejects.toEqual(
    refused(
      "BadRequestException",
      "Invalid method setting path: /documentation_version. Must be one of: [/deploymentId, /description, /cacheClusterEnabled, /cacheClusterSize, /clientCertificateId, /accessLogSettings, /accessLogSettings/destinationArn, /accessLogSettings/format, /{resourcePath}/{httpMethod}/metrics/enabled, /{resourcePath}/{httpMethod}/logging/dataTrace, /{resourcePath}/{httpMethod}/logging/loglevel, /{resourcePath}/{httpMethod}/throttling/burstLimit/{resourcePath}/{httpMethod}/throttling/rateLimit/{resourcePath}/{httpMethod}/caching/ttlInSeconds, /{resourcePath}/{httpMethod}/caching/enabled, /{resourcePath}/{httpMethod}/caching/dataEncrypted, /{resourcePath}/{httpMethod}/caching/requireAuthorizationForCacheControl, /{resourcePath}/{httpMethod}/caching/unauthorizedCacheControlHeaderStrategy, /*/*/metrics/enabled, /*/*/logging/dataTrace, /*/*/logging/loglevel, /*/*/throttling/burstLimit /*/*/throttling/rateLimit /*/*/caching/ttlInSeconds, /*/*/caching/enabled, /*/*/caching/dataEncrypted, /*/*/caching/requireAuthorizationForCacheControl, /*/*/caching/unauthorizedCacheControlHeaderStrategy, /variables/{variable_name}, /tracingEnabled]",
    ),
  );
  await expect(update({ op: "replace", path: "/*/*/logging/loglevel", value: "INFO" })).rejects.toEqual(
    refused("BadRequestException", "CloudWatch Logs role ARN must be set in account settings to enable logging"),
  );
  await expect(client.send(new sdk.DeleteDeploymentCommand({ restApiId, deploymentId }))).rejects.toEqual(
    refused("BadRequestException", "Active stages pointing to this deployment must be moved or deleted"),
  );
});

test("usage plans and keys", async () => {
  const { restApiId } = await withMock();
  await client.send(new sdk.CreateDeploymentCommand({ restApiId, stageName: "dev" }));
  const plan = await client.send(
    new sdk.CreateUsagePlanCommand({
      name: "p",
      apiStages: [{ apiId: restApiId, stage: "dev" }],
      quota: { limit: 10, period: "DAY" },
    }),
  );
  expect(plan).toMatchObject({ quota: { limit: 10, offset: 0, period: "DAY" } });
  const usagePlanId = plan.id!;
  const key = await client.send(new sdk.CreateApiKeyCommand({ name: "k" }));
  expect(key).toMatchObject({ enabled: false, stageKeys: [], value: expect.stringMatching(/^[a-zA-Z0-9]{40}$/) });
  const inPlan = await client.send(
    new sdk.CreateUsagePlanKeyCommand({ usagePlanId, keyId: key.id, keyType: "API_KEY" }),
  );
  expect(inPlan).toMatchObject({ id: key.id, name: "k", type: "API_KEY", value: key.value });
  const change = (value: string) =>
    client.send(
      new sdk.UpdateUsagePlanCommand({ usagePlanId, patchOperations: [{ op: "add", path: "/apiStages", value }] }),
    );
  await expect(change(`${restApiId}:none`)).rejects.toEqual(
    refused(
      "NotFoundException",
      `Invalid API Stage {api: ${restApiId}, stage: none} specified for usageplan ${usagePlanId}`,
    ),
  );
  await expect(change("x")).rejects.toEqual(refused("BadRequestException", "Invalid API Stage specified"));
  await expect(
    client.send(
      new sdk.UpdateApiKeyCommand({ apiKey: key.id, patchOperations: [{ op: "replace", path: "/id", value: "x" }] }),
    ),
  ).rejects.toEqual(
    refused(
      "BadRequestException",
      "Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/description, /enabled, /name, /customerId]",
    ),
  );
});

test("TestInvokeMethod runs the method as it is, with its log", async () => {
  const key = await withMock();
  await client.send(
    new sdk.UpdateIntegrationCommand({
      ...key,
      patchOperations: [{ op: "add", path: "/requestTemplates/application~1json", value: '{"statusCode": 200}' }],
    }),
  );
  await client.send(new sdk.PutMethodResponseCommand({ ...key, statusCode: "200" }));
  await client.send(
    new sdk.PutIntegrationResponseCommand({
      ...key,
      statusCode: "200",
      responseTemplates: { "application/json": '{"q":"$input.params(\'q\')"}' },
    }),
  );
  const answer = await client.send(new sdk.TestInvokeMethodCommand({ ...key, pathWithQueryString: "/?q=1" }));
  expect(answer).toMatchObject({ status: 200, body: '{"q":"1"}', headers: { "Content-Type": "application/json" } });
  expect(answer.log).toContain("HTTP Method: GET, Resource Path: /");
  expect(answer.log).toContain("Method completed with status: 200");
});
