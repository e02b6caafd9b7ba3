/** Inputs as AWS was recorded to deliver them (LocalStack's recordings of test_events_inputs), and its page eb-transform-target-input (2026-11). */
import { describe, expect, test } from "vitest";
import type { BusEvent } from "./event.ts";
import { inputFor, unknownPlaceholder } from "./input.ts";

const event: BusEvent = {
  version: "0",
  id: "7bf73129-1428-4cd3-a780-95db273d1602",
  "detail-type": "core.update-account-command",
  source: "core.update-account-command",
  account: "111111111111",
  time: "2026-11-21T12:00:00Z",
  region: "us-east-1",
  resources: [],
  detail: {
    command: "update-account",
    payload: { acc_id: "0a787ecb-4015", sf_id: "baz" },
    listsingle: ["HIGH"],
    listmulti: ["ACTIVE", "INACTIVE"],
    "with-dash": 7,
    valid: true,
  },
};
const rule = { name: "accounts", arn: "arn:aws:events:us-east-1:111111111111:rule/accounts" };
const delivery = { event, rule, ingestedAt: "2026-11-21T12:00:01Z" };
const InputPathsMap = {
  command: "$.detail.command",
  payload: "$.detail.payload",
  userId: "$.detail.payload.acc_id",
  listsingle: "$.detail.listsingle",
  listmulti: "$.detail.listmulti",
  systemstring: "$.detail.nothing",
  valid: "$.detail.valid",
};
const templated = (InputTemplate: string) =>
  inputFor({ Id: "t", Arn: "a", InputTransformer: { InputPathsMap, InputTemplate } }, delivery);

test("without more, a target gets the event", () => {
  expect(JSON.parse(inputFor({ Id: "t", Arn: "a" }, delivery))).toEqual(event);
});

test.each([
  ["$.detail.payload", '{"acc_id":"0a787ecb-4015","sf_id":"baz"}'],
  ["$.detail.payload.sf_id", '"baz"'],
  ["$.detail.listmulti[1]", '"INACTIVE"'],
  ["$.detail.with-dash", "7"],
])("InputPath %s", (InputPath, expected) => {
  expect(inputFor({ Id: "t", Arn: "a", InputPath }, delivery)).toBe(expected);
});

describe("InputTransformer", () => {
  test.each([
    [
      '{"method": "PUT", "path": "users-service/users/<userId>", "bod": <payload>}',
      '{"method": "PUT", "path": "users-service/users/0a787ecb-4015", "bod": {"acc_id":"0a787ecb-4015","sf_id":"baz"}}',
    ],
    [
      '"Payload of <payload> with path users-service/users/<userId> and <userId>"',
      '"Payload of {acc_id:0a787ecb-4015,sf_id:baz} with path users-service/users/0a787ecb-4015 and 0a787ecb-4015"',
    ],
    [
      '{"id": <userId>, "body": [<userId>, "hardcoded"]}',
      '{"id": "0a787ecb-4015", "body": ["0a787ecb-4015", "hardcoded"]}',
    ],
    ['"<listsingle> single list item"', '"[HIGH] single list item"'],
    ['"<listmulti> multiple list items"', '"[ACTIVE,INACTIVE] multiple list items"'],
    ['{"singlelistitem": <listsingle>}', '{"singlelistitem": ["HIGH"]}'],
    ['"<systemstring> system account id"', '" system account id"'],
    ['{"command": <systemstring>}', '{"command": ""}'],
    ['"Command is <valid>!"', '"Command is true!"'],
    ['{"a": "quote \\" <userId>"}', '{"a": "quote \\" 0a787ecb-4015"}'],
    [
      '"<aws.events.rule-arn> <aws.events.rule-name> <aws.events.event.ingestion-time>"',
      `"${rule.arn} accounts 2026-11-21T12:00:01Z"`,
    ],
  ])("%s", (template, expected) => {
    expect(templated(template)).toBe(expected);
  });

  test("the whole event, with and without detail", () => {
    const { detail: _, "detail-type": detailType, ...rest } = event;
    expect(JSON.parse(templated('{"short": <aws.events.event>, "long": <aws.events.event.json>}'))).toEqual({
      short: { ...rest, detailType },
      long: event,
    });
  });

  test("a placeholder that nobody knows is found", () => {
    expect(unknownPlaceholder({ InputPathsMap, InputTemplate: '"<userId> <notdefinedkey>"' })).toBe("notdefinedkey");
    expect(unknownPlaceholder({ InputPathsMap, InputTemplate: '"<userId> <aws.events.rule-name>"' })).toBeUndefined();
  });
});
