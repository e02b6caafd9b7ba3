import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { fail, startJob, succeed } from "../jobs.ts";
import type { EngineAnswer, ReportRequest } from "../report.ts";

const lambda = new LambdaClient();

// #region handler
export const handler = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
  for (const { messageId, body: id } of Records) {
    try {
      await runJob(id);
    } catch (error) {
      // The message comes again after the visibility timeout; after three times it goes to whoever gives up.
      console.error(`Job ${id}:`, error);
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
};

async function runJob(id: string): Promise<void> {
  const started = await startJob(id);
  if (!started) return; // done, by an earlier delivery of this message or another message for this job
  const answer = await makeReport(started.job.request);
  // A refusal will be the same next time: say so now. An exception may pass: the queue tries again.
  if ("refused" in answer) await fail(id, answer.refused);
  else await succeed(id, started.lease, answer.report);
}
// #endregion

async function makeReport(request: ReportRequest): Promise<EngineAnswer> {
  const command = new InvokeCommand({ FunctionName: process.env["ENGINE_FUNCTION"], Payload: JSON.stringify(request) });
  const { FunctionError, Payload } = await lambda.send(command);
  const text = Payload?.transformToString() ?? "";
  // Invoke succeeds also when the invoked function has failed.
  if (FunctionError) throw new Error(`the report engine failed: ${text}`);
  return JSON.parse(text) as EngineAnswer;
}
