import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb";

const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient());
const TableName = process.env["RECORD_TABLE"];

/** Longer than the function may run, so that no second run begins while one is at work; short enough to end soon after a crash. */
const LEASE_MS = 60_000;

export interface Lease {
  shop: string;
  owner: string;
  /** The last day that is booked; undefined before the first. */
  bookedThrough: string | undefined;
}

// #region take-lease
/** Reserves the shop for this run, unless another run has it; in the same step it reads how far the shop is booked. */
export async function takeLease(shop: string, owner: string): Promise<Lease | undefined> {
  const now = Date.now();
  try {
    const { Attributes } = await dynamo.send(
      new UpdateCommand({
        TableName,
        Key: { shop },
        UpdateExpression: "SET leaseOwner = :owner, leaseUntil = :until",
        // A run that was killed never gives its lease back. That is why a lease has an end, and a lock is not enough.
        ConditionExpression: "attribute_not_exists(leaseUntil) OR leaseUntil < :now",
        ExpressionAttributeValues: { ":owner": owner, ":until": now + LEASE_MS, ":now": now },
        ReturnValues: "ALL_NEW",
      }),
    );
    return { shop, owner, bookedThrough: Attributes?.["bookedThrough"] as string | undefined };
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
// #endregion

// #region record-day
/** Notes after each day how far the shop is booked, so that a run that fails later need not begin anew. Fails if the lease was lost. */
export async function recordBooked({ shop, owner }: Lease, day: string): Promise<void> {
  await dynamo.send(
    new UpdateCommand({
      TableName,
      Key: { shop },
      UpdateExpression: "SET bookedThrough = :day",
      ConditionExpression: "leaseOwner = :owner",
      ExpressionAttributeValues: { ":day": day, ":owner": owner },
    }),
  );
}

export async function giveBack({ shop, owner }: Lease): Promise<void> {
  await dynamo.send(
    new UpdateCommand({
      TableName,
      Key: { shop },
      UpdateExpression: "REMOVE leaseOwner, leaseUntil",
      ConditionExpression: "leaseOwner = :owner",
      ExpressionAttributeValues: { ":owner": owner },
    }),
  );
}
// #endregion
