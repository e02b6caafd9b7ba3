import { ConditionalCheckFailedException, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { PutCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import type { OrderPlaced } from "../events.ts";
import { dynamo, TABLE_NAME } from "../shared/table.ts";

export type Decision = "StockReserved" | "StockShort";

// #region reserve
/** Decides about an order once, and remembers the decision: an order that comes again gets the same answer. */
export async function reserve(order: OrderPlaced["detail"]["data"]): Promise<Decision> {
  try {
    await dynamo.send(
      new TransactWriteCommand({
        TransactItems: [
          { Put: newDecision(order, "StockReserved") },
          {
            Update: {
              TableName: TABLE_NAME,
              Key: { pk: `sku#${order.sku}` },
              UpdateExpression: "SET available = available - :quantity",
              ConditionExpression: "available >= :quantity",
              ExpressionAttributeValues: { ":quantity": order.quantity },
            },
          },
        ],
      }),
    );
    return "StockReserved";
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const isRefused = error.CancellationReasons?.some(({ Code }) => Code === "ConditionalCheckFailed");
    if (!isRefused) throw error; // somebody else was at the same item: the message comes back
    return refuse(order);
  }
}
// #endregion

// #region refuse
/**
 * There is too little, or there was a decision before: then that one counts. A refusal is recorded too: without that,
 * the same order would get the goods if it came again after a delivery.
 */
async function refuse(order: OrderPlaced["detail"]["data"]): Promise<Decision> {
  try {
    await dynamo.send(new PutCommand(newDecision(order, "StockShort")));
    return "StockShort";
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException && error.Item) return error.Item["decision"]?.S as Decision;
    throw error;
  }
}
// #endregion

function newDecision({ orderId, sku, quantity }: OrderPlaced["detail"]["data"], decision: Decision) {
  return {
    TableName: TABLE_NAME,
    Item: { pk: `order#${orderId}`, sku, quantity, decision },
    ConditionExpression: "attribute_not_exists(pk)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
  };
}
