import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { dynamo, TABLE_NAME } from "../shared/table.ts";
import type { NewOrder, Order, Status } from "./order.ts";

// #region save-order
/** Saves an order unless there is one with its id; returns the order that is saved now, which may be another one. */
export async function saveOrder(wanted: NewOrder): Promise<Order> {
  const order: Order = { ...wanted, status: "PENDING" };
  try {
    await dynamo.send(
      new PutCommand({
        TableName: TABLE_NAME,
        Item: order,
        ConditionExpression: "attribute_not_exists(id)",
      }),
    );
    return order;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return (await findOrder(order.id))!;
  }
}
// #endregion

export async function findOrder(id: string): Promise<Order | undefined> {
  const { Item } = await dynamo.send(new GetCommand({ TableName: TABLE_NAME, Key: { id }, ConsistentRead: true }));
  return Item as Order | undefined;
}

// #region settle-order
/** An order moves once, away from PENDING. What comes later, or again, changes nothing. */
export async function settleOrder(id: string, status: Status): Promise<void> {
  try {
    await dynamo.send(
      new UpdateCommand({
        TableName: TABLE_NAME,
        Key: { id },
        UpdateExpression: "SET #status = :status",
        // False for an order that is not there, too: an update without a condition would create it.
        ConditionExpression: "#status = :pending",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: { ":status": status, ":pending": "PENDING" satisfies Status },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // An answer about an order that nobody placed is not late, it is wrong: somebody has to look at it.
    if (!error.Item) throw new Error(`There is no order ${id}`, { cause: error });
  }
}
// #endregion
