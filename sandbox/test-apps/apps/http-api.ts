import { createSign, generateKeyPairSync } from "node:crypto";
import { deepEqual, equal, match } from "node:assert/strict";
import { CfnResource } from "aws-cdk-lib";
import * as apigatewayv2 from "aws-cdk-lib/aws-apigatewayv2";
import {
  HttpIamAuthorizer,
  HttpJwtAuthorizer,
  HttpLambdaAuthorizer,
  HttpLambdaResponseType,
} from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration, HttpUrlIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import * as logs from "aws-cdk-lib/aws-logs";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { TestApps } from "../test-app.ts";
import { DESTROY, echo, hello, inline, keysOf, output, userWithKeys } from "./shorthand.ts";

const issuerKeys = generateKeyPairSync("rsa", { modulusLength: 2048 });

function token(issuer: string, scope: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(Date.now() / 1000) + 600;
  const text = `${part({ alg: "RS256", kid: "k" })}.${part({ iss: issuer, aud: "app", scope, exp })}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(issuerKeys.privateKey, "base64url")}`;
}

export const httpApiApps: TestApps = {
  "http-api": {
    build(stack, version) {
      const integration = new HttpLambdaIntegration("Integration", inline(stack, "Function", hello(version)));
      const api = new apigatewayv2.HttpApi(stack, "Api", { corsPreflight: { allowOrigins: ["*"] } });
      api.addRoutes({ path: `/v${version}/{id}`, integration });
      output(stack, "Url", api.apiEndpoint);
    },
    async behaves({ output, http }, version) {
      const { json, headers } = await http(`${output("Url")}/v${version}/1`, { headers: { Origin: "https://a.com" } });
      deepEqual(json, { version });
      equal(headers["access-control-allow-origin"], "*");
      equal((await http(`${output("Url")}/v${3 - version}/1`)).status, 404);
    },
  },

  "http-api-stages": {
    build(stack, version) {
      const api = new apigatewayv2.HttpApi(stack, "Api", { createDefaultStage: false });
      const fn = inline(stack, "Function", `exports.handler = async ({ stageVariables }) => stageVariables;`);
      api.addRoutes({ path: "/", integration: new HttpLambdaIntegration("Integration", fn) });
      const deployment = new CfnResource(stack, `Deployment${version}`, {
        type: "AWS::ApiGatewayV2::Deployment",
        properties: { ApiId: api.apiId },
      });
      deployment.node.addDependency(api);
      const group = new logs.LogGroup(stack, "Access", DESTROY);
      new apigatewayv2.CfnStage(stack, "Stage", {
        apiId: api.apiId,
        stageName: "test",
        deploymentId: deployment.ref,
        stageVariables: { version: String(version) },
        accessLogSettings: { destinationArn: group.logGroupArn, format: `v${version} $context.routeKey` },
        defaultRouteSettings: { throttlingBurstLimit: 50, throttlingRateLimit: 50 },
      });
      output(stack, "Url", `${api.apiEndpoint}/test/`);
      output(stack, "Group", group.logGroupName);
    },
    async behaves({ output, http, client, eventually }, version) {
      deepEqual((await http(output("Url"))).json, { version: String(version) });
      await eventually(async () => {
        const filter = new FilterLogEventsCommand({ logGroupName: output("Group") });
        match((await client(CloudWatchLogsClient).send(filter)).events!.at(-1)!.message!, new RegExp(`^v${version} `));
      });
    },
  },

  "http-api-jwt": {
    build(stack, version) {
      const jwk = { ...issuerKeys.publicKey.export({ format: "jwk" }), kid: "k", alg: "RS256", use: "sig" };
      const issuer = new apigatewayv2.HttpApi(stack, "Issuer");
      const keys = inline(
        stack,
        "Keys",
        `exports.handler = async ({ rawPath, requestContext }) => rawPath.endsWith("/jwks")
           ? ${JSON.stringify({ keys: [jwk] })}
           : { issuer: "https://" + requestContext.domainName, jwks_uri: "https://" + requestContext.domainName + "/jwks" };`,
      );
      const integration = new HttpLambdaIntegration("Keys", keys);
      issuer.addRoutes({ path: "/jwks", integration });
      issuer.addRoutes({ path: "/.well-known/openid-configuration", integration });

      const api = new apigatewayv2.HttpApi(stack, "Api", {
        defaultAuthorizer: new HttpJwtAuthorizer("Jwt", issuer.apiEndpoint, { jwtAudience: ["app"] }),
        defaultAuthorizationScopes: [`scope-${version}`],
      });
      const handler = inline(stack, "Function", hello(version));
      api.addRoutes({ path: "/", integration: new HttpLambdaIntegration("Integration", handler) });
      output(stack, "Url", `${api.apiEndpoint}/`);
      output(stack, "Issuer", issuer.apiEndpoint);
    },
    async behaves({ output, http, eventually }, version) {
      const get = (scope: string) =>
        http(output("Url"), { headers: { Authorization: `Bearer ${token(output("Issuer"), scope)}` } });
      // API Gateway gives an issuer 1.5 s, and this one begins with a cold start.
      await eventually(async () => {
        const { status, json, headers } = await get(`scope-${version}`);
        deepEqual([status, json], [200, { version }], String(headers["www-authenticate"]));
      });
      equal((await get(`scope-${3 - version}`)).status, 403);
      equal((await http(output("Url"))).status, 401);
    },
  },

  "http-api-lambda-authorizer": {
    build(stack, version) {
      const authorizer = new HttpLambdaAuthorizer(
        "Authorizer",
        inline(
          stack,
          "AuthorizerFunction",
          `exports.handler = async ({ headers }) => ({ isAuthorized: headers["x-token"] === "v${version}", context: { a: "b" } });`,
        ),
        { responseTypes: [HttpLambdaResponseType.SIMPLE], identitySource: ["$request.header.x-token"] },
      );
      const api = new apigatewayv2.HttpApi(stack, "Api", { defaultAuthorizer: authorizer });
      const fn = inline(
        stack,
        "Function",
        `exports.handler = async ({ requestContext }) => requestContext.authorizer.lambda;`,
      );
      api.addRoutes({ path: "/", integration: new HttpLambdaIntegration("Integration", fn) });
      output(stack, "Url", `${api.apiEndpoint}/`);
    },
    async behaves({ output, http }, version) {
      const get = (value: string) => http(output("Url"), { headers: { "x-token": value } });
      const { status, json, body } = await get(`v${version}`);
      deepEqual([status, json], [200, { a: "b" }], body);
      equal((await get("other")).status, 403);
      equal((await http(output("Url"))).status, 401);
    },
  },

  "http-api-for-users": {
    build(stack, version) {
      const api = new apigatewayv2.HttpApi(stack, "Api", { defaultAuthorizer: new HttpIamAuthorizer() });
      const fn = inline(stack, "Function", hello(version));
      const [route] = api.addRoutes({
        path: `/v${version}`,
        methods: [apigatewayv2.HttpMethod.GET],
        integration: new HttpLambdaIntegration("Integration", fn),
      });
      route!.grantInvoke(userWithKeys(stack));
      userWithKeys(stack, "Stranger");
      output(stack, "Url", `${api.apiEndpoint}/v${version}`);
    },
    async behaves(world, version) {
      const { output, http } = world;
      const { status, json, body } = await http(output("Url"), { keys: keysOf(world) });
      deepEqual([status, json], [200, { version }], body);
      equal((await http(output("Url"), { keys: keysOf(world, "Stranger") })).status, 403);
      equal((await http(output("Url"))).status, 403);
    },
  },

  "http-api-mapping": {
    build(stack, version) {
      const backend = new apigatewayv2.HttpApi(stack, "Backend");
      const fn = inline(stack, "Function", echo(version));
      backend.addRoutes({ path: "/{proxy+}", integration: new HttpLambdaIntegration("Echo", fn) });
      const api = new apigatewayv2.HttpApi(stack, "Api");
      api.addRoutes({
        path: "/things/{id}",
        methods: [apigatewayv2.HttpMethod.GET],
        integration: new HttpUrlIntegration("Integration", `${backend.apiEndpoint}/items`, {
          parameterMapping: new apigatewayv2.ParameterMapping()
            .overwritePath(apigatewayv2.MappingValue.custom("/items/${request.path.id}"))
            .appendHeader("x-version", apigatewayv2.MappingValue.custom(String(version))),
        }),
      });
      output(stack, "Url", `${api.apiEndpoint}/things/7`);
    },
    async behaves({ output, http }, version) {
      const { json, body } = await http(output("Url"));
      equal(json?.event?.rawPath, "/items/7", body);
      equal(json.event.headers["x-version"], String(version));
    },
  },
};
