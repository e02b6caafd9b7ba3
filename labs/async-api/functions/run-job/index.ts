import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { SQSEvent } from "aws-lambda";
import type { EngineAnswer, ReportRequest } from "../report.ts";

const lambda = new LambdaClient();

// #region handler
export const handler = async ({ Records }: SQSEvent): Promise<void> => {
  // TODO 2: make the report of each job and store it. TODO 4: once, whatever the queue delivers.
  // TODO 5: { refused } is final: FAILED, with that reason. An exception may pass: let the queue try again.
  console.log(`${Records.length} messages`);
};
// #endregion

export async function makeReport(request: ReportRequest): Promise<EngineAnswer> {
  const command = new InvokeCommand({ FunctionName: process.env["ENGINE_FUNCTION"], Payload: JSON.stringify(request) });
  const { FunctionError, Payload } = await lambda.send(command);
  const text = Payload?.transformToString() ?? "";
  // Invoke succeeds also when the invoked function has failed.
  if (FunctionError) throw new Error(`the report engine failed: ${text}`);
  return JSON.parse(text) as EngineAnswer;
}
