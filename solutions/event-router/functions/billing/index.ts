import type { EventBridgeEvent } from "aws-lambda";
import { book } from "../ledger.ts";
import type { OrderPlaced } from "../order.ts";

// #region billing
export async function handler({ detail }: EventBridgeEvent<"OrderPlaced", OrderPlaced>): Promise<void> {
  // The producer's id: the envelope has another one each time that the event is published.
  await book(detail.metadata.id, detail.data);
}
// #endregion
