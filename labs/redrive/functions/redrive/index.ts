// #region redrive
/** Starts to move the dead letters back, unless they are being moved already. Somebody calls it who has read them. */
export async function handler(): Promise<{ started: boolean }> {
  // TODO 4: start a message move task (DEAD_LETTERS_ARN names the queue) at five messages a second.
  // What does SQS say when one is running already? Then the answer is { started: false }.
  throw new Error("Cannot move anything back yet");
}
// #endregion
