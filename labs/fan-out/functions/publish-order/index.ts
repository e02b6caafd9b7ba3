import type { OrderEvent } from "../order-event.ts";

// #region publish
/** Called by the order service when something has happened to an order. */
export async function handler(event: OrderEvent): Promise<void> {
  // TODO 1: publish the event to the topic (PublishCommand of @aws-sdk/client-sns; TOPIC_ARN is in the environment):
  // the event as JSON is the message, and its type a message attribute called `type`.
  console.log(`${event.type} ${event.orderId} is not published yet`);
}
// #endregion
