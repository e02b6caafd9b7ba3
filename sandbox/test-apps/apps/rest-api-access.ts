/** REST APIs: who may call them, and how often. */
import { deepEqual, equal } from "node:assert/strict";
import * as apigateway from "aws-cdk-lib/aws-apigateway";
import * as iam from "aws-cdk-lib/aws-iam";
import { APIGatewayClient, GetApiKeyCommand } from "@aws-sdk/client-api-gateway";
import type { TestApps } from "../test-app.ts";
import { hello, inline, keysOf, output, userWithKeys } from "./shorthand.ts";

const mock = () =>
  new apigateway.MockIntegration({
    requestTemplates: { "application/json": '{ "statusCode": 200 }' },
    integrationResponses: [{ statusCode: "200" }],
  });
const ok = { methodResponses: [{ statusCode: "200" }] };

/** Says "allow" to the token or header "yes". */
const AUTHORIZER = `exports.handler = async ({ authorizationToken, headers, methodArn }) => ({
  principalId: "someone",
  policyDocument: { Version: "2012-10-17", Statement: [{
    Action: "execute-api:Invoke", Resource: methodArn,
    Effect: (authorizationToken ?? headers["x-token"]) === "yes" ? "Allow" : "Deny",
  }] },
  context: { said: "yes" },
});`;

export const restApiAccessApps: TestApps = {
  "rest-api-keys": {
    build(stack, version) {
      const api = new apigateway.RestApi(stack, "Api");
      api.root.addMethod("GET", mock(), { ...ok, apiKeyRequired: true });
      const key = api.addApiKey("Key", { description: `v${version}` });
      const plan = api.addUsagePlan("Plan", {
        quota: { limit: 3 * version, period: apigateway.Period.MONTH },
        throttle: { rateLimit: 100, burstLimit: 100 },
        apiStages: [{ api, stage: api.deploymentStage }],
      });
      plan.addApiKey(key);
      output(stack, "Url", api.url);
      output(stack, "KeyId", key.keyId);
    },
    async behaves({ output, http, client }, version) {
      const { value } = await client(APIGatewayClient).send(
        new GetApiKeyCommand({ apiKey: output("KeyId"), includeValue: true }),
      );
      equal((await http(output("Url"))).status, 403);
      // The quota of version 2 counts what version 1 used.
      for (let use = 0; use < 3; use++)
        equal((await http(output("Url"), { headers: { "x-api-key": value! } })).status, 200, `use ${use}`);
      equal((await http(output("Url"), { headers: { "x-api-key": value! } })).status, 429, `v${version}`);
    },
  },

  "rest-api-authorizers": {
    build(stack, version) {
      const handler = inline(stack, "Handler", hello(version));
      const api = new apigateway.RestApi(stack, "Api");
      const integration = new apigateway.LambdaIntegration(handler, { allowTestInvoke: false });
      api.root.addResource("token").addMethod("GET", integration, {
        authorizer: new apigateway.TokenAuthorizer(stack, "Token", {
          handler: inline(stack, "TokenFunction", AUTHORIZER),
        }),
      });
      const role = new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("apigateway.amazonaws.com") });
      api.root.addResource("request").addMethod("GET", integration, {
        authorizer: new apigateway.RequestAuthorizer(stack, "Request", {
          handler: inline(stack, "RequestFunction", AUTHORIZER),
          identitySources: [apigateway.IdentitySource.header("x-token")],
          assumeRole: role,
        }),
      });
      output(stack, "Url", api.url);
    },
    async behaves({ output, http }, version) {
      for (const [path, header] of [
        ["token", "Authorization"],
        ["request", "x-token"],
      ] as const) {
        const get = (token: string) => http(output("Url") + path, { headers: { [header]: token } });
        const { status, json, body } = await get("yes");
        deepEqual([status, json], [200, { version }], `${path}: ${body}`);
        equal((await get("no")).status, 403, path);
        equal((await http(output("Url") + path)).status, 401, path);
      }
    },
  },

  "rest-api-for-users": {
    build(stack, version) {
      const api = new apigateway.RestApi(stack, "Api");
      const get = api.root.addMethod("GET", mock(), { ...ok, authorizationType: apigateway.AuthorizationType.IAM });
      const method = api.root.addMethod("POST", mock(), { ...ok, authorizationType: apigateway.AuthorizationType.IAM });
      get.grantExecute(userWithKeys(stack, "Reader"));
      const writer = userWithKeys(stack, "Writer");
      method.grantExecute(writer);
      if (version > 1) get.grantExecute(writer);
      output(stack, "Url", api.url);
    },
    async behaves(world, version) {
      const call = (method: string, user: string) =>
        world.http(world.output("Url"), { method, keys: keysOf(world, user) }).then(({ status }) => status);
      equal(await call("GET", "Reader"), 200);
      equal(await call("POST", "Reader"), 403);
      equal(await call("POST", "Writer"), 200);
      equal(await call("GET", "Writer"), version > 1 ? 200 : 403);
      equal((await world.http(world.output("Url"))).status, 403);
    },
  },

  "rest-api-resource-policy": {
    build(stack, version) {
      const any = [new iam.AnyPrincipal()];
      const api = new apigateway.RestApi(stack, "Api", {
        policy: new iam.PolicyDocument({
          statements: [
            new iam.PolicyStatement({
              principals: any,
              actions: ["execute-api:Invoke"],
              resources: ["execute-api:/*"],
            }),
            new iam.PolicyStatement({
              effect: iam.Effect.DENY,
              principals: any,
              actions: ["execute-api:Invoke"],
              resources: [`execute-api:/*/*/closed-${version}`],
            }),
          ],
        }),
      });
      for (const path of ["open", "closed-1", "closed-2"]) api.root.addResource(path).addMethod("GET", mock(), ok);
      // A policy counts from the next deployment.
      api.latestDeployment!.addToLogicalId({ version });
      output(stack, "Url", api.url);
    },
    async behaves({ output, http }, version) {
      const get = async (path: string) => (await http(output("Url") + path)).status;
      equal(await get("open"), 200);
      equal(await get(`closed-${version}`), 403);
      equal(await get(`closed-${3 - version}`), 200);
    },
  },
};
