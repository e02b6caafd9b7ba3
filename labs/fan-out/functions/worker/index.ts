import type { SQSBatchResponse, SQSEvent } from "aws-lambda";

// #region worker
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  // TODO 4: put one job for each event on the desk of this team (putOnDesk in ../desk.ts; the team's name is in TEAM).
  // The desk may refuse: then this message must come back, and no other one. The same event may come twice, in two messages.
  throw new Error(`${Records.length} messages, and nobody works on them yet`);
}
// #endregion
