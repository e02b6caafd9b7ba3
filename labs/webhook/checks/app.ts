import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { LambdaClient, ListEventSourceMappingsCommand } from "@aws-sdk/client-lambda";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { eventually, expectEqual, expectThat, steadily, type Lab } from "@course/grader/checks";
import { functionSettings } from "@course/grader/checks/functions";

export interface SourceQueue {
  url: string;
  arn: string;
  consumer: string;
  deadLetterArn: string | undefined;
}

/** The queue between receiver and consumer: the one that a function is fed from. Fails the check when there is none. */
export async function sourceQueue(lab: Lab): Promise<SourceQueue> {
  for (const { physicalId: url } of await lab.resources("AWS::SQS::Queue")) {
    const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["QueueArn", "RedrivePolicy"] });
    const { Attributes = {} } = await lab.client(SQSClient).send(command);
    const arn = Attributes["QueueArn"]!;
    const { EventSourceMappings = [] } = await lab
      .client(LambdaClient)
      .send(new ListEventSourceMappingsCommand({ EventSourceArn: arn }));
    const consumer = EventSourceMappings[0]?.FunctionArn;
    if (consumer === undefined) continue;
    const redrive = JSON.parse(Attributes["RedrivePolicy"] ?? "{}") as { deadLetterTargetArn?: string };
    return { url, arn, consumer, deadLetterArn: redrive.deadLetterTargetArn };
  }
  expectThat(false, { expected: "AWS::SQS::Queue -> AWS::Lambda::Function", found: "-", where: "Webhook" });
}

/** The app's functions, whatever they are called, without the one that is part of the lab. */
export async function functions(lab: Lab) {
  const resources = await lab.resources("AWS::Lambda::Function");
  return Promise.all(
    resources
      .filter(({ logicalId }) => !logicalId.startsWith("PaymentProvider"))
      .map(async ({ logicalId, physicalId }) => ({ logicalId, ...(await functionSettings(lab, physicalId)) })),
  );
}

async function balance(lab: Lab, account: string): Promise<number> {
  const { Item } = await lab.client(DynamoDBClient).send(
    new GetItemCommand({
      TableName: lab.output("AccountsTable"),
      Key: { account: { S: account } },
      ConsistentRead: true,
    }),
  );
  return Number(Item?.["cents"]?.N ?? 0);
}

const WITHIN_MS = 300_000;
/** Longer than a message that was not deleted takes to come again. */
const STEADY_MS = 180_000;

/** Each account holds its cents, and it stays so. */
export async function expectCredited(lab: Lab, expected: Record<string, number>): Promise<void> {
  await eventually(() => expectBalances(lab, expected), { within: WITHIN_MS });
  await steadily(() => expectBalances(lab, expected), { during: STEADY_MS });
}

export async function expectNothingCredited(lab: Lab, account: string): Promise<void> {
  await steadily(() => expectBalances(lab, { [account]: 0 }), { during: 10_000 });
}

export async function expectBalances(lab: Lab, expected: Record<string, number>): Promise<void> {
  const entries = Object.keys(expected).map(async (account) => [account, await balance(lab, account)] as const);
  expectEqual(Object.fromEntries(await Promise.all(entries)), expected, lab.text("balances"));
}

/** What a queue holds, also what somebody is working on. */
export async function depth(lab: Lab, arn: string): Promise<number> {
  const [, , , , , name] = arn.split(":");
  const queues = await lab.resources("AWS::SQS::Queue");
  const QueueUrl = queues.find(({ physicalId }) => physicalId.endsWith(`/${name}`))?.physicalId;
  expectThat(QueueUrl !== undefined, { expected: "AWS::SQS::Queue", found: "-", where: arn });
  const { Attributes = {} } = await lab.client(SQSClient).send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    }),
  );
  return (
    Number(Attributes["ApproximateNumberOfMessages"]) + Number(Attributes["ApproximateNumberOfMessagesNotVisible"])
  );
}
