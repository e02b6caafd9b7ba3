import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { expectEqual, expectThat, type Lab } from "@course/grader/checks";
import { invoke } from "@course/grader/checks/deliver";

export interface Command {
  customer: string;
  number: number;
  amount: unknown;
}

/** Longer than all receives of a message together. */
export const LONG_ENOUGH_MS = 30 * 60_000;

export function commandsOf(customer: string, amounts: unknown[], first = 1): Command[] {
  return amounts.map((amount, index) => ({ customer, number: first + index, amount }));
}

/** What the shop does: it hands commands to the producer, which puts them into the queue. */
export async function send(lab: Lab, commands: Command[]): Promise<void> {
  const { error } = await invoke(lab, lab.output("ProducerFunction"), { commands });
  expectThat(!error, { expected: `{"sent":${commands.length}}`, found: error, where: "ProducerFunction" });
}

function items(lab: Lab): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(lab.client(DynamoDBClient));
}

export async function letTheBankFail(lab: Lab, { customer, number }: Command, failures: number): Promise<void> {
  const Item = { customer, number, failures };
  await items(lab).send(new PutCommand({ TableName: lab.output("FaultsTable"), Item }));
}

/** How often the bank will still fail for this command. */
export async function failuresLeft(lab: Lab, { customer, number }: Command): Promise<number> {
  const command = new GetCommand({
    TableName: lab.output("FaultsTable"),
    Key: { customer, number },
    ConsistentRead: true,
  });
  return (await items(lab).send(command)).Item?.["failures"] as number;
}

interface Entry {
  number: number;
  at: number;
}

export async function account(lab: Lab, customer: string): Promise<{ balance: number; history: Entry[] }> {
  const command = new GetCommand({ TableName: lab.output("AccountsTable"), Key: { customer }, ConsistentRead: true });
  const { balance = 0, history = [] } = (await items(lab).send(command)).Item ?? {};
  return { balance, history };
}

/** These commands were applied, each once, and the balance is their sum. Their order is the claim of one check only. */
export async function expectApplied(lab: Lab, customer: string, commands: Command[], inOrder = false): Promise<void> {
  const { balance, history } = await account(lab, customer);
  const numbers = history.map(({ number }) => number);
  const found = inOrder ? numbers : numbers.toSorted((a, b) => a - b);
  const expected = commands.map(({ number }) => number);
  expectEqual(found, expected, lab.text("appliedTo", { customer }));
  const sum = commands.reduce((total, { amount }) => total + (amount as number), 0);
  expectEqual(balance, sum, lab.text("balanceOf", { customer }));
}

/** How many messages the queue holds, whether somebody has received them or not. */
export async function messagesIn(lab: Lab, output: string): Promise<number> {
  const attributes = await queueAttributes(lab, output);
  return ["", "NotVisible", "Delayed"].reduce(
    (sum, state) => sum + Number(attributes[`ApproximateNumberOfMessages${state}`]),
    0,
  );
}

/** The customer's commands in the dead-letter queue, without taking them out. */
export async function setAside(lab: Lab, customer: string): Promise<number[]> {
  const QueueUrl = lab.output("DeadLetterQueueUrl");
  const { Messages = [] } = await lab
    .client(SQSClient)
    .send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0, WaitTimeSeconds: 1 }));
  return Messages.map(({ Body }) => JSON.parse(Body!) as Command)
    .filter((command) => command.customer === customer)
    .map(({ number }) => number);
}

export async function queueAttributes(lab: Lab, output: string): Promise<Record<string, string>> {
  const command = new GetQueueAttributesCommand({ QueueUrl: lab.output(output), AttributeNames: ["All"] });
  return (await lab.client(SQSClient).send(command)).Attributes ?? {};
}
