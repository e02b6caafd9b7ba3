import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { answer, type Answer, bodyOf } from "../shared/http.ts";
import { publish } from "../shared/publish.ts";
import { isSame, type NewOrder, parseOrder } from "./order.ts";
import { findOrder, saveOrder } from "./orders.ts";

export async function handler(event: APIGatewayProxyEventV2): Promise<Answer> {
  return event.routeKey === "POST /orders" ? placeOrder(event) : getOrder(event.pathParameters?.["id"] ?? "");
}

// #region place-order
async function placeOrder(event: APIGatewayProxyEventV2): Promise<Answer> {
  const wanted = parseOrder(bodyOf(event));
  if (!wanted) return answer(400, { message: "An order has id, sku, quantity (1 to 1000) and customer" });

  const order = await saveOrder(wanted);
  if (!isSame(order, wanted)) return answer(409, { message: `There is another order ${order.id}` });

  // Also when the order was there before. Whoever asks again has perhaps got no answer because this call failed;
  // and an event too many does no harm.
  await announce(order);
  return answer(202, { id: order.id, status: order.status }, { location: `/orders/${order.id}` });
}

/** The customer is not in the event: nobody who listens needs to know. */
async function announce({ id, sku, quantity }: NewOrder): Promise<void> {
  await publish({
    source: "shop.orders",
    "detail-type": "OrderPlaced",
    detail: { metadata: { id: `order-placed#${id}`, version: 1 }, data: { orderId: id, sku, quantity } },
  });
}
// #endregion

async function getOrder(id: string): Promise<Answer> {
  const order = await findOrder(id);
  return order ? answer(200, order) : answer(404, { message: `No order ${id}` });
}
