import { createZip } from "../../services/lambda/zip.ts";
import { ROLE, FUNCTION, type World } from "./step.ts";

const ZIP = createZip({ "index.js": "exports.handler = async (event) => event;" });

export const apis: World = {
  lambda: [
    [
      "CreateFunction",
      {
        FunctionName: "hostile-function",
        Role: ROLE,
        Runtime: "nodejs24.x",
        Handler: "index.handler",
        Code: { ZipFile: ZIP },
        Timeout: 3,
        MemorySize: 128,
        Environment: { Variables: { NAME: "value" } },
      },
    ],
    ["PublishVersion", { FunctionName: "hostile-function" }],
    ["CreateAlias", { FunctionName: "hostile-function", Name: "live", FunctionVersion: "1" }],
    ["PublishLayerVersion", { LayerName: "hostile-layer", Content: { ZipFile: ZIP } }],
    [
      "AddPermission",
      {
        FunctionName: "hostile-function",
        StatementId: "statement",
        Action: "lambda:InvokeFunction",
        Principal: "apigateway.amazonaws.com",
      },
    ],
    ["CreateFunctionUrlConfig", { FunctionName: "hostile-function", AuthType: "NONE" }],
    ["Invoke", { FunctionName: "hostile-function", Payload: '{"a":1}', InvocationType: "RequestResponse" }],
    ["GetFunctionConfiguration", { FunctionName: "hostile-function", Qualifier: "live" }],
  ],
  "api-gateway": [
    ["CreateRestApi", { name: "hostile-api", binaryMediaTypes: ["image/png"] }],
    [
      "CreateResource",
      (known) => ({ restApiId: known.one("restApiId"), parentId: known.one("rootResourceId"), pathPart: "notes" }),
    ],
    [
      "PutMethod",
      (known) => ({
        restApiId: known.one("restApiId"),
        resourceId: known.one("resourceId"),
        httpMethod: "GET",
        authorizationType: "NONE",
        requestParameters: { "method.request.querystring.q": true },
      }),
    ],
    [
      "PutIntegration",
      (known) => ({
        restApiId: known.one("restApiId"),
        resourceId: known.one("resourceId"),
        httpMethod: "GET",
        type: "MOCK",
        requestTemplates: { "application/json": '#set($a = $input.params("q"))\n{"statusCode": 200}' },
      }),
    ],
    [
      "PutMethodResponse",
      (known) => ({
        restApiId: known.one("restApiId"),
        resourceId: known.one("resourceId"),
        httpMethod: "GET",
        statusCode: "200",
      }),
    ],
    [
      "PutIntegrationResponse",
      (known) => ({
        restApiId: known.one("restApiId"),
        resourceId: known.one("resourceId"),
        httpMethod: "GET",
        statusCode: "200",
        responseTemplates: { "application/json": "#foreach($k in $input.params().keySet())$k#end" },
      }),
    ],
    [
      "TestInvokeMethod",
      (known) => ({ restApiId: known.one("restApiId"), resourceId: known.one("resourceId"), httpMethod: "GET" }),
    ],
    [
      "CreateModel",
      (known) => ({
        restApiId: known.one("restApiId"),
        name: "model",
        contentType: "application/json",
        schema: '{"type":"object","properties":{"a":{"type":"string"}}}',
      }),
    ],
    [
      "CreateRequestValidator",
      (known) => ({ restApiId: known.one("restApiId"), name: "validator", validateRequestBody: true }),
    ],
    [
      "CreateAuthorizer",
      (known) => ({
        restApiId: known.one("restApiId"),
        name: "authorizer",
        type: "TOKEN",
        authorizerUri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
        identitySource: "method.request.header.Authorization",
      }),
    ],
    ["CreateDeployment", (known) => ({ restApiId: known.one("restApiId"), stageName: "prod" })],
    [
      "UpdateStage",
      (known) => ({
        restApiId: known.one("restApiId"),
        stageName: "prod",
        patchOperations: [{ op: "replace", path: "/variables/a", value: "b" }],
      }),
    ],
    ["CreateApiKey", { name: "hostile-key", enabled: true }],
    ["CreateUsagePlan", { name: "hostile-plan", throttle: { rateLimit: 10, burstLimit: 5 } }],
    [
      "CreateUsagePlanKey",
      (known) => ({ usagePlanId: known.one("usagePlanId"), keyId: known.one("apiKeyId"), keyType: "API_KEY" }),
    ],
  ],
  apigatewayv2: [
    ["CreateApi", { Name: "hostile-api", ProtocolType: "HTTP" }],
    [
      "CreateIntegration",
      (known) => ({
        ApiId: known.one("ApiId"),
        IntegrationType: "AWS_PROXY",
        IntegrationUri: FUNCTION,
        PayloadFormatVersion: "2.0",
      }),
    ],
    [
      "CreateRoute",
      (known) => ({
        ApiId: known.one("ApiId"),
        RouteKey: "GET /notes/{id}",
        Target: `integrations/${String(known.one("IntegrationId"))}`,
      }),
    ],
    [
      "CreateAuthorizer",
      (known) => ({
        ApiId: known.one("ApiId"),
        Name: "authorizer",
        AuthorizerType: "JWT",
        IdentitySource: ["$request.header.Authorization"],
        JwtConfiguration: { Audience: ["a"], Issuer: "https://issuer.example.com" },
      }),
    ],
    ["CreateDeployment", (known) => ({ ApiId: known.one("ApiId") })],
    ["CreateStage", (known) => ({ ApiId: known.one("ApiId"), StageName: "$default", AutoDeploy: true })],
  ],
};
