import { eachMessage } from "../shared/each-message.ts";

// #region settle
export const handler = eachMessage(async (message) => {
  // TODO 3: read which order the event is about and what it says, and settle the order (settleOrder in orders.ts).
  // An event that cannot be read is an error: it must not disappear.
  throw new Error(`Nobody reads the answers yet: ${JSON.stringify(message)}`);
});
// #endregion
