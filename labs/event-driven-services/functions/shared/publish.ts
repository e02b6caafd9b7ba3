import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import type { OrderPlaced, StockReserved, StockShort } from "../events.ts";

const eventBridge = new EventBridgeClient();

/** Puts an event on the bus, or throws: an answer with HTTP 200 may still say that the entry failed. */
export async function publish(event: OrderPlaced | StockReserved | StockShort): Promise<void> {
  const { Entries = [] } = await eventBridge.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: process.env["BUS_NAME"],
          Source: event.source,
          DetailType: event["detail-type"],
          Detail: JSON.stringify(event.detail),
        },
      ],
    }),
  );
  const failed = Entries.find(({ ErrorCode }) => ErrorCode);
  if (failed)
    throw new Error(`${event.detail.metadata.id} is not published: ${failed.ErrorCode} ${failed.ErrorMessage}`);
}
