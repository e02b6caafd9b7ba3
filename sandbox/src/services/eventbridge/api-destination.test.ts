/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html, eb-target-connection-auth.html (2026-11-21); shapes as recorded in test_api_destinations_and_connection. */
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { EventBridge, type CreateConnectionCommandInput, type Target } from "@aws-sdk/client-eventbridge";
import { IAM } from "@aws-sdk/client-iam";
import { SQS } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../testing.ts";
import { functionsOf } from "../lambda/testing.ts";

interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

let sandbox: TestSandbox;
let events: EventBridge;
let server: Server;
let endpoint: string;
let received: Received[];
/** Statuses of the next answers; then 200. */
let statuses: number[];
let tokens: number;
let count = 0;
const unique = (kind: string) => `${kind}-${++count}`;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  events = new EventBridge(sandbox.client());
  received = [];
  statuses = [];
  tokens = 0;
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method, url, headers } = request;
      const body = Buffer.concat(chunks).toString();
      if (url === "/token" && body.includes("client_secret=right")) {
        response.writeHead(200, { "Content-Type": "application/json" });
        response.end(JSON.stringify({ access_token: `token-${++tokens}`, token_type: "bearer", expires_in: 3600 }));
        return;
      }
      if (url === "/token") {
        response.writeHead(401).end();
        return;
      }
      received.push({ method: method!, path: url!, headers, body });
      response.writeHead(statuses.shift() ?? 200).end("answer");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await sandbox.stop();
});

type Auth = Pick<CreateConnectionCommandInput, "AuthorizationType" | "AuthParameters">;
const KEY: Auth = {
  AuthorizationType: "API_KEY",
  AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: "x-key", ApiKeyValue: "secret" } },
};
const oauth = (ClientSecret: string): Auth => ({
  AuthorizationType: "OAUTH_CLIENT_CREDENTIALS",
  AuthParameters: {
    OAuthParameters: {
      AuthorizationEndpoint: `${endpoint}/token`,
      HttpMethod: "POST",
      ClientParameters: { ClientID: "shop", ClientSecret },
      OAuthHttpParameters: { BodyParameters: [{ Key: "grant_type", Value: "client_credentials" }] },
    },
  },
});

async function role(Action: string): Promise<string> {
  const iam = new IAM(sandbox.client());
  const RoleName = unique("caller");
  const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const { Role } = await iam.createRole({
    RoleName,
    AssumeRolePolicyDocument: document({
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sts:AssumeRole",
    }),
  });
  await iam.putRolePolicy({
    RoleName,
    PolicyName: "p",
    PolicyDocument: document({ Effect: "Allow", Action, Resource: "*" }),
  });
  return Role!.Arn!;
}

/** A rule for events of its own source that has the endpoint for a target; how to put such an event. */
async function destination(
  path: string,
  {
    auth = KEY,
    rate,
    action = "events:InvokeApiDestination",
    ...target
  }: Partial<Target> & { auth?: Auth; rate?: number; action?: string } = {},
): Promise<(detail: object) => Promise<unknown>> {
  const Name = unique("endpoint");
  const { ConnectionArn } = await events.createConnection({ Name, ...auth });
  const { ApiDestinationArn } = await events.createApiDestination({
    Name,
    ConnectionArn,
    HttpMethod: "POST",
    InvocationEndpoint: `${endpoint}${path}`,
    InvocationRateLimitPerSecond: rate,
  });
  await events.putRule({ Name, EventPattern: JSON.stringify({ source: [Name] }) });
  const RoleArn = await role(action);
  await events.putTargets({ Rule: Name, Targets: [{ Id: "api", Arn: ApiDestinationArn!, RoleArn, ...target }] });
  return (detail) =>
    events.putEvents({ Entries: [{ Source: Name, DetailType: "Order", Detail: JSON.stringify(detail) }] });
}

async function requests(path: string, wanted = 1): Promise<Received[]> {
  return eventually(async () => {
    const found = received.filter((request) => request.path.startsWith(path));
    if (found.length < wanted) await sandbox.control("jump?within=600000");
    expect(found.length).toBeGreaterThanOrEqual(wanted);
    return found;
  });
}

test("an event arrives with the connection's key and the parameters of both", async () => {
  const put = await destination("/orders/*/*", {
    auth: {
      ...KEY,
      AuthParameters: {
        ...KEY.AuthParameters,
        InvocationHttpParameters: {
          HeaderParameters: [{ Key: "x-both", Value: "connection" }],
          BodyParameters: [{ Key: "tenant", Value: "a", IsValueSecret: false }],
        },
      },
    },
    HttpParameters: {
      PathParameterValues: ["$.detail.id", "lines"],
      HeaderParameters: { "x-both": "target", "x-type": "$.detail-type" },
      QueryStringParameters: { from: "rule" },
    },
  });
  await put({ id: "o 1" });

  const [request] = await requests("/orders/");
  expect(request).toMatchObject({
    method: "POST",
    path: "/orders/o%201/lines?from=rule",
    headers: {
      "content-type": "application/json; charset=utf-8",
      "user-agent": "Amazon/EventBridge/ApiDestinations",
      "x-key": "secret",
      "x-both": "connection",
      "x-type": "Order",
    },
  });
  expect(JSON.parse(request!.body)).toMatchObject({ "detail-type": "Order", detail: { id: "o 1" }, tenant: "a" });
});

test("409 and 5xx are tried again, 404 goes to the dead-letter queue at once", async () => {
  statuses = [409, 503];
  const put = await destination("/retried");
  await put({});
  await requests("/retried", 3);

  const sqs = new SQS(sandbox.client());
  const QueueName = unique("dead");
  const Arn = `arn:aws:sqs:us-east-1:000000000000:${QueueName}`;
  const Policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sqs:*", Resource: Arn }],
  });
  const { QueueUrl } = await sqs.createQueue({ QueueName, Attributes: { Policy } });
  statuses = [404];
  const refused = await destination("/refused", { DeadLetterConfig: { Arn } });
  await refused({});
  await eventually(async () => {
    const { Messages } = await sqs.receiveMessage({ QueueUrl, MessageAttributeNames: ["All"] });
    expect(Messages?.[0]?.MessageAttributes).toMatchObject({
      ERROR_CODE: { StringValue: "SDK_CLIENT_ERROR" },
      ERROR_MESSAGE: {
        StringValue:
          "Unable to invoke ApiDestination endpoint: API destination returned HTTP status 404 with payload: answer",
      },
      RETRY_ATTEMPTS: { StringValue: "0" },
    });
  });
});

test("the role of the target has to be allowed to invoke", async () => {
  const put = await destination("/denied", { action: "events:PutEvents" });
  await put({});

  await eventually(async () => {
    const hops = await functionsOf(sandbox).hops();
    expect(hops.some(({ detail = "" }) => /InvokeApiDestination on resource/.test(detail))).toBe(true);
  });
  expect(received.filter(({ path }) => path === "/denied")).toHaveLength(0);
});

test("OAuth: the token of the server is sent along, and asked for again after a 401", async () => {
  const before = tokens;
  const put = await destination("/oauth", { auth: oauth("right") });
  statuses = [401];
  await put({});

  const [first, second] = await requests("/oauth", 2);
  expect(first!.headers.authorization).toBe(`Bearer token-${before + 1}`);
  expect(second!.headers.authorization).toBe(`Bearer token-${before + 2}`);
});

test("a connection that its server refuses is deauthorized, and its API destination inactive", async () => {
  const Name = unique("refused");
  const { ConnectionArn } = await events.createConnection({ Name, ...oauth("wrong") });
  await eventually(async () => {
    expect(await events.describeConnection({ Name })).toMatchObject({
      ConnectionState: "DEAUTHORIZED",
      StateReason: expect.stringContaining("HTTP status 401"),
    });
  });
  const made = await events.createApiDestination({
    Name,
    ConnectionArn,
    HttpMethod: "POST",
    InvocationEndpoint: "https://example.com/api",
  });
  expect(made.ApiDestinationState).toBe("INACTIVE");

  await events.updateConnection({ Name, ...oauth("right") });
  await eventually(async () => {
    expect(await events.describeApiDestination({ Name })).toMatchObject({
      ApiDestinationState: "ACTIVE",
      InvocationRateLimitPerSecond: 300,
    });
  });
});

test("events above the rate wait", async () => {
  const put = await destination("/slow", { rate: 1 });
  await Promise.all([put({}), put({}), put({})]);

  await requests("/slow", 3);
  const hops = await functionsOf(sandbox).hops();
  const times = hops
    .filter(({ action, detail = "" }) => action === "InvokeApiDestination" && detail.endsWith("/slow"))
    .map(({ time }) => Date.parse(time));
  expect(times[2]! - times[0]!).toBeGreaterThanOrEqual(1500);
});

test("what a connection keeps secret is not shown, and is gone when it is deauthorized", async () => {
  const Name = unique("secret");
  await events.createConnection({
    Name,
    AuthorizationType: "BASIC",
    AuthParameters: {
      BasicAuthParameters: { Username: "ann", Password: "hidden" },
      InvocationHttpParameters: { HeaderParameters: [{ Key: "x", Value: "hidden", IsValueSecret: true }] },
    },
  });
  const shown = await events.describeConnection({ Name });
  expect(JSON.stringify(shown)).not.toContain("hidden");
  expect(shown).toMatchObject({
    ConnectionState: "AUTHORIZED",
    AuthParameters: { BasicAuthParameters: { Username: "ann" } },
  });

  expect(await events.deauthorizeConnection({ Name })).toMatchObject({ ConnectionState: "DEAUTHORIZING" });
  expect(await events.describeConnection({ Name })).toMatchObject({ ConnectionState: "DEAUTHORIZED" });
  expect((await events.listConnections({ NamePrefix: Name })).Connections).toHaveLength(1);
  expect(await events.deleteConnection({ Name })).toMatchObject({ ConnectionState: "DELETING" });
  await expect(events.describeConnection({ Name })).rejects.toMatchObject({
    message: `Failed to describe the connection(s). Connection '${Name}' does not exist.`,
  });
});

test("another machine is refused", async () => {
  const Name = unique("far");
  const { ConnectionArn } = await events.createConnection({ Name, ...KEY });
  const endpointOf = (InvocationEndpoint: string) =>
    events.createApiDestination({ Name, ConnectionArn, HttpMethod: "POST", InvocationEndpoint });

  await expect(endpointOf("http://example.com/")).rejects.toMatchObject({ name: "ValidationException" });
});
