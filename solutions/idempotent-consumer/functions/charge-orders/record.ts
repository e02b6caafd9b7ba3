import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { TransactWriteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { pointsOf, type Order } from "../order.ts";
import { CUSTOMERS_TABLE, dynamo, RECORDS_TABLE } from "../table.ts";

/** A message lives at most 14 days, in the queue and the dead-letter queue together. A record must outlive it. */
const RECORD_DAYS = 30;

// #region claim
/** Makes the order ours until `deadline`, unless it is done. Throws while it is somebody else's. */
export async function claim(orderId: string, deadline: number): Promise<"ours" | "done"> {
  try {
    await dynamo.send(
      new UpdateCommand({
        TableName: RECORDS_TABLE,
        Key: { orderId },
        UpdateExpression: "SET #status = :inProgress, claimedUntil = :deadline, expiresAt = :expiresAt",
        // Nobody has it, or somebody had it who is gone. DynamoDB tests and writes in one step: of two consumers one gets it.
        ConditionExpression: "attribute_not_exists(orderId) OR (#status = :inProgress AND claimedUntil < :now)",
        ExpressionAttributeNames: { "#status": "status" }, // a reserved word
        ExpressionAttributeValues: {
          ":inProgress": "IN_PROGRESS",
          ":deadline": deadline,
          ":now": Date.now(),
          ":expiresAt": expiresAt(),
        },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return "ours";
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // The record that was in the way comes with the error, in DynamoDB's own notation.
    if (error.Item?.["status"]?.S === "DONE") return "done";
    throw new Error(`Order ${orderId} is in progress elsewhere`, { cause: error });
  }
}
// #endregion

// #region complete
/** Writes down that the order is charged, and gives the points: both or neither. */
export async function complete(order: Order, chargeId: string): Promise<void> {
  await dynamo.send(
    new TransactWriteCommand({
      TransactItems: [
        {
          Update: {
            TableName: RECORDS_TABLE,
            Key: { orderId: order.orderId },
            UpdateExpression: "SET #status = :done, chargeId = :chargeId, expiresAt = :expiresAt REMOVE claimedUntil",
            // Whoever comes second finds DONE: the transaction fails, and with it the second points.
            ConditionExpression: "#status = :inProgress",
            ExpressionAttributeNames: { "#status": "status" },
            ExpressionAttributeValues: {
              ":inProgress": "IN_PROGRESS",
              ":done": "DONE",
              ":chargeId": chargeId,
              ":expiresAt": expiresAt(),
            },
          },
        },
        {
          Update: {
            TableName: CUSTOMERS_TABLE,
            Key: { customer: order.customer },
            UpdateExpression: "ADD points :points",
            ExpressionAttributeValues: { ":points": pointsOf(order) },
          },
        },
      ],
    }),
  );
}
// #endregion

/** For DynamoDB's time to live: seconds, not milliseconds. It deletes days later, so nothing here relies on the deletion. */
function expiresAt(): number {
  return Math.floor(Date.now() / 1000) + RECORD_DAYS * 24 * 60 * 60;
}
