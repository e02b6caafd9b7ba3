import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { createJob, readJob, type Job } from "../jobs.ts";
import { parseRequest } from "../report.ts";

type Answer = APIGatewayProxyStructuredResultV2;

/** Seconds after which asking again makes sense. The server knows better than the client how long a report takes. */
const RETRY_AFTER = "3";

const sqs = new SQSClient();

export const handler = async (event: APIGatewayProxyEventV2): Promise<Answer> =>
  event.routeKey === "POST /reports" ? postReport(event) : getJob(event.pathParameters?.["id"] ?? "");

// #region post
async function postReport({ headers, body = "", isBase64Encoded }: APIGatewayProxyEventV2): Promise<Answer> {
  const token = headers["idempotency-key"];
  if (!token)
    return answer(400, { message: "Send a header Idempotency-Key: the same one when you repeat the request" });
  const request = parseRequest(Buffer.from(body, isBase64Encoded ? "base64" : "utf8").toString());
  if (!request) return answer(400, { message: "account and month (2026-10) are needed" });

  const job = await createJob(token, request);
  if (job.request.account !== request.account || job.request.month !== request.month)
    return answer(422, { message: "This Idempotency-Key belongs to another request" });

  // Also for a job that was there before: the first attempt may have died between the table and the queue. A message too many does no harm.
  if (job.status === "PENDING")
    await sqs.send(new SendMessageCommand({ QueueUrl: process.env["QUEUE_URL"], MessageBody: job.id }));
  return answer(202, view(job), { location: `/jobs/${job.id}`, "retry-after": RETRY_AFTER });
}
// #endregion

// #region get
async function getJob(id: string): Promise<Answer> {
  const job = await readJob(id);
  if (!job) return answer(404, { message: `No job ${id}, or it has expired` });
  const isDone = job.status === "SUCCEEDED" || job.status === "FAILED";
  // 200 for a failed job, too: the question how the job is doing was answered well.
  return answer(200, view(job), isDone ? {} : { "retry-after": RETRY_AFTER });
}

/** What clients see: neither leases nor expiry. */
function view({ id, status, report, reason }: Job): object {
  return { id, status, report, reason };
}
// #endregion

function answer(statusCode: number, body: object, headers: Record<string, string> = {}): Answer {
  return { statusCode, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}
