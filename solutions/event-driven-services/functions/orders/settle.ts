import type { StockReserved, StockShort } from "../events.ts";
import { eachMessage } from "../shared/each-message.ts";
import type { Status } from "./order.ts";
import { settleOrder } from "./orders.ts";

const STATUS_AFTER: Record<string, Status> = { StockReserved: "CONFIRMED", StockShort: "REJECTED" };

// #region settle
export const handler = eachMessage(async (message) => {
  // Of the event we read what we need. Whatever else is in it is not our business, and may change.
  const { "detail-type": type, detail } = message as StockReserved | StockShort;
  const status = STATUS_AFTER[type];
  if (!status || typeof detail.data.orderId !== "string") throw new Error(`Not readable: ${JSON.stringify(message)}`);
  await settleOrder(detail.data.orderId, status);
});
// #endregion
