import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { parseRequest, type EngineAnswer } from "../report.ts";

type Answer = APIGatewayProxyStructuredResultV2;

const lambda = new LambdaClient();

export const handler = async (event: APIGatewayProxyEventV2): Promise<Answer> =>
  event.routeKey === "POST /reports" ? postReport(event) : getJob(event.pathParameters?.["id"] ?? "");

// #region post
async function postReport({ body = "" }: APIGatewayProxyEventV2): Promise<Answer> {
  const request = parseRequest(body);
  if (!request) return answer(500, { message: "Something is wrong" });
  // This works as long as the engine is quicker than API Gateway's patience.
  // TODO 1: store a job, put its id into a queue, and answer 202 with { id, status }, Location (/jobs/<id>) and Retry-After (seconds).
  // 400 without a header Idempotency-Key (event.headers has its name in lower case) or with a body that is not valid.
  // TODO 3: the same Idempotency-Key leads to the same job; with another request it gets 422.
  const command = new InvokeCommand({ FunctionName: process.env["ENGINE_FUNCTION"], Payload: JSON.stringify(request) });
  const { Payload } = await lambda.send(command);
  return answer(200, JSON.parse(Payload?.transformToString() ?? "{}") as EngineAnswer);
}
// #endregion

// #region get
async function getJob(id: string): Promise<Answer> {
  // TODO 1: 200 with { id, status, report, reason }, and Retry-After while there is something to wait for; 404 for a job that does not exist.
  // TODO 6: 404 also for a job that has expired, deleted or not.
  return answer(501, { message: `Cannot tell how ${id} is doing yet` });
}
// #endregion

function answer(statusCode: number, body: object, headers: Record<string, string> = {}): Answer {
  return { statusCode, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}
