import type { OrderPlaced } from "../events.ts";
import { eachMessage } from "../shared/each-message.ts";
import { publish } from "../shared/publish.ts";
import { reserve } from "./reservations.ts";

const ID_OF = { StockReserved: "stock-reserved", StockShort: "stock-short" };

// #region handler
export const handler = eachMessage(async (message) => {
  const { orderId, sku, quantity } = readOrder(message);
  const decision = await reserve({ orderId, sku, quantity });
  // Published for a repeated order too: the first time we may have got as far as the reservation, and no further.
  await publish({
    source: "shop.stock",
    "detail-type": decision,
    detail: { metadata: { id: `${ID_OF[decision]}#${orderId}`, version: 1 }, data: { orderId, sku, quantity } },
  });
});
// #endregion

// #region read-order
/** What we need of the event, and no more: members that we do not know are not our business. What we need must be there. */
function readOrder(message: unknown): OrderPlaced["detail"]["data"] {
  const { orderId, sku, quantity } = (message as OrderPlaced).detail.data;
  if (typeof orderId !== "string" || typeof sku !== "string" || !Number.isInteger(quantity) || quantity < 1)
    throw new Error(`Not a readable order: ${JSON.stringify(message)}`);
  return { orderId, sku, quantity };
}
// #endregion
