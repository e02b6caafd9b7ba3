import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { dynamo, TABLE_NAME } from "../shared/table.ts";
import type { NewOrder, Order, Status } from "./order.ts";

// #region save-order
/** Saves an order unless there is one with its id; returns the order that is saved now, which may be another one. */
export async function saveOrder(wanted: NewOrder): Promise<Order> {
  // TODO 1: one write decides which of two requests at the same time is first.
  throw new Error(`Order ${wanted.id} is not saved yet`);
}
// #endregion

export async function findOrder(id: string): Promise<Order | undefined> {
  const { Item } = await dynamo.send(new GetCommand({ TableName: TABLE_NAME, Key: { id }, ConsistentRead: true }));
  return Item as Order | undefined;
}

// #region settle-order
/** An order moves once, away from PENDING. What comes later, or again, changes nothing. */
export async function settleOrder(id: string, status: Status): Promise<void> {
  // TODO 3: set the status. An answer about an order that nobody placed must not create one.
  throw new Error(`Order ${id} is not ${status} yet`);
}
// #endregion
