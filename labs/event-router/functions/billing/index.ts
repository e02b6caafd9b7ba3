import type { EventBridgeEvent } from "aws-lambda";
import type { OrderPlaced } from "../order.ts";

// #region billing
export async function handler({ detail }: EventBridgeEvent<"OrderPlaced", OrderPlaced>): Promise<void> {
  // TODO 2: book the order (book in ../ledger.ts), under a key that is the same when the order is published a second time.
  throw new Error(`${detail.data.orderId} is not booked yet`);
}
// #endregion
