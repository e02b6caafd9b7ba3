import { DynamoDBClient, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { LambdaClient, ListEventSourceMappingsCommand } from "@aws-sdk/client-lambda";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { eventually, expectThat, type HttpAnswer, type Lab } from "@course/grader/checks";

export interface Job {
  status: string;
  reason?: unknown;
  report?: unknown;
  [member: string]: unknown;
}

interface Order {
  /** The Idempotency-Key. */
  token?: string;
  month?: string;
}

/** On AWS a new API answers late, and a new grant works late: for so long after the first request, such answers are asked for again. */
const SETTLING_MS = 15_000;
let settledAt: number | undefined;

export async function send(
  lab: Lab,
  method: string,
  path: string,
  request?: Parameters<Lab["http"]>[2],
): Promise<HttpAnswer> {
  const url = lab.output("ApiUrl").replace(/\/$/, "");
  expectThat(URL.canParse(url), { expected: "https://...", found: url, where: "ApiUrl" });
  settledAt ??= Date.now() + SETTLING_MS;
  let last: HttpAnswer | undefined;
  return eventually(
    async () => {
      last = await lab.http(method, url + path, request);
      const isUnknownRoute = last.status === 404 && last.text === '{"message":"Not Found"}';
      if ([403, 500, 503].includes(last.status) || isUnknownRoute) throw new Error(`HTTP ${last.status}`);
      return last;
    },
    { within: settledAt - Date.now() },
  ).catch((error: unknown) => {
    if (last) return last;
    throw error;
  });
}

/** What POST /reports answers. */
export function post(lab: Lab, account: string, { token = lab.unique("token"), month = "2026-10" }: Order = {}) {
  return send(lab, "POST", "/reports", { json: { account, month }, headers: { "idempotency-key": token } });
}

/** Orders a report and returns where its job is. That the status is exactly 202 is the claim of one check. */
export async function order(lab: Lab, account: string, choice: Order = {}): Promise<string> {
  return locationOf(await post(lab, account, choice));
}

export function locationOf(answer: HttpAnswer, statuses = [202, 200, 201]): string {
  const where = "POST /reports";
  expectThat(statuses.includes(answer.status), { expected: "HTTP 202", found: found(answer), where });
  const location = answer.headers.get("location") ?? "";
  // A path or a whole URL: both are references.
  const path = URL.canParse(location) ? new URL(location).pathname : location;
  expectThat(path.startsWith("/"), { expected: "Location: /jobs/...", found: `Location: ${location || "-"}`, where });
  return path;
}

export async function readJob(lab: Lab, path: string): Promise<{ job: Job; retryAfter: number | undefined }> {
  const answer = await send(lab, "GET", path);
  const where = `GET ${path}`;
  expectThat(answer.status === 200, { expected: "HTTP 200", found: found(answer), where });
  const job: unknown = answer.json();
  const isJob = typeof job === "object" && job !== null && typeof (job as Job).status === "string";
  expectThat(isJob, { expected: '{"status":"PENDING",...}', found: answer.text, where });
  const header = answer.headers.get("retry-after");
  return { job: job as Job, retryAfter: header === null ? undefined : Number(header) };
}

/** Polls until the job has this status. */
export function expectStatus(lab: Lab, path: string, status: string, within = 300_000): Promise<Job> {
  return eventually(
    async () => {
      const { job } = await readJob(lab, path);
      expectThat(job.status === status, { expected: `"status":"${status}"`, found: job, where: `GET ${path}` });
      return job;
    },
    { within },
  );
}

export function found({ status, text }: HttpAnswer): string {
  return `HTTP ${status} ${text}`.trim();
}

/** How the report engine behaves for an account from now on: see functions/report-engine. */
export async function engineIs(lab: Lab, account: string, mood: string, hangsMs = 0): Promise<void> {
  await lab.client(DynamoDBClient).send(
    new UpdateItemCommand({
      TableName: lab.output("EngineTable"),
      Key: { account: { S: account } },
      UpdateExpression: "SET mood = :mood, hangsMs = :hangsMs",
      ExpressionAttributeValues: { ":mood": { S: mood }, ":hangsMs": { N: String(hangsMs) } },
    }),
  );
}

/** How often the engine was asked for the reports of an account. */
export async function engineCalls(lab: Lab, account: string): Promise<number> {
  const { Item } = await lab.client(DynamoDBClient).send(
    new GetItemCommand({
      TableName: lab.output("EngineTable"),
      Key: { account: { S: account } },
      ConsistentRead: true,
    }),
  );
  return Number(Item?.["calls"]?.N ?? 0);
}

export async function expectCalls(lab: Lab, account: string, count: number): Promise<void> {
  const calls = await engineCalls(lab, account);
  expectThat(calls === count, {
    expected: lab.text("calls", { count }),
    found: lab.text("calls", { count: calls }),
    where: "ReportEngine",
  });
}

export interface WorkQueue {
  url: string;
  arn: string;
  worker: string;
}

/** The queue that feeds the worker: of the app's queues with a consumer the one that is no dead-letter queue. Fails the check when there is none. */
export async function workQueue(lab: Lab): Promise<WorkQueue> {
  const queues = await Promise.all(
    (await lab.resources("AWS::SQS::Queue")).map(async ({ physicalId: url }) => {
      const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["QueueArn", "RedrivePolicy"] });
      const { Attributes = {} } = await lab.client(SQSClient).send(command);
      const redrive = JSON.parse(Attributes["RedrivePolicy"] ?? "{}") as { deadLetterTargetArn?: string };
      const arn = Attributes["QueueArn"]!;
      const { EventSourceMappings = [] } = await lab
        .client(LambdaClient)
        .send(new ListEventSourceMappingsCommand({ EventSourceArn: arn }));
      return { url, arn, worker: EventSourceMappings[0]?.FunctionArn, deadLetters: redrive.deadLetterTargetArn };
    }),
  );
  const graves = queues.map(({ deadLetters }) => deadLetters);
  const queue = queues.find(({ arn, worker }) => worker !== undefined && !graves.includes(arn));
  const where = "AsyncApi";
  expectThat(queue !== undefined, { expected: "AWS::SQS::Queue -> AWS::Lambda::Function", found: "-", where });
  return { url: queue.url, arn: queue.arn, worker: queue.worker! };
}
