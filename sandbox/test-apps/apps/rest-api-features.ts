/** REST APIs: what integrations and stages can do beyond the ordinary. */
import { deepEqual, equal, match, notEqual } from "node:assert/strict";
import { Duration } from "aws-cdk-lib";
import * as apigateway from "aws-cdk-lib/aws-apigateway";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import type { TestApps } from "../test-app.ts";
import { echo, inline, output } from "./shorthand.ts";

const proxy = (fn: lambda.IFunction, more: apigateway.LambdaIntegrationOptions = {}) =>
  new apigateway.LambdaIntegration(fn, { allowTestInvoke: false, ...more });

export const restApiFeatureApps: TestApps = {
  "rest-api-cache": {
    build(stack, version) {
      const fn = inline(
        stack,
        "Function",
        `exports.handler = async () => ({ statusCode: 200, body: String(Math.random()) });`,
      );
      const api = new apigateway.RestApi(stack, "Api", {
        deployOptions: { cachingEnabled: true, cacheTtl: Duration.minutes(version), cacheClusterSize: "0.5" },
      });
      api.root.addMethod("GET", proxy(fn, { cacheKeyParameters: ["method.request.querystring.key"] }), {
        requestParameters: { "method.request.querystring.key": false },
      });
      output(stack, "Url", api.url);
    },
    async behaves({ output, http, pass }, version) {
      const get = async (key: string) => (await http(`${output("Url")}?key=${key}`)).body;
      const first = await get(`a${version}`);
      match(first, /^0\.\d+/);
      equal(await get(`a${version}`), first);
      notEqual(await get("b"), first);
      await pass(version * 61_000);
      notEqual(await get(`a${version}`), first);
    },
  },

  "rest-api-binary": {
    build(stack, version) {
      const fn = inline(
        stack,
        "Function",
        `exports.handler = async ({ body, isBase64Encoded }) => ({ statusCode: 200, isBase64Encoded: true,
           headers: { "Content-Type": "application/octet-stream" },
           body: Buffer.from(Buffer.from(body, isBase64Encoded ? "base64" : "utf8").toString() + " v${version} " + isBase64Encoded).toString("base64") });`,
      );
      const api = new apigateway.RestApi(stack, "Api", {
        binaryMediaTypes: version > 1 ? ["*/*"] : ["application/octet-stream"],
      });
      api.root.addMethod("POST", proxy(fn));
      // What binary media types an API has counts from the next deployment.
      api.latestDeployment!.addToLogicalId({ version });
      output(stack, "Url", api.url);
    },
    async behaves({ output, http }, version) {
      const headers = { "content-type": "application/octet-stream", accept: "application/octet-stream" };
      equal((await http(output("Url"), { method: "POST", headers, body: "x" })).body, `x v${version} true`);
    },
  },

  "rest-api-stages": {
    build(stack, version) {
      const fn = inline(stack, "Function", echo(version));
      const alias = new lambda.Alias(stack, "Alias", { aliasName: "live", version: fn.currentVersion });
      const api = new apigateway.RestApi(stack, "Api", { deploy: false });
      const uri = `arn:aws:apigateway:${stack.region}:lambda:path/2015-03-31/functions/${fn.functionArn}:\${stageVariables.alias}/invocations`;
      api.root.addMethod(
        "GET",
        new apigateway.Integration({
          type: apigateway.IntegrationType.AWS,
          integrationHttpMethod: "POST",
          uri,
          options: {
            requestTemplates: {
              "application/json": '{ "name": "$input.params(\'name\')", "stage": "$context.stage" }',
            },
            integrationResponses: [
              { statusCode: "200", responseTemplates: { "application/json": '$input.json("$.event")' } },
            ],
          },
        }),
        { methodResponses: [{ statusCode: "200" }] },
      );
      alias.addPermission("Api", {
        principal: new iam.ServicePrincipal("apigateway.amazonaws.com"),
        sourceArn: api.arnForExecuteApi("GET", "/", "*"),
      });
      const deployment = new apigateway.Deployment(stack, "Deployment", { api });
      for (const stageName of version > 1 ? ["dev", "prod"] : ["dev"])
        new apigateway.Stage(stack, stageName, { deployment, stageName, variables: { alias: alias.aliasName } });
      output(stack, "Url", `https://${api.restApiId}.execute-api.${stack.region}.amazonaws.com`);
    },
    async behaves({ output, http }, version) {
      const { json, body } = await http(`${output("Url")}/dev?name=ann`);
      deepEqual(json, { name: "ann", stage: "dev" }, body);
      equal((await http(`${output("Url")}/prod?name=ann`)).status, version > 1 ? 200 : 403);
    },
  },

  "rest-api-errors": {
    build(stack, version) {
      const fn = inline(
        stack,
        "Function",
        `exports.handler = async ({ wrong }) => { if (wrong) throw new Error("NotFound: nothing"); return ${version}; };`,
      );
      const api = new apigateway.RestApi(stack, "Api");
      const template = { "application/json": '{ "said": "$input.path(\'$.errorMessage\')", "v": ' + version + " }" };
      api.root.addResource("{wrong}").addMethod(
        "GET",
        proxy(fn, {
          proxy: false,
          requestTemplates: { "application/json": '{ "wrong": $input.params("wrong") }' },
          integrationResponses: [
            { statusCode: "200" },
            { statusCode: "404", selectionPattern: "NotFound:.*", responseTemplates: template },
          ],
        }),
        { methodResponses: [{ statusCode: "200" }, { statusCode: "404" }] },
      );
      api.addGatewayResponse("Missing", {
        type: apigateway.ResponseType.MISSING_AUTHENTICATION_TOKEN,
        statusCode: "410",
        responseHeaders: { "x-version": `'${version}'` },
      });
      output(stack, "Url", api.url);
    },
    async behaves({ output, http }, version) {
      equal((await http(`${output("Url")}false`)).body, String(version));
      const { status, json } = await http(`${output("Url")}true`);
      deepEqual([status, json], [404, { said: "NotFound: nothing", v: version }]);
      const missing = await http(`${output("Url")}a/b`);
      deepEqual([missing.status, missing.headers["x-version"]], [410, String(version)]);
    },
  },

  "rest-api-stream": {
    build(stack, version) {
      const fn = inline(
        stack,
        "Function",
        `exports.handler = awslambda.streamifyResponse(async (_, stream) => {
           const out = awslambda.HttpResponseStream.from(stream, { statusCode: 200, headers: { "x-version": "${version}" } });
           out.write("first, ");
           out.end("last");
         });`,
      );
      const api = new apigateway.RestApi(stack, "Api");
      api.root.addMethod("GET", proxy(fn, { responseTransferMode: apigateway.ResponseTransferMode.STREAM }));
      output(stack, "Url", api.url);
    },
    async behaves({ output, http }, version) {
      const { body, headers } = await http(output("Url"));
      deepEqual([body, headers["x-version"]], ["first, last", String(version)]);
    },
  },

  "rest-api-throttled": {
    build(stack, version) {
      const api = new apigateway.RestApi(stack, "Api", {
        deployOptions: {
          methodOptions: { "/a/GET": { throttlingBurstLimit: version, throttlingRateLimit: 0.001 } },
        },
      });
      api.root.addResource("a").addMethod(
        "GET",
        new apigateway.MockIntegration({
          requestTemplates: { "application/json": '{ "statusCode": 200 }' },
          integrationResponses: [{ statusCode: "200" }],
        }),
        { methodResponses: [{ statusCode: "200" }] },
      );
      output(stack, "Url", api.url);
    },
    async behaves({ output, http, pass }, version) {
      await pass(3_600_000);
      const statuses: number[] = [];
      for (let use = 0; use <= 3; use++) statuses.push((await http(`${output("Url")}a`)).status);
      equal(statuses.at(-1), 429, `v${version}: ${statuses.join(" ")}`);
    },
  },
};
