import type { SQSEvent } from "aws-lambda";

// #region handler
export const handler = async ({ Records }: SQSEvent): Promise<void> => {
  // TODO 3: credit the payment of each message. TODO 4: one that fails must not take its neighbours along.
  console.log(`${Records.length} messages`);
};
// #endregion
