import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { Lab } from "@course/grader/checks";

/** Tells accounting how to behave for a shop: for one day, or for all. */
export async function wish(
  lab: Lab,
  shop: string,
  what: { day?: string; failsBefore?: boolean; failsAfter?: boolean; takesMs?: number },
): Promise<void> {
  const command = new PutCommand({ TableName: lab.output("LedgerTable"), Item: { shop, entry: "wish", ...what } });
  await documents(lab).send(command);
}

/** The days that are booked for a shop, as often as they are. */
export async function bookings(lab: Lab, shop: string): Promise<string[]> {
  return (await entries(lab, shop, "booking#")).toSorted();
}

/** The days that accounting was asked for, in that order. */
export function calls(lab: Lab, shop: string): Promise<string[]> {
  return entries(lab, shop, "call#");
}

async function entries(lab: Lab, shop: string, prefix: string): Promise<string[]> {
  const { Items = [] } = await documents(lab).send(
    new QueryCommand({
      TableName: lab.output("LedgerTable"),
      KeyConditionExpression: "shop = :shop AND begins_with(entry, :prefix)",
      ExpressionAttributeValues: { ":shop": shop, ":prefix": prefix },
      ConsistentRead: true,
    }),
  );
  return Items.map(({ day }) => String(day));
}

function documents(lab: Lab): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(lab.client(DynamoDBClient));
}
