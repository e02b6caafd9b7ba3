import type { SQSEvent } from "aws-lambda";

// #region handler
/** Reads the dead-letter queue: what lies there was tried often enough, or killed its worker each time. Somebody is still asking how the job is doing. */
export const handler = async ({ Records }: SQSEvent): Promise<void> => {
  // TODO 5: connect it to the dead-letter queue, and let the job of each message fail with a reason.
  console.log(`${Records.length} messages`);
};
// #endregion
