import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

export const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient());
/** One item for each shop. */
export const TableName = process.env["RECORD_TABLE"];

export interface Lease {
  shop: string;
  owner: string;
  /** The last day that is booked; undefined before the first. */
  bookedThrough: string | undefined;
}

// #region take-lease
/** Reserves the shop for this run, unless another run has it; in the same step it reads how far the shop is booked. */
export async function takeLease(shop: string, owner: string): Promise<Lease | undefined> {
  // TODO 4: one UpdateCommand with a condition. A run that is killed never gives its lease back: let it end by itself,
  // later than the function may run (its timeout stands in the stack), and after at most 2 minutes.
  throw new Error(`${owner} cannot reserve ${shop} yet`);
}
// #endregion

// #region record-day
/** Notes how far the shop is booked. Fails if the lease was lost. */
export async function recordBooked({ shop }: Lease, day: string): Promise<void> {
  // TODO 2: an UpdateCommand. TODO 4: only while the lease is ours.
  throw new Error(`Cannot note ${day} for ${shop} yet`);
}

export async function giveBack({ shop }: Lease): Promise<void> {
  // TODO 4: only our own lease.
  throw new Error(`Cannot give ${shop} back yet`);
}
// #endregion
