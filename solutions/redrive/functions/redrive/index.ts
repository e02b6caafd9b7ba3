import { ListMessageMoveTasksCommand, SQSClient, StartMessageMoveTaskCommand } from "@aws-sdk/client-sqs";

/** The carrier takes ten bookings a second, and new orders need some of them. */
const MESSAGES_PER_SECOND = 5;

const sqs = new SQSClient();
const SourceArn = process.env["DEAD_LETTERS_ARN"];

// #region redrive
/** Starts to move the dead letters back, unless they are being moved already. Somebody calls it who has read them. */
export async function handler(): Promise<{ started: boolean }> {
  try {
    // Without DestinationArn each message goes back to the queue it came from. Without a rate SQS moves as fast as it can.
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn, MaxNumberOfMessagesPerSecond: MESSAGES_PER_SECOND }));
    return { started: true };
  } catch (error) {
    // SQS runs one task per queue and refuses the second.
    if (await isRunning()) return { started: false };
    throw error;
  }
}
// #endregion

async function isRunning(): Promise<boolean> {
  const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 10 }));
  return Results.some(({ Status }) => Status === "RUNNING");
}
