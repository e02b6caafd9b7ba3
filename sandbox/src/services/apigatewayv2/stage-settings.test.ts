import {
  CreateStageCommand,
  DeleteAccessLogSettingsCommand,
  GetStageCommand,
  UpdateStageCommand,
} from "@aws-sdk/client-apigatewayv2";
import { CloudWatchLogsClient, CreateLogGroupCommand, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../testing.ts";
import { startHttpApis, type HttpApis } from "./testing.ts";

let apis: HttpApis;
let logs: CloudWatchLogsClient;
let counter = 0;

beforeAll(async () => {
  apis = await startHttpApis();
  logs = new CloudWatchLogsClient(apis.sandbox.client());
});
afterAll(() => apis.sandbox.stop());

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html and
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html, read 2026-11-21
describe("access logs", () => {
  async function createLogged(Format: string) {
    const logGroupName = `/access/${++counter}`;
    await logs.send(new CreateLogGroupCommand({ logGroupName }));
    const DestinationArn = `arn:aws:logs:us-east-1:000000000000:log-group:${logGroupName}`;
    const { ApiId } = await apis.createApi({
      routes: ["GET /a/{id}"],
      stageSettings: { AccessLogSettings: { DestinationArn: `${DestinationArn}:*`, Format } },
    });
    const lines = async () =>
      (await logs.send(new FilterLogEventsCommand({ logGroupName }))).events!.map(({ message }) => message);
    return { ApiId, lines, DestinationArn };
  }

  test("a line for each request that has a route, - for what has no value", async () => {
    const { ApiId, lines } = await createLogged(
      "$context.requestId $context.httpMethod $context.routeKey $context.path $context.status $context.integrationStatus $context.identity.sourceIp $context.stage $context.error.message",
    );

    const { headers } = await apis.call(ApiId, "/a/1");
    await apis.call(ApiId, "/a/2", { headers: { "x-throw": "1" } });
    await apis.call(ApiId, "/nowhere");

    await eventually(async () =>
      expect(await lines()).toEqual([
        `${headers["apigw-requestid"] as string} GET GET /a/{id} /a/1 200 200 127.0.0.1 $default -`,
        expect.stringMatching(/ GET GET \/a\/\{id\} \/a\/2 500 200 127\.0\.0\.1 \$default Internal Server Error$/),
      ]),
    );
  });

  test("the settings are seen, changed and deleted", async () => {
    const { ApiId, DestinationArn, lines } = await createLogged("$context.requestId");
    const stage = { ApiId, StageName: "$default" };
    expect((await apis.gateway.send(new GetStageCommand(stage))).AccessLogSettings).toEqual({
      DestinationArn,
      Format: "$context.requestId",
    });

    await apis.gateway.send(
      new UpdateStageCommand({ ...stage, AccessLogSettings: { Format: "$context.integration.error" } }),
    );
    await apis.call(ApiId, "/a/1", { headers: { "x-throw": "1" } });
    await eventually(async () => expect(await lines()).toEqual(["the function failed: asked for"]));
    await apis.gateway.send(new DeleteAccessLogSettingsCommand(stage));
    expect((await apis.gateway.send(new GetStageCommand(stage))).AccessLogSettings).toBeUndefined();
  });

  test("a group that is not there: the request is answered, and a hop says why there is no line", async () => {
    const DestinationArn = "arn:aws:logs:us-east-1:000000000000:log-group:/nowhere";
    const { ApiId } = await apis.createApi({
      stageSettings: { AccessLogSettings: { DestinationArn, Format: "$context.requestId" } },
    });

    expect((await apis.call(ApiId, "/")).status).toBe(200);
    await eventually(async () =>
      expect((await apis.hops()).find(({ action }) => action === "write access log")).toMatchObject({
        resource: DestinationArn,
        result: expect.stringMatching(/^AccessDenied/),
      }),
    );
  });
});

// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html, read 2026-11-21
describe("throttling", () => {
  test("a route's own settings go before those of the stage; too many requests are 429", async () => {
    const { ApiId } = await apis.createApi({
      routes: ["GET /a", "GET /b"],
      stageSettings: { DefaultRouteSettings: { ThrottlingBurstLimit: 2, ThrottlingRateLimit: 0.001 } },
    });
    const stage = { ApiId, StageName: "$default" };
    await apis.gateway.send(
      new UpdateStageCommand({
        ...stage,
        RouteSettings: { "GET /b": { ThrottlingBurstLimit: 1, ThrottlingRateLimit: 0.001 } },
      }),
    );
    const statuses = async (path: string) => {
      const all: number[] = [];
      for (let index = 0; index < 3; index++) all.push((await apis.call(ApiId, path)).status);
      return all;
    };

    expect(await statuses("/a")).toEqual([200, 200, 429]);
    expect(await statuses("/b")).toEqual([200, 429, 429]);
    expect((await apis.call(ApiId, "/a")).json).toEqual({ message: "Too Many Requests" });
    expect((await apis.gateway.send(new GetStageCommand(stage))).RouteSettings).toEqual({
      "GET /b": { DetailedMetricsEnabled: false, ThrottlingBurstLimit: 1, ThrottlingRateLimit: 0.001 },
    });
  });

  test("settings of a route that is not there are refused, those of metrics are kept", async () => {
    const { ApiId } = await apis.createApi({ stage: null });
    const stage = { ApiId, StageName: "$default" };

    await expect(
      apis.gateway.send(new CreateStageCommand({ ...stage, RouteSettings: { "GET /x": {} } })),
    ).rejects.toMatchObject({
      name: "NotFoundException",
      message: "Unable to find Route by key GET /x within the provided RouteSettings",
    });
    expect(
      await apis.gateway.send(
        new CreateStageCommand({ ...stage, DefaultRouteSettings: { DetailedMetricsEnabled: true } }),
      ),
    ).toMatchObject({ DefaultRouteSettings: { DetailedMetricsEnabled: true } });
  });
});
