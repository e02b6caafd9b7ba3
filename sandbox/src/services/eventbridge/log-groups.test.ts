/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-cloudwatchlogs-permissions (2026-11-21); the line as recorded in test_put_events_with_target_cloudwatch_logs. */
import { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";
import { EventBridge, type Target } from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../testing.ts";
import { functionsOf } from "../lambda/testing.ts";

let sandbox: TestSandbox;
let events: EventBridge;
let logs: CloudWatchLogs;
let count = 0;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  events = new EventBridge(sandbox.client());
  logs = new CloudWatchLogs(sandbox.client());
});
afterAll(() => sandbox.stop());

async function group(more: Partial<Target> = {}) {
  const name = `/aws/events/group-${++count}`;
  await logs.createLogGroup({ logGroupName: name });
  const arn = `arn:aws:logs:us-east-1:000000000000:log-group:${name}`;
  const source = `source-${count}`;
  await events.putRule({ Name: source, EventPattern: JSON.stringify({ source: [source] }) });
  await events.putTargets({ Rule: source, Targets: [{ Id: "log", Arn: arn, ...more }] });
  const put = () => events.putEvents({ Entries: [{ Source: source, DetailType: "Order", Detail: '{"id":1}' }] });
  const lines = async () => (await logs.filterLogEvents({ logGroupName: name })).events ?? [];
  return { name, arn, put, lines };
}

const allow = (policyName: string, arn: string) =>
  logs.putResourcePolicy({
    policyName,
    policyDocument: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: ["events.amazonaws.com", "delivery.logs.amazonaws.com"] },
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: `${arn}:*`,
        },
      ],
    }),
  });

test("nothing is written without a resource policy, and the event with one", async () => {
  const { arn, put, lines } = await group();
  await put();
  await eventually(async () => {
    const hops = await functionsOf(sandbox).hops();
    expect(hops).toContainEqual(
      expect.objectContaining({ action: "CreateLogStream", result: "AccessDeniedException" }),
    );
  });
  expect(await lines()).toEqual([]);

  await allow("events", arn);
  await put();
  await eventually(async () => {
    const [line] = await lines();
    expect(JSON.parse(line!.message!)).toMatchObject({ version: "0", "detail-type": "Order", detail: { id: 1 } });
  });
});

test("a template makes timestamp and message", async () => {
  const { arn, put, lines } = await group({
    InputTransformer: {
      InputPathsMap: { at: "$.time", id: "$.detail.id" },
      InputTemplate: '{"timestamp": <at>, "message": "order <id>"}',
    },
  });
  await allow("template", arn);
  await put();

  await eventually(async () => expect((await lines())[0]?.message).toBe("order 1"));
});

test("policies are listed, replaced and deleted", async () => {
  const { arn } = await group();
  await allow("listed", arn);
  const { resourcePolicy } = await allow("listed", arn);
  expect(resourcePolicy).toMatchObject({ policyName: "listed", policyScope: "ACCOUNT" });

  const { resourcePolicies } = await logs.describeResourcePolicies({});
  expect(resourcePolicies?.filter(({ policyName }) => policyName === "listed")).toHaveLength(1);
  await logs.deleteResourcePolicy({ policyName: "listed" });
  await expect(logs.deleteResourcePolicy({ policyName: "listed" })).rejects.toMatchObject({
    message: "Policy with name [listed] does not exist.",
  });
});
