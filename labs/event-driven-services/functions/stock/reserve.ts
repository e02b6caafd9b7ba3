import { eachMessage } from "../shared/each-message.ts";

// #region handler
export const handler = eachMessage(async (message) => {
  // TODO 2: read the order from the event, decide (reserve in reservations.ts), and publish the decision (publish in ../shared/publish.ts).
  // An event that cannot be read is an error: it must not disappear.
  throw new Error(`Nobody reserves anything yet: ${JSON.stringify(message)}`);
});
// #endregion
