import { EventBridge } from "@aws-sdk/client-eventbridge";
import { afterAll } from "vitest";
import { compareErrors } from "../../oracles/compare-errors.ts";
import { RECORDED_ACCOUNT } from "../../oracles/recorded-errors.ts";
import { startTestSandbox } from "../../testing.ts";

const sandbox = await startTestSandbox();
afterAll(() => sandbox.stop());
const events = new EventBridge(sandbox.client({ account: RECORDED_ACCOUNT }));

const ARN = `arn:aws:events:us-east-1:${RECORDED_ACCOUNT}`;
const QUEUE = `arn:aws:sqs:us-east-1:${RECORDED_ACCOUNT}:queue`;
const EventPattern = JSON.stringify({ source: ["shop"] });
const DEFAULT = `${ARN}:event-bus/default`;
const detail = { command: "update-account", payload: { acc_id: "0a787ecb-4015", sf_id: "baz" } };

await events.createEventBus({ Name: "custom" });
await events.putRule({ Name: "rule", EventPattern });
await events.putTargets({ Rule: "rule", Targets: [{ Id: "one", Arn: QUEUE }] });
await events.createArchive({ ArchiveName: "archive", EventSourceArn: DEFAULT });
await events.createArchive({ ArchiveName: "replayed", EventSourceArn: DEFAULT });
const replay = (ReplayName: string, more: { archive?: string; bus?: string; from?: number; to?: number } = {}) =>
  events.startReplay({
    ReplayName,
    EventSourceArn: `${ARN}:archive/${more.archive ?? "replayed"}`,
    Destination: { Arn: more.bus ?? DEFAULT },
    EventStartTime: new Date(more.from ?? 1000),
    EventEndTime: new Date(more.to ?? 2000),
  });
await replay("replay");

const pattern = (text: string) => () => events.putRule({ Name: "patterns", EventPattern: text });
const target = (more: object) => () =>
  events.putTargets({ Rule: "rule", Targets: [{ Id: "target-id", Arn: QUEUE, ...more }] });
const entries = (EventBusName: string) =>
  Array.from({ length: 11 }, () => ({
    Source: "core.update-account-command",
    DetailType: "core.update-account-command",
    Detail: JSON.stringify(detail)
      .replaceAll(/([:,])"/g, '$1 "')
      .replaceAll(":{", ": {"),
    EventBusName,
  }));

compareErrors("events", {
  raised: {
    ...Object.fromEntries(
      ["event-bus-name", "bus-name", "custom-event-bus", "not-existing-resource-name", "bus_name"].map((name) => [
        `ResourceNotFoundException: Event bus <${name}> does not exist.`,
        () => events.describeEventBus({ Name: "absent" }),
      ]),
    ),
    "ResourceAlreadyExistsException: Event bus … already exists.": () => events.createEventBus({ Name: "custom" }),
    "ValidationException: Cannot delete event bus default.": () => events.deleteEventBus({ Name: "default" }),
    "ResourceNotFoundException: Statement with the provided id does not exist.": () =>
      events.removePermission({ StatementId: "absent" }),
    "ResourceNotFoundException: Rule <rule-name> does not exist on EventBus default.": () =>
      events.describeRule({ Name: "absent" }),
    "ResourceNotFoundException: Rule <not-existing-resource-name> does not exist on EventBus default.": () =>
      events.listTagsForResource({ ResourceARN: `${ARN}:rule/absent` }),
    "ResourceNotFoundException: Rule <rule_name> does not exist on EventBus <bus_name>.": () =>
      events.listTagsForResource({ ResourceARN: `${ARN}:rule/custom/absent` }),
    "ValidationException: Rule can't be deleted since it has targets.": () => events.deleteRule({ Name: "rule" }),
    "ValidationException: ScheduleExpression is supported only on the default event bus.": () =>
      events.putRule({ Name: "late", EventBusName: "custom", ScheduleExpression: "rate(1 minute)" }),
    "ValidationException: Parameter ScheduleExpression is not valid.": () =>
      events.putRule({ Name: "late", ScheduleExpression: "cron(0 1 * * * *)" }),
    "LimitExceededException: The requested resource exceeds the maximum number allowed.": () =>
      events.putTargets({
        Rule: "rule",
        Targets: Array.from({ length: 7 }, (_, index) => ({ Id: `t${index}`, Arn: QUEUE })),
      }),
    "ValidationException: 1 validation error detected: Value '!@#$@!#$' at 'targets.1.member.id' …": target({
      Id: "!@#$@!#$",
    }),
    "ValidationException: InputTemplate for target <target-id> contains invalid placeholder notdefinedkey.": target({
      InputTransformer: { InputPathsMap: { known: "$.detail" }, InputTemplate: '"<notdefinedkey>"' },
    }),
    "ValidationException: Only one of Input, InputPath, or InputTransformer must be provided for target <target-id>.":
      target({
        InputPath: "$.detail",
        InputTransformer: { InputTemplate: '"x"' },
      }),
    "ValidationException: Total size of the entries in the request is over the limit.": () =>
      events.putEvents({
        Entries: [{ Source: "s", DetailType: "d", Detail: JSON.stringify({ a: "x".repeat(2 ** 20) }) }],
      }),
    "ValidationException: 1 validation error detected: Value '[PutEventsRequestEntry(time=null, …": () =>
      events.putEvents({ Entries: entries("<bus-name>") }),
    "ValidationException: Parameter Event is not valid.": () =>
      events.testEventPattern({ Event: "plain", EventPattern }),
    "InvalidEventPatternException: Event pattern is not valid. Reason: Unrecognized token 'this': …": pattern(
      "this is valid json but not a dict",
    ),
    "InvalidEventPatternException: Event pattern is not valid. Reason: Unexpected character …":
      pattern("{'bad': 'quotation'}"),
    "InvalidEventPatternException: Event pattern is not valid. Reason: Unrecognized token 'closed': …":
      pattern('{"not": closed mark"'),
    "InvalidEventPatternException: Event pattern is not valid. Reason: Filter is not an object …": pattern(
      '["not", "a", "dict", "but valid json"]',
    ),
    "ResourceNotFoundException: Archive <archive-name> does not exist.": () =>
      events.describeArchive({ ArchiveName: "absent" }),
    "ResourceAlreadyExistsException: Archive <archive-name> already exists.": () =>
      events.createArchive({ ArchiveName: "archive", EventSourceArn: DEFAULT }),
    "ValidationException: At least one of EventPattern, RetentionDays or Description must be provided.": () =>
      events.updateArchive({ ArchiveName: "archive" }),
    "ValidationException: Parameter Destination.Arn is not valid. …": () =>
      replay("other", { bus: `${ARN}:event-bus/custom` }),
    "ValidationException: Parameter EventSourceArn is not valid. …": () => replay("other", { archive: "absent" }),
    "ResourceAlreadyExistsException: Replay <replay-name> already exists.": () => replay("replay"),
    "ValidationException: Parameter EventEndTime is not valid. …": () => replay("other", { from: 2000 }),
    "ResourceNotFoundException: Replay <replay-name> does not exist.": () =>
      events.describeReplay({ ReplayName: "absent" }),
    "ResourceNotFoundException: Failed to describe the connection(s). …": () =>
      events.describeConnection({ Name: "<connection-name>" }),
    "ResourceNotFoundException: Failed to describe the api-destination(s). …": () =>
      events.describeApiDestination({ Name: "<destination-name>" }),
    "ValidationException: 1 validation error detected: Value 'INVALID_AUTH_TYPE' …": () =>
      events.createConnection({ Name: "c", AuthorizationType: "INVALID_AUTH_TYPE" as "BASIC", AuthParameters: {} }),
    "ValidationException: 1 validation error detected: Value 'Invalid Name With Spaces!' …": () =>
      events.createConnection({ Name: "Invalid Name With Spaces!", AuthorizationType: "BASIC", AuthParameters: {} }),
    "ValidationException: 3 validation errors detected: …": () =>
      events.createConnection({
        Name: "This should fail with two errors 123467890123412341234123412341234",
        AuthorizationType: "INVALID" as "BASIC",
        AuthParameters: {},
      }),
    "ValidationException: 2 validation errors detected: Value 'invalid-connection-arn' …": () =>
      events.createApiDestination({
        Name: "d",
        ConnectionArn: "invalid-connection-arn",
        HttpMethod: "INVALID_METHOD" as "GET",
        InvocationEndpoint: "https://example.com",
      }),
  },
  different: {
    "ValidationException: 1 validation error detected: Value 'second-invalid-target-id' at …": {
      request: target({ Id: "s".repeat(65) }),
      because: "the recording has a placeholder in place of the value",
    },
  },
  beyond: {
    "Patterns are compared by event-pattern.oracle.ts, each with its event": [
      'InvalidEventPatternException: Event pattern is not valid. Reason: "…',
      "InvalidEventPatternException: Event pattern is not valid. Reason: Unrecognized match type …",
      "InvalidEventPatternException: Event pattern is not valid. Reason: Empty …",
      "InvalidEventPatternException: Event pattern is not valid. Reason: Bad numeric range …",
      "InvalidEventPatternException: Event pattern is not valid. Reason: Rule is too complex …",
      "InvalidEventPatternException: Event pattern is not valid. Reason: Value of …",
      "InvalidEventPatternException: Event pattern is not valid. Reason: Consecutive …",
      "InvalidEventPatternException: Event pattern is not valid. Reason: equals-ignore-case …",
      "InvalidEventPatternException: Event pattern is not valid. Reason: Malformed CIDR…",
      "InvalidEventPatternException: Event pattern is not valid. Reason: Inside …",
      "InvalidEventPatternException: Event pattern is not valid. Reason: wildcard …",
      "InvalidEventPatternException: Event pattern is not valid. Reason: prefix…",
      "InvalidEventPatternException: Event pattern is not valid. Reason: suffix …",
      "InvalidEventPatternException: Event pattern is not valid. Reason: Nonstandard …",
      "InvalidEventPatternException: Event pattern is not valid. Reason: Null …",
    ],
  },
});
