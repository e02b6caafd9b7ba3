import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { eventually, expectEqual, expectThat, type Lab } from "@course/grader/checks";
import { invoke } from "@course/grader/checks/deliver";

export type Team = "stock" | "mail" | "review";
export const TEAMS: Team[] = ["stock", "mail", "review"];

/** As in functions/order-event.ts. */
export interface OrderEvent {
  id: string;
  type: "OrderPlaced" | "OrderCancelled";
  orderId: string;
  customer: string;
  total: number;
}

/** An event that nobody has seen before; of interest to every team, unless the members say something else. */
export function newEvent(lab: Lab, members: Partial<OrderEvent> = {}): OrderEvent {
  const event = { type: "OrderPlaced" as const, orderId: lab.unique("order"), customer: "Ann", total: 900 };
  return { id: lab.unique("event"), ...event, ...members };
}

/** Lets the producer publish. */
export async function announce(lab: Lab, event: OrderEvent): Promise<void> {
  const { error } = await invoke(lab, lab.output("PublisherName"), event);
  expectThat(!error, { expected: lab.text("published"), found: error, where: told(event) });
}

export function told({ type, orderId, total }: OrderEvent): string {
  return `${type} ${orderId}, ${total}`;
}

// A document client wraps a client; there is one for all checks.
let documents: DynamoDBDocumentClient | undefined;
const desks = (lab: Lab) => (documents ??= DynamoDBDocumentClient.from(lab.client(DynamoDBClient)));

/** The ids of the events of an order for which there is a job on the team's desk. */
export async function jobs(lab: Lab, team: Team, orderId: string): Promise<string[]> {
  const { Items = [] } = await desks(lab).send(
    new QueryCommand({
      TableName: lab.output("DesksTable"),
      KeyConditionExpression: "team = :team",
      ExpressionAttributeValues: { ":team": team },
      ConsistentRead: true,
    }),
  );
  const events = Items.map((item) => item["event"] as OrderEvent | undefined);
  return events.filter((event) => event?.orderId === orderId).map((event) => event!.id);
}

/** The desk of the team refuses so many jobs for this order. */
export async function closeDesk(lab: Lab, team: Team, orderId: string, times: number): Promise<void> {
  const Item = { team: `closed#${team}`, key: orderId, times };
  await desks(lab).send(new PutCommand({ TableName: lab.output("DesksTable"), Item }));
}

/** Exactly one job for this event on each of these desks. */
export async function expectJobs(lab: Lab, teams: Team[], event: OrderEvent): Promise<void> {
  const found = await Promise.all(teams.map(async (team) => [team, await jobs(lab, team, event.orderId)]));
  expectEqual(
    Object.fromEntries(found),
    Object.fromEntries(teams.map((team) => [team, [event.id]])),
    lab.text("desks", { event: told(event) }),
  );
}

/**
 * Publishes a new event and waits for what should come of it, again while the app may not be ready.
 * On AWS a new subscription takes seconds, and a new filter policy up to 15 minutes ("Subscription filter policies", 2026-11-21).
 */
export async function expectOf(lab: Lab, expectation: (event: OrderEvent) => Promise<void>): Promise<void> {
  await eventually(
    async () => {
      const event = newEvent(lab);
      await announce(lab, event);
      await eventually(() => expectation(event), { within: 60_000 });
    },
    { within: SETTLING_MS },
  );
}
export const SETTLING_MS = 900_000;

export function queueUrl(lab: Lab, team: Team): string {
  return lab.output(`${team[0]!.toUpperCase()}${team.slice(1)}QueueUrl`);
}

/** Takes out of a queue what is in it, message by message; whoever asks gets all that came so far. */
export function opened(lab: Lab, QueueUrl: string): () => Promise<string[]> {
  const bodies: string[] = [];
  const sqs = lab.client(SQSClient);
  return async () => {
    for (;;) {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      if (!Messages.length) return bodies;
      bodies.push(...Messages.map(({ Body }) => Body!));
      const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
  };
}

/** The events that these messages carry, with or without the envelope of SNS: raw delivery is the claim of one check only. */
export function eventsIn(bodies: string[]): Partial<OrderEvent>[] {
  return bodies.map((body) => {
    const message = parsed(body);
    return message["Type"] === "Notification" ? parsed(String(message["Message"])) : message;
  });
}

export function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Attributes of a queue. */
export async function attributes(lab: Lab, QueueUrl: string): Promise<Record<string, string>> {
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] });
  return (await lab.client(SQSClient).send(command)).Attributes!;
}

/** The ARN in a redrive policy, of a queue or of a subscription; fails the check when there is none. */
export function deadLetterArn(policy: string | undefined, where: string): string {
  const arn = parsed(policy ?? "")["deadLetterTargetArn"];
  expectThat(typeof arn === "string", { expected: "RedrivePolicy", found: policy ?? "-", where });
  return arn;
}

export async function urlOf(lab: Lab, queueArn: string): Promise<string> {
  const command = new GetQueueUrlCommand({ QueueName: queueArn.split(":").at(-1)! });
  return (await lab.client(SQSClient).send(command)).QueueUrl!;
}
