/** REST APIs: methods, integrations, mappings, models, stages. */
import { deepEqual, equal, match } from "node:assert/strict";
import { Stack } from "aws-cdk-lib";
import * as apigateway from "aws-cdk-lib/aws-apigateway";
import * as iam from "aws-cdk-lib/aws-iam";
import * as logs from "aws-cdk-lib/aws-logs";
import { APIGatewayClient, GetResourcesCommand, TestInvokeMethodCommand } from "@aws-sdk/client-api-gateway";
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import type { TestApps } from "../test-app.ts";
import { allow, DESTROY, hello, inline, output, table } from "./shorthand.ts";

/** CDK keeps the role with which API Gateway writes logs, so that the other APIs of the account do not lose theirs. */
const LOG_ROLE_STAYS = { "role .*CloudWatchRole": "CDK's retention of the account's log role" };

const mock = (version: number) =>
  new apigateway.MockIntegration({
    requestTemplates: { "application/json": '{ "statusCode": 200 }' },
    integrationResponses: [
      {
        statusCode: "200",
        responseTemplates: {
          "application/json": `{ "version": ${version}, "name": "$input.params('name')", "stage": "$stageVariables.kind" }`,
        },
      },
    ],
  });
const ok = { methodResponses: [{ statusCode: "200" }] };

export const restApiApps: TestApps = {
  "rest-api": {
    build(stack, version) {
      const api = new apigateway.RestApi(stack, "Api", { deployOptions: { stageName: `v${version}` } });
      const fn = inline(stack, "Function", hello(version));
      api.root.addResource("things").addProxy({
        defaultIntegration: new apigateway.LambdaIntegration(fn),
        anyMethod: true,
      });
      api.root.addMethod("GET", new apigateway.LambdaIntegration(fn, { allowTestInvoke: false }));
      output(stack, "Url", api.url);
      output(stack, "Id", api.restApiId);
    },
    async behaves({ output, http, client }, version) {
      match(output("Url"), new RegExp(`/v${version}/$`));
      deepEqual((await http(`${output("Url")}things/1/parts`, { method: "POST" })).json, { version });
      deepEqual((await http(output("Url"))).json, { version });
      const { items } = await client(APIGatewayClient).send(new GetResourcesCommand({ restApiId: output("Id") }));
      const resource = items!.find(({ path }) => path === "/things/{proxy+}")!;
      const test = await client(APIGatewayClient).send(
        new TestInvokeMethodCommand({ restApiId: output("Id"), resourceId: resource.id, httpMethod: "ANY" }),
      );
      equal(test.status, 200, test.log);
    },
  },

  "rest-api-mapping": {
    build(stack, version) {
      const api = new apigateway.RestApi(stack, "Api", {
        deployOptions: { variables: { kind: `stage-${version}` } },
        endpointTypes: [apigateway.EndpointType.REGIONAL],
        defaultCorsPreflightOptions: { allowOrigins: apigateway.Cors.ALL_ORIGINS },
      });
      api.root.addResource("{name}").addMethod("GET", mock(version), ok);
      output(stack, "Url", api.url);
    },
    async behaves({ output, http }, version) {
      const { json } = await http(`${output("Url")}ann`);
      deepEqual(json, { version, name: "ann", stage: `stage-${version}` });
      const preflight = await http(`${output("Url")}ann`, { method: "OPTIONS" });
      equal(preflight.headers["access-control-allow-origin"], "*");
    },
  },

  "rest-api-validation": {
    build(stack, version) {
      const api = new apigateway.RestApi(stack, "Api");
      const model = api.addModel("Order", {
        schema: {
          type: apigateway.JsonSchemaType.OBJECT,
          required: ["amount"],
          properties: { amount: { type: apigateway.JsonSchemaType.INTEGER, maximum: 10 * version } },
        },
      });
      api.root.addMethod("POST", mock(version), {
        ...ok,
        requestModels: { "application/json": model },
        requestParameters: { "method.request.querystring.name": true },
        requestValidatorOptions: { validateRequestBody: true, validateRequestParameters: true },
      });
      api.addGatewayResponse("Bad", {
        type: apigateway.ResponseType.BAD_REQUEST_BODY,
        statusCode: "422",
        templates: { "application/json": `{ "wrong": "$context.error.validationErrorString", "version": ${version} }` },
      });
      output(stack, "Url", api.url);
    },
    async behaves({ output, http }, version) {
      const post = (query: string, amount: number) =>
        http(output("Url") + query, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ amount }),
        });
      equal((await post("?name=a", 10 * version)).status, 200);
      const { status, json } = await post("?name=a", 10 * version + 1);
      deepEqual([status, json.version], [422, version]);
      equal((await post("", 1)).status, 400);
    },
  },

  "rest-api-to-table": {
    build(stack, version) {
      const items = table(stack);
      const credentialsRole = new iam.Role(stack, "Role", {
        assumedBy: new iam.ServicePrincipal("apigateway.amazonaws.com"),
      });
      credentialsRole.addToPolicy(allow(["dynamodb:PutItem"], [items.tableArn]));
      credentialsRole.addToPolicy(allow(["dynamodb:Scan"], [items.tableArn]));
      const call = (action: string, template: string) =>
        new apigateway.AwsIntegration({
          service: "dynamodb",
          action,
          options: {
            credentialsRole,
            requestTemplates: { "application/json": template },
            integrationResponses: [{ statusCode: "200" }, { selectionPattern: "4\\d\\d", statusCode: "500" }],
          },
        });
      const methods = { methodResponses: [{ statusCode: "200" }, { statusCode: "500" }] };
      const api = new apigateway.RestApi(stack, "Api");
      const put = `{ "TableName": "${items.tableName}", "Item": { "pk": { "S": "$input.path('$.id')-${version}" } } }`;
      api.root.addMethod("POST", call("PutItem", put), methods);
      api.root.addMethod("GET", call("Scan", `{ "TableName": "${items.tableName}" }`), methods);
      output(stack, "Url", api.url);
    },
    async behaves({ output, http }, version) {
      const headers = { "content-type": "application/json" };
      const posted = await http(output("Url"), { method: "POST", headers, body: JSON.stringify({ id: "a" }) });
      equal(posted.status, 200, posted.body);
      const { json, body } = await http(output("Url"));
      equal(json.Count, version, body);
    },
  },

  "rest-api-logs": {
    build(stack, version) {
      const group = new logs.LogGroup(stack, "Access", DESTROY);
      const api = new apigateway.RestApi(stack, "Api", {
        cloudWatchRole: true,
        deployOptions: {
          accessLogDestination: new apigateway.LogGroupLogDestination(group),
          accessLogFormat: apigateway.AccessLogFormat.custom(`v${version} $context.requestId $context.status`),
          loggingLevel: apigateway.MethodLoggingLevel.INFO,
          dataTraceEnabled: version > 1,
          throttlingBurstLimit: 10,
          throttlingRateLimit: 10,
        },
      });
      api.root.addMethod("GET", mock(version), ok);
      output(stack, "Url", api.url);
      output(stack, "Id", api.restApiId);
      output(stack, "Group", group.logGroupName);
    },
    async behaves({ output, http, client, eventually }, version) {
      const logs = client(CloudWatchLogsClient);
      equal((await http(output("Url"))).status, 200);
      await eventually(async () => {
        const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName: output("Group") }));
        match(events!.at(-1)!.message!, new RegExp(`^v${version} \\S+ 200`));
      });
      const prefix = `API-Gateway-Execution-Logs_${output("Id")}/prod`;
      await eventually(async () => {
        const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: prefix }));
        equal(logGroups!.length, 1);
      });
    },
    leaves: LOG_ROLE_STAYS,
  },

  "rest-api-openapi": {
    build(stack, version) {
      const fn = inline(stack, "Function", hello(version));
      const uri = `arn:aws:apigateway:${Stack.of(stack).region}:lambda:path/2015-03-31/functions/${fn.functionArn}/invocations`;
      const api = new apigateway.SpecRestApi(stack, "Api", {
        apiDefinition: apigateway.ApiDefinition.fromInline({
          openapi: "3.0.1",
          info: { title: "imported", version: String(version) },
          paths: {
            [`/v${version}`]: {
              get: { "x-amazon-apigateway-integration": { type: "aws_proxy", httpMethod: "POST", uri } },
            },
          },
        }),
      });
      fn.addPermission("Api", {
        principal: new iam.ServicePrincipal("apigateway.amazonaws.com"),
        sourceArn: api.arnForExecuteApi(),
      });
      output(stack, "Url", api.url);
    },
    async behaves({ output, http }, version) {
      deepEqual((await http(`${output("Url")}v${version}`)).json, { version });
    },
  },

  "rest-api-http-backend": {
    build(stack, version) {
      const backend = new apigateway.RestApi(stack, "Backend");
      backend.root.addResource("{name}").addMethod("GET", mock(version), ok);
      const api = new apigateway.RestApi(stack, "Api");
      api.root.addResource("{proxy+}").addMethod(
        "GET",
        new apigateway.HttpIntegration(`${backend.url}{proxy}`, {
          options: { requestParameters: { "integration.request.path.proxy": "method.request.path.proxy" } },
        }),
        { requestParameters: { "method.request.path.proxy": true } },
      );
      output(stack, "Url", api.url);
    },
    async behaves({ output, http }, version) {
      const { json, body } = await http(`${output("Url")}bob`);
      equal(json?.name, "bob", body);
      equal(json.version, version);
    },
  },
};
