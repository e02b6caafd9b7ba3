import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { answer, type Answer, bodyOf } from "../shared/http.ts";
import { parseOrder } from "./order.ts";
import { findOrder } from "./orders.ts";

export async function handler(event: APIGatewayProxyEventV2): Promise<Answer> {
  return event.routeKey === "POST /orders" ? placeOrder(event) : getOrder(event.pathParameters?.["id"] ?? "");
}

// #region place-order
async function placeOrder(event: APIGatewayProxyEventV2): Promise<Answer> {
  const wanted = parseOrder(bodyOf(event));
  if (!wanted) return answer(400, { message: "An order has id, sku, quantity (1 to 1000) and customer" });

  // TODO 1: save the order (saveOrder in orders.ts) and publish OrderPlaced (publish in ../shared/publish.ts). Then 202, with the order's address in Location.
  // There may be an order with this id. The same one: 202 again. Another one: 409.
  return answer(501, { message: `Order ${wanted.id} is not taken yet` });
}
// #endregion

async function getOrder(id: string): Promise<Answer> {
  const order = await findOrder(id);
  return order ? answer(200, order) : answer(404, { message: `No order ${id}` });
}
