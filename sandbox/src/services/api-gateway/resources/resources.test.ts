import { APIGatewayClient, GetApiKeyCommand, GetRestApiCommand, GetStageCommand } from "@aws-sdk/client-api-gateway";
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
  waitUntilStackUpdateComplete,
} from "@aws-sdk/client-cloudformation";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { App, DefaultStackSynthesizer, Stack, CfnOutput, Duration } from "aws-cdk-lib";
import * as apigateway from "aws-cdk-lib/aws-apigateway";
import * as cognito from "aws-cdk-lib/aws-cognito";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as logs from "aws-cdk-lib/aws-logs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../../testing.ts";
import { call, type Call } from "../testing.ts";

let sandbox: TestSandbox;
let cloudformation: CloudFormationClient;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  cloudformation = new CloudFormationClient(sandbox.client());
});
afterAll(() => sandbox.stop());

/** What aws-cdk-lib synthesises for the stack that `build` fills. */
function synthesise(name: string, build: (stack: Stack) => void): string {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, name, {
    synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
  });
  build(stack);
  return JSON.stringify(app.synth().getStackByName(name).template);
}

function inline(stack: Stack, id: string, code: string): lambda.Function {
  return new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: "index.handler",
    code: lambda.Code.fromInline(code),
  });
}

const ECHO = "exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });";

async function deploy(StackName: string, build: (stack: Stack) => void): Promise<Record<string, string>> {
  const exists = await cloudformation.send(new DescribeStacksCommand({ StackName })).then(
    () => true,
    () => false,
  );
  const input = { StackName, TemplateBody: synthesise(StackName, build), Capabilities: ["CAPABILITY_IAM" as const] };
  const waiter = { client: cloudformation, maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.2 };
  await cloudformation.send(exists ? new UpdateStackCommand(input) : new CreateStackCommand(input));
  try {
    await (exists ? waitUntilStackUpdateComplete : waitUntilStackCreateComplete)(waiter, { StackName });
  } catch (error) {
    const { StackEvents } = await cloudformation.send(new DescribeStackEventsCommand({ StackName }));
    const reasons = StackEvents!.filter(({ ResourceStatus }) => ResourceStatus?.includes("FAILED"));
    throw new Error(JSON.stringify(reasons, undefined, 1), { cause: error });
  }
  const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
  return Object.fromEntries(Stacks![0]!.Outputs!.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue!]));
}

async function destroy(StackName: string): Promise<void> {
  await cloudformation.send(new DeleteStackCommand({ StackName }));
  await waitUntilStackDeleteComplete(
    { client: cloudformation, maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.2 },
    { StackName },
  );
}

const get = (url: string, options?: Call) => call(sandbox.port, url, options);

function endpointOf(outputs: Record<string, string>): string {
  return Object.entries(outputs).find(([key]) => key.includes("Endpoint"))![1];
}

test("a LambdaRestApi is created, changed with a new deployment, and deleted", async () => {
  const build = (answer: string, withHealth: boolean) => (stack: Stack) => {
    const handler = inline(stack, "Handler", `exports.handler = async () => ({ statusCode: 200, body: "${answer}" });`);
    const api = new apigateway.LambdaRestApi(stack, "Api", { handler, proxy: !withHealth });
    if (!withHealth) return;
    api.root.addProxy({ anyMethod: true });
    api.root.addResource("health").addMethod(
      "GET",
      new apigateway.MockIntegration({
        requestTemplates: { "application/json": '{"statusCode": 200}' },
        integrationResponses: [{ statusCode: "200", responseTemplates: { "application/json": '{"up":true}' } }],
      }),
      { methodResponses: [{ statusCode: "200" }] },
    );
  };
  const endpoint = endpointOf(await deploy("lambda-rest-api", build("one", false)));
  expect(endpoint).toMatch(/^https:\/\/[a-z0-9]{10}\.execute-api\.us-east-1\.amazonaws\.com\/prod\/$/);
  expect(await get(endpoint)).toMatchObject({ status: 200, body: "one" });
  expect(await get(`${endpoint}a/b?c=d`, { method: "POST", body: "x" })).toMatchObject({ status: 200, body: "one" });

  expect(endpointOf(await deploy("lambda-rest-api", build("two", true)))).toBe(endpoint);
  expect(await get(`${endpoint}a`)).toMatchObject({ status: 200, body: "two" });
  expect(await get(`${endpoint}health`)).toMatchObject({ status: 200, json: { up: true } });

  await destroy("lambda-rest-api");
  expect((await get(endpoint)).status).toBe(404);
});

test("CORS, models, validators, authorizers, gateway responses, usage plans, caching and logs of a RestApi", async () => {
  const outputs = await deploy("full-rest-api", (stack) => {
    const echo = inline(stack, "Echo", ECHO);
    const policy = (effect: string) =>
      `{ principalId: "me", context: { level: 3 }, policyDocument: { Version: "2012-10-17", Statement: [{ Action: "execute-api:Invoke", Effect: ${effect}, Resource: event.methodArn }] } }`;
    const log = new logs.LogGroup(stack, "Log");
    const api = new apigateway.RestApi(stack, "Api", {
      cloudWatchRole: true,
      defaultCorsPreflightOptions: { allowOrigins: apigateway.Cors.ALL_ORIGINS },
      deployOptions: {
        stageName: "dev",
        variables: { colour: "red" },
        loggingLevel: apigateway.MethodLoggingLevel.INFO,
        dataTraceEnabled: true,
        cacheClusterEnabled: true,
        accessLogDestination: new apigateway.LogGroupLogDestination(log),
        accessLogFormat: apigateway.AccessLogFormat.jsonWithStandardFields(),
        methodOptions: { "/mock/GET": { cachingEnabled: true, cacheTtl: Duration.seconds(60) } },
      },
    });
    const items = api.root.addResource("items");
    const model = api.addModel("Model", {
      schema: {
        schema: apigateway.JsonSchemaVersion.DRAFT4,
        type: apigateway.JsonSchemaType.OBJECT,
        properties: { name: { type: apigateway.JsonSchemaType.STRING } },
        required: ["name"],
      },
    });
    items.addMethod("POST", new apigateway.LambdaIntegration(echo), {
      requestModels: { "application/json": model },
      requestValidatorOptions: { validateRequestBody: true },
      apiKeyRequired: true,
    });
    const token = new apigateway.TokenAuthorizer(stack, "Token", {
      handler: inline(
        stack,
        "TokenHandler",
        `exports.handler = async (event) => { if (event.authorizationToken === "none") throw "Unauthorized"; return ${policy('event.authorizationToken === "yes" ? "Allow" : "Deny"')}; };`.replace(
          'throw "Unauthorized"',
          'throw new Error("Unauthorized")',
        ),
      ),
    });
    items.addMethod("GET", new apigateway.LambdaIntegration(echo), { authorizer: token });
    const byRequest = new apigateway.RequestAuthorizer(stack, "Request", {
      handler: inline(
        stack,
        "RequestHandler",
        `exports.handler = async (event) => (${policy('event.queryStringParameters.k === "1" ? "Allow" : "Deny"')});`,
      ),
      identitySources: [apigateway.IdentitySource.queryString("k")],
      resultsCacheTtl: Duration.seconds(30),
    });
    items.addResource("{id}").addMethod(
      "ANY",
      new apigateway.LambdaIntegration(
        inline(
          stack,
          "Plain",
          "exports.handler = async ({ id }) => { if (id === 'bad') throw new Error('bad id'); return { id }; };",
        ),
        {
          proxy: false,
          requestTemplates: { "application/json": '{"id": "$input.params(\'id\')"}' },
          integrationResponses: [
            {
              statusCode: "200",
              responseTemplates: {
                "application/json":
                  '{"got":"$input.path(\'$.id\')","stage":"$context.stage","colour":"$stageVariables.colour"}',
              },
            },
            {
              statusCode: "400",
              selectionPattern: "bad.*",
              responseTemplates: { "application/json": "{\"error\":$input.json('$.errorMessage')}" },
            },
          ],
        },
      ),
      { authorizer: byRequest, methodResponses: [{ statusCode: "200" }, { statusCode: "400" }] },
    );
    api.root.addResource("mock").addMethod(
      "GET",
      new apigateway.MockIntegration({
        requestTemplates: { "application/json": '{"statusCode": 200}' },
        integrationResponses: [
          { statusCode: "200", responseTemplates: { "application/json": '"$context.requestId"' } },
        ],
      }),
      { methodResponses: [{ statusCode: "200" }] },
    );
    api.addGatewayResponse("Denied", {
      type: apigateway.ResponseType.ACCESS_DENIED,
      statusCode: "499",
      responseHeaders: { "x-why": "'denied'" },
      templates: { "application/json": '{"m":$context.error.messageString}' },
    });
    const table = new dynamodb.Table(stack, "Table", {
      partitionKey: { name: "id", type: dynamodb.AttributeType.STRING },
    });
    const role = new iam.Role(stack, "TableRole", { assumedBy: new iam.ServicePrincipal("apigateway.amazonaws.com") });
    table.grantReadWriteData(role);
    const row = api.root.addResource("rows").addResource("{id}");
    const rowIntegration = (action: string, template: object, response: string) =>
      new apigateway.AwsIntegration({
        service: "dynamodb",
        action,
        options: {
          credentialsRole: role,
          requestTemplates: { "application/json": JSON.stringify({ TableName: table.tableName, ...template }) },
          integrationResponses: [{ statusCode: "200", responseTemplates: { "application/json": response } }],
        },
      });
    const id = { id: { S: "$input.params('id')" } };
    row.addMethod("PUT", rowIntegration("PutItem", { Item: { ...id, text: { S: "$input.path('$.text')" } } }, "{}"), {
      methodResponses: [{ statusCode: "200" }],
    });
    row.addMethod("GET", rowIntegration("GetItem", { Key: id }, '{"text":"$input.path(\'$.Item.text.S\')"}'), {
      methodResponses: [{ statusCode: "200" }],
    });
    api.root.addResource("iam").addMethod("GET", new apigateway.LambdaIntegration(echo), {
      authorizationType: apigateway.AuthorizationType.IAM,
    });
    const key = api.addApiKey("Key");
    const plan = api.addUsagePlan("Plan", {
      quota: { limit: 2, period: apigateway.Period.DAY },
      throttle: { rateLimit: 10, burstLimit: 5 },
    });
    plan.addApiKey(key);
    plan.addApiStage({ stage: api.deploymentStage });
    new CfnOutput(stack, "KeyId", { value: key.keyId });
    new CfnOutput(stack, "ApiId", { value: api.restApiId });
    new CfnOutput(stack, "LogGroup", { value: log.logGroupName });
  });
  const endpoint = endpointOf(outputs);

  expect(await get(`${endpoint}items`, { method: "OPTIONS", headers: { Origin: "https://a.example" } })).toMatchObject({
    status: 204,
    headers: { "access-control-allow-origin": "*" },
    body: "",
  });

  const client = new APIGatewayClient(sandbox.client());
  const { value } = await client.send(new GetApiKeyCommand({ apiKey: outputs["KeyId"]!, includeValue: true }));
  const post = (body: string, headers: Record<string, string> = { "x-api-key": value! }) =>
    get(`${endpoint}items`, { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body });
  expect(await post("{}", {})).toMatchObject({ status: 403, json: { message: "Forbidden" } });
  expect(await post("{}")).toMatchObject({ status: 400, json: { message: "Invalid request body" } });
  expect(await post('{"name":"n"}')).toMatchObject({ status: 200, json: { body: '{"name":"n"}', resource: "/items" } });
  expect(await post('{"name":"n"}')).toMatchObject({ status: 429, json: { message: "Limit Exceeded" } });

  const withToken = (token?: string) => get(`${endpoint}items`, token ? { headers: { Authorization: token } } : {});
  expect(await withToken()).toMatchObject({ status: 401, json: { message: "Unauthorized" } });
  expect(await withToken("none")).toMatchObject({ status: 401, json: { message: "Unauthorized" } });
  expect(await withToken("no")).toMatchObject({
    status: 499,
    headers: { "x-why": "denied" },
    json: { m: "User is not authorized to access this resource with an explicit deny in an identity-based policy" },
  });
  expect((await withToken("yes")).json.requestContext.authorizer).toEqual({
    level: "3",
    principalId: "me",
    integrationLatency: expect.any(Number),
  });

  expect(await get(`${endpoint}items/7?k=1`)).toMatchObject({
    status: 200,
    json: { got: "7", stage: "dev", colour: "red" },
  });
  expect(await get(`${endpoint}items/bad?k=1`)).toMatchObject({ status: 499 });
  expect(await get(`${endpoint}items/7?k=2`)).toMatchObject({ status: 499 });
  expect(await get(`${endpoint}items/7`)).toMatchObject({ status: 401 });

  const first = await get(`${endpoint}mock`);
  expect(first.status).toBe(200);
  expect((await get(`${endpoint}mock`)).json).toBe(first.json);

  const put = await get(`${endpoint}rows/r1`, { method: "PUT", body: '{"text":"hi"}' });
  expect(put).toMatchObject({ status: 200, json: {} });
  expect(await get(`${endpoint}rows/r1`)).toMatchObject({ status: 200, json: { text: "hi" } });

  expect(await get(`${endpoint}iam`)).toMatchObject({ status: 403, json: { message: "Missing Authentication Token" } });
  expect(await get(`${endpoint}nothing`)).toMatchObject({
    status: 403,
    headers: { "x-amzn-errortype": "MissingAuthenticationTokenException" },
    json: { message: "Missing Authentication Token" },
  });

  const cloudwatch = new CloudWatchLogsClient(sandbox.client());
  await eventually(async () => {
    const access = await cloudwatch.send(new FilterLogEventsCommand({ logGroupName: outputs["LogGroup"]! }));
    expect(access.events!.map(({ message }) => JSON.parse(message!) as object)).toContainEqual(
      expect.objectContaining({ httpMethod: "GET", resourcePath: "/mock", status: "200" }),
    );
    const logGroupName = `API-Gateway-Execution-Logs_${outputs["ApiId"]}/dev`;
    const execution = await cloudwatch.send(
      new FilterLogEventsCommand({ logGroupName, filterPattern: '"Successfully completed execution"' }),
    );
    expect(execution.events!.length).toBeGreaterThan(3);
  });

  const stage = await client.send(new GetStageCommand({ restApiId: outputs["ApiId"]!, stageName: "dev" }));
  expect(stage.methodSettings).toMatchObject({
    "*/*": { loggingLevel: "INFO" },
    "mock/GET": { cacheTtlInSeconds: 60 },
  });

  await destroy("full-rest-api");
});

test("a SpecRestApi is imported, imported anew with another stage setting, and deleted", async () => {
  const client = new APIGatewayClient(sandbox.client());
  const build = (path: string) => (stack: Stack) => {
    const echo = inline(stack, "Echo", ECHO);
    const uri = `arn:aws:apigateway:${stack.region}:lambda:path/2015-03-31/functions/${echo.functionArn}/invocations`;
    const integration = { type: "aws_proxy", httpMethod: "POST", uri };
    const api = new apigateway.SpecRestApi(stack, "Api", {
      apiDefinition: apigateway.ApiDefinition.fromInline({
        openapi: "3.0.1",
        info: { title: "Spec", version: path },
        paths: { [path]: { get: { responses: {}, "x-amazon-apigateway-integration": integration } } },
      }),
      binaryMediaTypes: ["image/png"],
      deployOptions: { tracingEnabled: true, metricsEnabled: true },
    });
    echo.addPermission("Invoke", {
      principal: new iam.ServicePrincipal("apigateway.amazonaws.com"),
      sourceArn: api.arnForExecuteApi(),
    });
    new CfnOutput(stack, "Url", { value: api.url });
    new CfnOutput(stack, "ApiId", { value: api.restApiId });
  };

  const { Url, ApiId } = await deploy("spec-rest-api", build("/one"));
  const { json } = await get(`${Url}one`);
  expect([json.resource, json.headers["X-Amzn-Trace-Id"]]).toEqual(["/one", expect.stringContaining("Sampled=1")]);
  const restApi = await client.send(new GetRestApiCommand({ restApiId: ApiId! }));
  expect(restApi).toMatchObject({ name: "Api", version: "/one", binaryMediaTypes: ["image/png"] });

  await deploy("spec-rest-api", build("/two"));
  expect((await get(`${Url}two`)).json.resource).toBe("/two");
  expect((await get(`${Url}one`)).status).toBe(403);

  await destroy("spec-rest-api");
});

test("a method is guarded by an authorizer of a user pool", async () => {
  const outputs = await deploy("pool-rest-api", (stack) => {
    const pool = cognito.UserPool.fromUserPoolId(stack, "Pool", "us-east-1_abc");
    const authorizer = new apigateway.CognitoUserPoolsAuthorizer(stack, "Authorizer", { cognitoUserPools: [pool] });
    const api = new apigateway.RestApi(stack, "Api", { cloudWatchRole: false });
    api.root.addMethod("GET", new apigateway.LambdaIntegration(inline(stack, "Echo", ECHO)), {
      authorizer,
      authorizationScopes: ["notes/read"],
    });
    new CfnOutput(stack, "Url", { value: api.url });
  });

  expect(await get(outputs["Url"]!, { headers: { Authorization: "none" } })).toMatchObject({
    status: 401,
    json: { message: "Unauthorized" },
  });

  await destroy("pool-rest-api");
});
