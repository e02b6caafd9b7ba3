import { SNS, type MessageAttributeValue, type SubscribeCommandInput } from "@aws-sdk/client-sns";
import { afterAll } from "vitest";
import { compareErrors } from "../../oracles/compare-errors.ts";
import { RECORDED_ACCOUNT } from "../../oracles/recorded-errors.ts";
import { startTestSandbox } from "../../testing.ts";

const sandbox = await startTestSandbox();
afterAll(() => sandbox.stop());
const sns = new SNS(sandbox.client({ account: RECORDED_ACCOUNT }));

const { TopicArn } = await sns.createTopic({ Name: "topic" });
const { TopicArn: fifo } = await sns.createTopic({ Name: "topic.fifo", Attributes: { FifoTopic: "true" } });
const QUEUE = `arn:aws:sqs:us-east-1:${RECORDED_ACCOUNT}:queue`;
const { SubscriptionArn } = await sns.subscribe({ TopicArn, Protocol: "sqs", Endpoint: QUEUE });
const { SubscriptionArn: ofFifo } = await sns.subscribe({ TopicArn: fifo, Protocol: "sqs", Endpoint: QUEUE });

const attributes = (arn: string) => () => sns.getTopicAttributes({ TopicArn: arn });
const publish = (more: object) => () => sns.publish({ TopicArn, Message: "x", ...more });
const subscribe = (more: Partial<SubscribeCommandInput>) => () =>
  sns.subscribe({ TopicArn, Protocol: "sqs", Endpoint: QUEUE, ...more });
const set =
  (AttributeName: string, AttributeValue: string, arn = SubscriptionArn) =>
  () =>
    sns.setSubscriptionAttributes({ SubscriptionArn: arn!, AttributeName, AttributeValue });
const batch =
  (PublishBatchRequestEntries: { Id: string; Message: string; MessageGroupId?: string }[], arn = TopicArn) =>
  () =>
    sns.publishBatch({ TopicArn: arn, PublishBatchRequestEntries });
const attribute = (name: string, value: Partial<MessageAttributeValue>) =>
  publish({ MessageAttributes: { [name]: { DataType: "String", ...value } } });
const filtered = (policy: object) =>
  subscribe({ Endpoint: `${QUEUE}-filtered`, Attributes: { FilterPolicy: JSON.stringify(policy) } });
const unsubscribe = (arn: string) => () => sns.unsubscribe({ SubscriptionArn: arn });
const permission = (Label: string, action = "Publish") =>
  sns.addPermission({ TopicArn, Label, AWSAccountId: [RECORDED_ACCOUNT], ActionName: [action] });
const entries = (length: number) => Array.from({ length }, (_, index) => ({ Id: String(index), Message: "x" }));
const values = (length: number) => Array.from({ length }, (_, index) => String(index));

/** A recorded error of a filter policy on one key, which its text repeats. */
const PREFIX = "InvalidParameter: Invalid parameter: Attributes Reason: FilterPolicy: ";
const of = (value: unknown) => [`${PREFIX}…${JSON.stringify({ key: value })}…`, filtered({ key: value })] as const;
const filterPolicies = Object.fromEntries([
  of([["value"]]),
  of([{ "wrong-operator": true }]),
  of([{ suffix: "value", prefix: "value2" }]),
  of([]),
  of([{ suffix: 100 }]),
  of([{ suffix: null }]),
  of({ suffix: "value" }),
  of([{ suffix: [] }]),
  of([{ suffix: ["test", "test2"] }]),
  of({ suffix: "value", prefix: "value" }),
  of({ "not-an-operator": "value" }),
  of([{ cidr: ["bad-filter"] }]),
  of([{ numeric: [] }]),
  of([{ numeric: ["operator"] }]),
  of([{ numeric: [1, "<="] }]),
  of([{ numeric: ["=", "000"] }]),
  of([{ numeric: [">="] }]),
  of([{ numeric: ["<", 100, ">", 10] }]),
  of([{ numeric: [">=", 1, ">", 2] }]),
  of([{ numeric: [">", 3, "<", 1] }]),
  of([{ numeric: [">", 20, "<="] }]),
  of([{ numeric: [">", 20, 30] }]),
  of([{ numeric: [">", 20, "test"] }]),
  of([{ numeric: [">", "20", "<", "30"] }]),
  of([{ numeric: [">", 20, "<", "30"] }]),
  of([{ numeric: [">", 20, "<", 30, "<", 50] }]),
  of([{ exists: null }]),
  of([{ exists: "no" }]),
  of([{ "anything-but": { "wrong-operator": null } }]),
  of([{ "anything-but": { suffix: "test" } }]),
  of([{ "anything-but": { exists: false } }]),
  of([{ "anything-but": { prefix: false } }]),
]);
const cidr = (value: string) => filtered({ key: [{ cidr: value }] });

compareErrors("sns", {
  raised: {
    ...filterPolicies,
    [`${PREFIX}Malformed CIDR, one '/' required`]: cidr("bad-filter"),
    [`${PREFIX}Malformed CIDR, mask bits must be an integer`]: cidr("bad-filter/x"),
    [`${PREFIX}Nonstandard IP address: bad-filter`]: cidr("bad-filter/64"),
    [`${PREFIX}Nonstandard IP address: xx.11.xx`]: cidr("xx.11.xx/8"),
    [`${PREFIX}Nonstandard IP address: xxxx:db8:1234:1a00::`]: cidr("xxxx:db8:1234:1a00::/64"),
    'InvalidParameter: Invalid parameter: FilterPolicy: "key_a" must be an object or an array…': set(
      "FilterPolicy",
      '{"key_a":"value_one"}',
    ),
    "NotFound: Topic does not exist": attributes(`${TopicArn}x`),
    "InvalidParameter: Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1":
      attributes("x"),
    "InvalidParameter: Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 2":
      attributes("a:b"),
    "InvalidParameter: Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 5":
      attributes("a:b:c:d:e"),
    "InvalidParameter: Invalid parameter: TopicArn": publish({ TopicArn: TopicArn!.replace("us-east-1", "eu-west-1") }),
    "InvalidParameter: Invalid parameter: Duplicated keys are not allowed.": () =>
      sns.createTopic({ Name: "tagged", Tags: ["1", "2"].map((Value) => ({ Key: "k", Value })) }),
    "InvalidParameter: Invalid parameter: Tags Reason: Topic already exists with different tags": () =>
      sns.createTopic({ Name: "topic", Tags: [{ Key: "k", Value: "v" }] }),
    "InvalidParameter: Invalid parameter: Attributes Reason: Topic already exists with different attributes": () =>
      sns.createTopic({ Name: "topic", Attributes: { DisplayName: "other" } }),
    "InvalidParameter: Invalid parameter: Topic Name": () => sns.createTopic({ Name: "a.fifo" }),
    "InvalidParameter: Invalid parameter: TargetArn Reason: No endpoint found …": publish({
      TopicArn: undefined,
      TargetArn: `arn:aws:sns:us-east-1:${RECORDED_ACCOUNT}:endpoint/APNS/abcdef/0f7d5971-aa8b-4bd5-b585-0826e9f93a66`,
    }),
    "InvalidParameter: Invalid parameter: Subject": publish({ Subject: "" }),
    "InvalidParameter: Invalid parameter: Empty message": publish({ Message: "" }),
    "InvalidParameter: Invalid parameter: Message too long": publish({ Message: "x".repeat(262_145) }),
    "InvalidParameter: Invalid parameter: Message Structure - No default entry in JSON message body": publish({
      Message: "{}",
      MessageStructure: "json",
    }),
    "InvalidParameter: Invalid parameter: Message Structure - JSON message body failed to parse": publish({
      Message: "x",
      MessageStructure: "json",
    }),
    "InvalidParameter: Invalid parameter: Amazon SNS does not support this protocol string: test-protocol": subscribe({
      Protocol: "test-protocol",
    }),
    "InvalidParameter: Invalid parameter: Attributes Reason: RawMessageDelivery: Invalid value [wrongvalue]. …":
      subscribe({ Attributes: { RawMessageDelivery: "wrongvalue" } }),
    "NotFound: Subscription does not exist": set("RawMessageDelivery", "true", `${TopicArn}:none`),
    "InvalidParameter: Invalid parameter: AttributeName": set("FakeAttribute", "x"),
    "InvalidParameter: Invalid parameter: RawMessageDelivery: Invalid value [test-ValUe]. …": set(
      "RawMessageDelivery",
      "test-ValUe",
    ),
    "InvalidParameter: Invalid parameter: RawMessageDelivery: Invalid value []. …": set("RawMessageDelivery", ""),
    "InvalidParameter: Invalid parameter: RedrivePolicy: deadLetterTargetArn is an invalid arn": set(
      "RedrivePolicy",
      '{"deadLetterTargetArn":"fake"}',
    ),
    "InvalidParameter: Invalid parameter: RedrivePolicy: failed to parse JSON. …": set(
      "RedrivePolicy",
      "{invalidjson}",
    ),
    "InvalidParameter: Invalid parameter: FilterPolicy: failed to parse JSON. …": set("FilterPolicy", "{invalidjson}"),
    "InvalidParameter: Invalid parameter: Attributes Reason: FilterPolicy: failed to parse JSON. …": subscribe({
      Endpoint: `${QUEUE}-other`,
      Attributes: { FilterPolicy: "invalid filter policy" },
    }),
    "InvalidParameter: Invalid parameter: Token": () =>
      sns.confirmSubscription({ TopicArn: TopicArn!, Token: "a".repeat(256) }),
    "InvalidParameter: Invalid token": () => sns.confirmSubscription({ TopicArn: TopicArn!, Token: "abcdef1234" }),
    "InvalidParameter: Invalid parameter: Topic": async () => {
      const answer = await fetch(
        `${sandbox.endpoint}/?Action=ConfirmSubscription&TopicArn=${TopicArn}x&Token=${"a".repeat(256)}`,
      );
      const body = await answer.text();
      const [, code, message] = /<Code>(.*)<\/Code><Message>(.*)<\/Message>/.exec(body)!;
      throw Object.assign(new Error(message), { Code: code });
    },
    "InvalidParameter: Invalid parameter: The MessageGroupId parameter is required for FIFO topics": publish({
      TopicArn: fifo,
    }),
    "InvalidParameter: Invalid parameter: The topic should either have ContentBasedDeduplication enabled …": publish({
      TopicArn: fifo,
      MessageGroupId: "g",
    }),
    "InvalidParameter: Invalid parameter: MessageDeduplicationId Reason: …": publish({ MessageDeduplicationId: "d" }),
    "TooManyEntriesInBatchRequest: …": batch(entries(11)),
    "BatchEntryIdsNotDistinct: …": batch([...entries(1), ...entries(1)]),
    "BatchRequestTooLong: …": batch(entries(2).map((entry) => ({ ...entry, Message: "x".repeat(131_073) }))),
    "InvalidBatchEntryId: … impermissible character: message.id": batch([{ Id: "message.id", Message: "x" }]),
    "InvalidBatchEntryId: … impermissible character: msg@123#test": batch([{ Id: "msg@123#test", Message: "x" }]),
    "InvalidBatchEntryId: … is too long: aaa…": batch([{ Id: "a".repeat(81), Message: "x" }]),
    "InvalidBatchEntryId: … is too long: myreally…": batch([{ Id: `my${"really".repeat(13)}longid`, Message: "x" }]),
    "InvalidParameter: Invalid parameter: SQS endpoint ARN": subscribe({
      Endpoint: `http://127.0.0.1/${RECORDED_ACCOUNT}/queue`,
    }),
    "InvalidParameter: Invalid parameter: Invalid parameter: Endpoint Reason: FIFO SQS Queues …": subscribe({
      Endpoint: `${QUEUE}.fifo`,
    }),
    "InvalidParameter: Invalid parameter: RedrivePolicy: must use a FIFO queue as DLQ …": set(
      "RedrivePolicy",
      JSON.stringify({ deadLetterTargetArn: QUEUE }),
      ofFifo,
    ),
    "InvalidParameter: Invalid parameter: Attributes Reason: Subscription already exists with different attributes":
      subscribe({ Attributes: { RawMessageDelivery: "true" } }),
    "ParameterValueInvalid: The message attribute 'attr1' must contain non-empty message attribute value for message attribute type 'String'.":
      attribute("attr1", { StringValue: "" }),
    "ParameterValueInvalid: The message attribute 'attr1' must contain non-empty message attribute value for message attribute type 'Binary'.":
      attribute("attr1", { DataType: "Binary", BinaryValue: new Uint8Array() }),
    "ParameterValueInvalid: The message attribute 'attr1' with type 'String' must use field 'String'.": attribute(
      "attr1",
      { BinaryValue: Buffer.from("x") },
    ),
    "ParameterValueInvalid: The message attribute 'attr1' with type 'Number' must use field 'String'.": attribute(
      "attr1",
      { DataType: "Number", BinaryValue: Buffer.from("x") },
    ),
    "ParameterValueInvalid: The message attribute 'attr1' with type 'Binary' must use field 'Binary'.": attribute(
      "attr1",
      { DataType: "Binary", StringValue: "x" },
    ),
    "ParameterValueInvalid: The message attribute 'attr1' has an invalid message attribute type, …": attribute(
      "attr1",
      {
        DataType: "InvalidType",
        StringValue: "x",
      },
    ),
    "ParameterValueInvalid: Length of message attribute name must be less than 256 bytes.": attribute("a".repeat(257), {
      StringValue: "x",
    }),
    "ParameterValueInvalid: Invalid non-alphanumeric character '#x5E' …": attribute("a^b", { StringValue: "x" }),
    "ParameterValueInvalid: Invalid message attribute name starting with character '.' was found.": attribute(".a", {
      StringValue: "x",
    }),
    "ParameterValueInvalid: Invalid message attribute name ending with character '.' was found.": attribute("a.", {
      StringValue: "x",
    }),
    "ParameterValueInvalid: Message attribute name can not have successive '.' character.": attribute("a..b", {
      StringValue: "x",
    }),
    "ValidationError: … 'messageAttributes.attr1.member.dataType' …": publish({
      MessageAttributes: { attr1: { StringValue: "x" } },
    }),
    "ValidationError: … 'publishBatchRequestEntries.1.member.messageAttributes.attr1.member.dataType' …": () =>
      sns.publishBatch({
        TopicArn,
        PublishBatchRequestEntries: [
          { Id: "1", Message: "x", MessageAttributes: { attr1: { StringValue: "x" } as MessageAttributeValue } },
        ],
      }),
    "InvalidParameter: Invalid parameter: SubscriptionArn Reason: An ARN must have at least 6 elements, not 1":
      unsubscribe("x"),
    "InvalidParameter: Invalid parameter: SubscriptionArn Reason: An ARN must have at least 6 elements, not 5":
      unsubscribe("a:b:c:d:e"),
    "InvalidParameter: Invalid parameter: SubscriptionId": unsubscribe("a:b:c:d:e:f"),
    "InvalidParameter: Invalid parameter: SubscriptionArn Reason: no value for required parameter": unsubscribe(""),
    "InvalidParameter: Invalid parameter: Statement already exists": async () => {
      await permission("twice");
      await permission("twice");
    },
    "InvalidParameter: Invalid parameter: Policy statement action out of service scope!": () =>
      permission("odd", "InvalidAction"),
    [`${PREFIX}Filter policy is too complex`]: filtered({ a: values(151) }),
    [`${PREFIX}Filter policy can not have more than 5 keys`]: filtered(
      Object.fromEntries(values(6).map((name) => [name, ["x"]])),
    ),
    "InvalidParameter: Invalid parameter: FilterPolicy: Filter policy can not have more than 5 keys": set(
      "FilterPolicy",
      JSON.stringify(Object.fromEntries(values(6).map((name) => [name, ["x"]]))),
    ),
    "InvalidParameter: Invalid parameter: FilterPolicy: Filter policy is too complex": set(
      "FilterPolicy",
      JSON.stringify({ a: values(151) }),
    ),
    "InvalidParameter: Invalid parameter: Filter policy scope MessageAttributes does not support nested filter policy":
      set("FilterPolicy", '{"a":{"b":["x"]}}'),
    "InvalidParameter: Invalid parameter: FilterPolicyScope: Invalid value [RandomValue]. …": set(
      "FilterPolicyScope",
      "RandomValue",
    ),
  },
  beyond: {
    "SMS is not emulated": [
      "InvalidParameter: Invalid parameter: PhoneNumber Reason: …",
      "InvalidParameter: Invalid SMS endpoint: …",
      "InvalidParameter: InvalidAttribute is not a valid attribute",
      "InvalidParameter: DefaultSendID is not a valid attribute",
      "InvalidParameter: DefaultSMSType is invalid",
    ],
    "Mobile push is not emulated": [
      "ValidationError: … Value null at 'attributes' …",
      "InvalidParameter: Invalid parameter: Attributes Reason: Platform…",
      "InvalidParameter: Invalid parameter: aaa… Reason: must be at most 256 …",
      "InvalidParameter: Invalid parameter:  Reason: cannot be empty",
      "InvalidParameter: Invalid parameter: @name Reason: …",
      "InvalidParameter: Invalid parameter: Platform Reason: AAA is not supported",
      "InvalidParameter: Invalid parameter: PlatformApplicationArn Reason: …",
      "NotFound: PlatformApplication does not exist",
      "InvalidParameter: Invalid parameter: Token Reason: Endpoint …",
      "InvalidParameter: Invalid parameter: EndpointArn Reason: …",
      "NotFound: Endpoint does not exist",
      "InvalidParameter: Invalid parameter: Attributes Reason: Invalid …",
    ],
  },
});
