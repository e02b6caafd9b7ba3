import { createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  CreateAuthorizerCommand,
  CreateDeploymentCommand,
  CreateRouteCommand,
  CreateStageCommand,
  DeleteAuthorizerCommand,
  GetAuthorizersCommand,
  ResetAuthorizersCacheCommand,
  UpdateAuthorizerCommand,
  UpdateRouteCommand,
  GetRoutesCommand,
  type CreateAuthorizerCommandInput,
} from "@aws-sdk/client-apigatewayv2";
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient } from "@aws-sdk/client-iam";
import { AddPermissionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signatureOf } from "../../gateway/sigv4.ts";
import { startHttpApis, type HttpApis } from "./testing.ts";

let apis: HttpApis;
let issuer: Server;
let issuerUrl: string;
let asked: string[] = [];
const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });

beforeAll(async () => {
  apis = await startHttpApis();
  issuer = createServer((request, response) => {
    asked.push(request.url!);
    const isDiscovery = request.url === "/.well-known/openid-configuration";
    const jwks = { keys: [{ ...keys.publicKey.export({ format: "jwk" }), kid: "k1", alg: "RS256", use: "sig" }] };
    response.end(JSON.stringify(isDiscovery ? { issuer: issuerUrl, jwks_uri: `${issuerUrl}/jwks` } : jwks));
  });
  await new Promise<void>((resolve) => issuer.listen(0, "127.0.0.1", resolve));
  issuerUrl = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
});
afterAll(async () => {
  issuer.close();
  await apis.sandbox.stop();
});

const segment = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const now = () => Math.floor(Date.now() / 1000);

function token(claims: object = {}, { header = {}, key = keys.privateKey }: { header?: object; key?: KeyObject } = {}) {
  const text = `${segment({ alg: "RS256", kid: "k1", ...header })}.${segment({
    iss: issuerUrl,
    aud: "app",
    // The clock of the sandbox may have jumped ahead by then.
    exp: now() + 3600,
    ...claims,
  })}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(key, "base64url")}`;
}

async function createAuthorizedApi(authorizer: Partial<CreateAuthorizerCommandInput>, version: "1.0" | "2.0" = "2.0") {
  const { ApiId, IntegrationId } = await apis.createApi({ routes: [], version });
  const { AuthorizerId } = await apis.gateway.send(
    new CreateAuthorizerCommand({
      ApiId,
      Name: "authorizer",
      AuthorizerType: "JWT",
      IdentitySource: ["$request.header.Authorization"],
      ...authorizer,
    }),
  );
  const addRoute = (RouteKey: string, AuthorizationScopes?: string[]) =>
    apis.gateway.send(
      new CreateRouteCommand({
        ApiId,
        RouteKey,
        AuthorizationType: authorizer.AuthorizerType === "REQUEST" ? "CUSTOM" : "JWT",
        AuthorizerId,
        AuthorizationScopes,
        Target: `integrations/${IntegrationId}`,
      }),
    );
  await addRoute("GET /a");
  return { ApiId, AuthorizerId: AuthorizerId!, addRoute };
}

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html and
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html, read 2026-11-21
describe("JWT authorizers", () => {
  const JwtConfiguration = () => ({ Issuer: issuerUrl, Audience: ["app", "other"] });
  const get = (ApiId: string, text?: string, path = "/a") =>
    apis.call(ApiId, path, { headers: text === undefined ? {} : { authorization: text } });

  test("a valid token passes its claims to the function, as texts", async () => {
    const { ApiId } = await createAuthorizedApi({ JwtConfiguration: JwtConfiguration() });

    const bare = token({ sub: "u1", "cognito:groups": ["a", "b"], email_verified: true });
    const { status, json } = await get(ApiId, `Bearer ${bare}`);

    expect(status).toBe(200);
    expect(json.requestContext.authorizer).toEqual({
      jwt: {
        claims: {
          iss: issuerUrl,
          aud: "app",
          exp: expect.stringMatching(/^\d+$/),
          sub: "u1",
          "cognito:groups": "[a b]",
          email_verified: "true",
        },
        scopes: null,
      },
    });
    expect((await get(ApiId, bare)).status).toBe(200);
  });

  test("format 1.0 has the claims in requestContext.authorizer", async () => {
    const { ApiId } = await createAuthorizedApi({ JwtConfiguration: JwtConfiguration() }, "1.0");

    const { json } = await get(ApiId, token({ sub: "u1" }));

    expect(json.requestContext.authorizer).toMatchObject({ claims: { sub: "u1" }, scopes: null });
  });

  test("client_id counts where there is no aud", async () => {
    const { ApiId } = await createAuthorizedApi({ JwtConfiguration: JwtConfiguration() });

    expect((await get(ApiId, token({ aud: undefined, client_id: "other" }))).status).toBe(200);
    expect((await get(ApiId, token({ aud: "x", client_id: "other" }))).status).toBe(401);
  });

  const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const refused: [string, () => string, string][] = [
    ["no token", () => "nothing", "token contains an invalid number of segments"],
    ["another audience", () => token({ aud: "x" }), "the token does not have a valid audience"],
    ["another issuer", () => token({ iss: "https://x" }), "the token does not have a valid issuer"],
    ["an expired one", () => token({ exp: now() - 1 }), "the token has expired"],
    ["one without end", () => token({ exp: undefined }), "the token has expired"],
    ["one of the future", () => token({ nbf: now() + 60 }), "the token is not valid yet"],
    ["another key", () => token({}, { key: foreign }), "crypto/rsa: verification error"],
    ["an unknown key", () => token({}, { header: { kid: "k2" } }), "unable to find a key for kid k2"],
    ["another algorithm", () => token({}, { header: { alg: "HS256" } }), "signing method HS256 is invalid"],
  ];
  test.each(refused)("401 with the reason in www-authenticate: %s", async (_, text, description) => {
    const { ApiId } = await createAuthorizedApi({ JwtConfiguration: JwtConfiguration() });

    const { status, json, headers } = await get(ApiId, `Bearer ${text()}`);

    expect([status, json]).toEqual([401, { message: "Unauthorized" }]);
    expect(headers["www-authenticate"]).toBe(
      `Bearer scope="" error="invalid_token" error_description="${description}"`,
    );
  });

  test("401 without a token, and where the issuer cannot be reached", async () => {
    const { ApiId } = await createAuthorizedApi({ JwtConfiguration: JwtConfiguration() });
    const none = await get(ApiId);
    expect([none.status, none.json, none.headers["www-authenticate"]]).toEqual([
      401,
      { message: "Unauthorized" },
      "Bearer",
    ]);

    const far = await createAuthorizedApi({
      JwtConfiguration: { Issuer: "https://issuer.example", Audience: ["app"] },
    });
    const { status, headers } = await get(far.ApiId, token());
    expect([status, headers["www-authenticate"]]).toEqual([
      401,
      'Bearer scope="" error="invalid_token" error_description="OIDC discovery endpoint communication error"',
    ]);
    expect((await apis.hops()).findLast(({ service }) => service === "apigatewayv2")!.detail).toContain(
      "not issuer.example",
    );
  });

  test("a route's scopes: one of them must be in scope or scp, else 403", async () => {
    const { ApiId, addRoute } = await createAuthorizedApi({ JwtConfiguration: JwtConfiguration() });
    await addRoute("GET /s", ["notes/read", "notes/write"]);

    const denied = await get(ApiId, token({ scope: "openid" }), "/s");
    expect([denied.status, denied.json, denied.headers["www-authenticate"]]).toEqual([
      403,
      { message: "Forbidden" },
      'Bearer scope="notes/read notes/write" error="insufficient_scope" error_description="expected scopes: [notes/read notes/write]"',
    ]);
    const { json } = await get(ApiId, token({ scope: "openid notes/read" }), "/s");
    expect(json.requestContext.authorizer.jwt.scopes).toEqual(["openid", "notes/read"]);
    expect((await get(ApiId, token({ scp: ["notes/write"] }), "/s")).status).toBe(200);
  });

  test("the issuer's keys are kept", async () => {
    const { ApiId } = await createAuthorizedApi({ JwtConfiguration: JwtConfiguration() });
    await get(ApiId, token());
    asked = [];

    expect((await get(ApiId, token())).status).toBe(200);
    expect(asked).toEqual([]);
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html, read 2026-11-21
describe("Lambda authorizers", () => {
  /** Says yes to "allow", no to "deny"; its context shows the event and counts the calls. */
  const SIMPLE = `let calls = 0;
    exports.handler = async (event) => {
      const said = event.headers.authorization ?? "allow";
      if (said === "throw") throw new Error("broken");
      if (said === "401") throw new Error("Unauthorized");
      if (said === "nonsense") return "yes";
      return { isAuthorized: said.startsWith("allow"), context: { calls: ++calls, list: ["a"], event } };
    };`;
  const POLICY = `exports.handler = async (event) => ({
      principalId: "me",
      policyDocument: { Version: "2012-10-17", Statement: [
        { Action: "execute-api:Invoke", Effect: event.headers.authorization, Resource: event.routeArn ?? event.methodArn },
      ] },
      context: { event: JSON.stringify(event) },
    });`;

  async function setup(code: string, more: Partial<CreateAuthorizerCommandInput> = {}, version?: "1.0" | "2.0") {
    const arn = await apis.createFunction(code, false);
    const created = await createAuthorizedApi(
      {
        AuthorizerType: "REQUEST",
        AuthorizerUri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`,
        AuthorizerPayloadFormatVersion: "2.0",
        EnableSimpleResponses: true,
        ...more,
      },
      version,
    );
    await new LambdaClient(apis.sandbox.client()).send(
      new AddPermissionCommand({
        FunctionName: arn,
        StatementId: "authorizer",
        Action: "lambda:InvokeFunction",
        Principal: "apigateway.amazonaws.com",
        SourceArn: `arn:aws:execute-api:us-east-1:000000000000:${created.ApiId}/authorizers/${created.AuthorizerId}`,
      }),
    );
    return created;
  }
  const get = (ApiId: string, authorization?: string, path = "/a") =>
    apis.call(ApiId, path, { headers: authorization === undefined ? {} : { authorization } });

  test("format 2.0 with simple responses", async () => {
    const { ApiId, AuthorizerId } = await setup(SIMPLE);

    const { status, json } = await get(ApiId, "allow", "/a?x=1");

    expect(status).toBe(200);
    const { lambda } = json.requestContext.authorizer;
    expect(lambda).toMatchObject({ calls: 1, list: ["a"] });
    expect(lambda.event).toMatchObject({
      version: "2.0",
      type: "REQUEST",
      routeArn: `arn:aws:execute-api:us-east-1:000000000000:${ApiId}/$default/GET/a`,
      identitySource: ["allow"],
      routeKey: "GET /a",
      rawPath: "/a",
      rawQueryString: "x=1",
      headers: { authorization: "allow" },
      requestContext: { http: { method: "GET", path: "/a" }, stage: "$default" },
    });
    expect(lambda.event).not.toHaveProperty("body");
    expect(AuthorizerId).toMatch(/^[a-z0-9]{6}$/);
  });

  test.each([
    ["deny", 403, "Forbidden"],
    ["throw", 500, "Internal Server Error"],
    ["nonsense", 500, "Internal Server Error"],
    ["401", 401, "Unauthorized"],
    [undefined, 401, "Unauthorized"],
  ])("the answer to %s is %i", async (said, status, message) => {
    const { ApiId } = await setup(SIMPLE);

    expect(await get(ApiId, said)).toMatchObject({ status, json: { message } });
  });

  test("a function that does not let API Gateway in is 500", async () => {
    const { ApiId } = await createAuthorizedApi({
      AuthorizerType: "REQUEST",
      AuthorizerUri: await apis.createFunction(SIMPLE, false),
      AuthorizerPayloadFormatVersion: "2.0",
    });

    expect(await get(ApiId, "allow")).toMatchObject({ status: 500, json: { message: "Internal Server Error" } });
  });

  test("verdicts are kept for the TTL of sandbox time, for all routes, until they are reset", async () => {
    const { ApiId, addRoute } = await setup(SIMPLE, { AuthorizerResultTtlInSeconds: 300 });
    await addRoute("GET /b");
    const calls = async (path?: string, said = "allow") =>
      (await get(ApiId, said, path)).json.requestContext.authorizer.lambda.calls as number;

    expect([await calls(), await calls(), await calls("/b"), await calls("/a", "allow-2")]).toEqual([1, 1, 1, 2]);
    await apis.sandbox.control("jump?within=301000");
    expect(await calls()).toBe(3);
    await apis.gateway.send(new ResetAuthorizersCacheCommand({ ApiId, StageName: "$default" }));
    expect(await calls()).toBe(4);
  });

  test.each(["1.0", "2.0"] as const)("policies, with format %s", async (version) => {
    const { ApiId, addRoute } = await setup(
      POLICY,
      { AuthorizerPayloadFormatVersion: version, EnableSimpleResponses: false, AuthorizerResultTtlInSeconds: 300 },
      version,
    );
    await addRoute("GET /b");

    const { json } = await get(ApiId, "Allow");
    const { authorizer } = json.requestContext;
    if (version === "1.0") expect(authorizer.principalId).toBe("me");
    const event = JSON.parse((authorizer.lambda ?? authorizer).event);
    const arn = `arn:aws:execute-api:us-east-1:000000000000:${ApiId}/$default/GET/a`;
    if (version === "1.0")
      expect(event).toMatchObject({
        version: "1.0",
        type: "REQUEST",
        methodArn: arn,
        identitySource: "Allow",
        authorizationToken: "Allow",
        resource: "/a",
        httpMethod: "GET",
      });
    else expect(event.routeArn).toBe(arn);
    // The kept policy names one route only.
    expect((await get(ApiId, "Allow", "/b")).status).toBe(403);
    expect((await get(ApiId, "Deny")).status).toBe(403);
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html, read 2026-11-21
describe("IAM authorization", () => {
  /** A request to /a, signed with the keys. */
  function signed(ApiId: string, [accessKeyId, secret]: [string, string]) {
    const host = `${ApiId}.execute-api.us-east-1.amazonaws.com`;
    const timestamp = new Date().toISOString().replace(/[-:]|\.\d{3}/g, "");
    const date = timestamp.slice(0, 8);
    const headers = { host, "x-amz-date": timestamp };
    const scope = { date, region: "us-east-1", service: "execute-api" };
    const signature = signatureOf(
      secret,
      {
        ...scope,
        accessKeyId,
        timestamp,
        signedHeaders: ["host", "x-amz-date"],
        sessionToken: undefined,
        expires: undefined,
      },
      {
        method: "GET",
        path: "/a",
        query: new URLSearchParams(),
        rawQuery: "",
        headers,
        host,
        body: Buffer.alloc(0),
        remoteAddress: "127.0.0.1",
      },
    );
    const credential = `${accessKeyId}/${date}/us-east-1/execute-api/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host;x-amz-date, Signature=${signature}`;
    return apis.call(ApiId, "/a", { headers: { ...headers, authorization } });
  }

  test("a signed identity with execute-api:Invoke is let in, and the function knows it", async () => {
    const setup = { routes: ["GET /a"], route: { AuthorizationType: "AWS_IAM" as const } };
    const { ApiId } = await apis.createApi(setup);
    const old = await apis.createApi({ ...setup, version: "1.0" });
    const userArn = "arn:aws:iam::000000000000:user/administrator";

    const { json } = await signed(ApiId, ["test", "test"]);
    expect(json.requestContext.authorizer.iam).toMatchObject({ accessKey: "test", accountId: "000000000000", userArn });
    expect((await signed(old.ApiId, ["test", "test"])).json.requestContext.identity).toMatchObject({ userArn });
  });

  test("no signature, a wrong one and an identity without the permission are 403", async () => {
    const { ApiId } = await apis.createApi({ routes: ["GET /a"], route: { AuthorizationType: "AWS_IAM" } });
    const iam = new IAMClient(apis.sandbox.client());
    await iam.send(new CreateUserCommand({ UserName: "nobody" }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "nobody" }));
    const forbidden = { status: 403, json: { message: "Forbidden" } };

    expect(await apis.call(ApiId, "/a")).toMatchObject(forbidden);
    expect(await signed(ApiId, ["test", "wrong"])).toMatchObject(forbidden);
    expect(await signed(ApiId, [AccessKey!.AccessKeyId!, AccessKey!.SecretAccessKey!])).toMatchObject(forbidden);
    expect((await apis.hops()).findLast(({ service }) => service === "apigatewayv2")!.detail).toContain(
      "is not authorized to perform: execute-api:Invoke",
    );
  });
});

test("a deployment keeps the authorizers of its moment", async () => {
  const { ApiId, AuthorizerId } = await createAuthorizedApi({
    JwtConfiguration: { Issuer: issuerUrl, Audience: ["app"] },
  });
  await apis.gateway.send(new CreateStageCommand({ ApiId, StageName: "kept" }));
  await apis.gateway.send(new CreateDeploymentCommand({ ApiId, StageName: "kept" }));
  await apis.gateway.send(
    new UpdateAuthorizerCommand({ ApiId, AuthorizerId, JwtConfiguration: { Issuer: issuerUrl, Audience: ["x"] } }),
  );
  const get = (path: string) => apis.call(ApiId, path, { headers: { authorization: token() } });

  expect([(await get("/kept/a")).status, (await get("/a")).status]).toEqual([200, 401]);
});

test("an authorizer in use is not deleted; a route that lets it go frees it", async () => {
  const { ApiId, AuthorizerId } = await createAuthorizedApi({
    JwtConfiguration: { Issuer: issuerUrl, Audience: ["app"] },
  });
  const { Items } = await apis.gateway.send(new GetAuthorizersCommand({ ApiId }));
  expect(Items).toMatchObject([
    { AuthorizerType: "JWT", Name: "authorizer", JwtConfiguration: { Issuer: issuerUrl, Audience: ["app"] } },
  ]);
  await expect(apis.gateway.send(new DeleteAuthorizerCommand({ ApiId, AuthorizerId }))).rejects.toMatchObject({
    name: "ConflictException",
  });

  const { Items: routes } = await apis.gateway.send(new GetRoutesCommand({ ApiId }));
  await apis.gateway.send(new UpdateRouteCommand({ ApiId, RouteId: routes![0]!.RouteId, AuthorizationType: "NONE" }));
  await apis.gateway.send(new DeleteAuthorizerCommand({ ApiId, AuthorizerId }));
});

test.each([
  [{ AuthorizerType: "JWT", JwtConfiguration: { Audience: ["a"] } }],
  [{ AuthorizerType: "REQUEST", AuthorizerPayloadFormatVersion: "2.0" }],
  [{ AuthorizerType: "JWT", JwtConfiguration: { Issuer: "https://x" }, IdentitySource: ["header.Authorization"] }],
] as Partial<CreateAuthorizerCommandInput>[][])("AWS refuses %j", async (more) => {
  const { ApiId } = await apis.createApi();

  await expect(
    apis.gateway.send(
      new CreateAuthorizerCommand({
        ApiId,
        Name: "n",
        AuthorizerType: "JWT",
        IdentitySource: ["$request.header.a"],
        ...more,
      }),
    ),
  ).rejects.toMatchObject({ name: "BadRequestException" });
});
