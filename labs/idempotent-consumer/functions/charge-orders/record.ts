import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { pointsOf, type Order } from "../order.ts";
import { CUSTOMERS_TABLE, dynamo } from "../table.ts";

// #region claim
/** Makes the order ours until `deadline`, unless it is done. Throws while it is somebody else's. */
export async function claim(_orderId: string, _deadline: number): Promise<"ours" | "done"> {
  // TODO 1, 2, 3: one write with a ConditionExpression (UpdateCommand or PutCommand) that tells three cases apart:
  //   - nobody has the order, or somebody whose deadline has passed (compare the times yourself): it is ours
  //   - it is done
  //   - somebody is working on it: throw, so that the message comes back
  // ReturnValuesOnConditionCheckFailure: "ALL_OLD" hands over the record that was in the way.
  // TODO 5: the record gets a time after which DynamoDB may delete it: in seconds, and late enough.
  return "ours";
}
// #endregion

// #region complete
/** Writes down that the order is charged, and gives the points: both or neither. */
export async function complete(order: Order, _chargeId: string): Promise<void> {
  // TODO 1: write down that the order is done. TODO 4: make one TransactWriteCommand of both writes.
  await dynamo.send(
    new UpdateCommand({
      TableName: CUSTOMERS_TABLE,
      Key: { customer: order.customer },
      UpdateExpression: "ADD points :points",
      ExpressionAttributeValues: { ":points": pointsOf(order) },
    }),
  );
}
// #endregion
