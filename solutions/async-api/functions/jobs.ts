import { createHash, randomUUID } from "node:crypto";
import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from "@aws-sdk/lib-dynamodb";
import type { Report, ReportRequest } from "./report.ts";

/** A job as it lies in the table. */
export interface Job {
  id: string;
  status: "PENDING" | "RUNNING" | "SUCCEEDED" | "FAILED";
  request: ReportRequest;
  report?: Report;
  /** Why it failed, in words for the client. */
  reason?: string;
  /** Seconds since 1970: from then on the job is gone for clients; DynamoDB deletes it some time later. */
  expiresAt: number;
}

const KEEP_SECONDS = 7 * 86_400;
/** Longer than the worker may run, so that nobody takes over from a living one; shorter than the visibility timeout, so that the next delivery may. */
const LEASE_SECONDS = 20;

const TableName = process.env["JOBS_TABLE"];
const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient());
const seconds = () => Math.floor(Date.now() / 1000);

// #region create
/** The job for a client's token: a new one, or the one that was made for it before. The id comes from the token, so the key of the table tells. */
export async function createJob(token: string, request: ReportRequest): Promise<Job> {
  const id = createHash("sha256").update(token).digest("hex").slice(0, 32);
  const job: Job = { id, status: "PENDING", request, expiresAt: seconds() + KEEP_SECONDS };
  try {
    await dynamo.send(
      new PutCommand({
        TableName,
        Item: job,
        ConditionExpression: "attribute_not_exists(id) OR expiresAt <= :now",
        ExpressionAttributeValues: { ":now": seconds() },
      }),
    );
    return job;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return (await readJob(id)) ?? job;
  }
}
// #endregion

// #region read
/** The job, unless it has expired. DynamoDB deletes expired items within days, so the code looks at the time itself. */
export async function readJob(id: string): Promise<Job | undefined> {
  const { Item } = await dynamo.send(new GetCommand({ TableName, Key: { id }, ConsistentRead: true }));
  const job = Item as Job | undefined;
  return job && job.expiresAt > seconds() ? job : undefined;
}
// #endregion

// #region start
/** Takes the job for this worker. Undefined when it is done; throws when another worker has it, so that the message comes again in case that one dies. */
export async function startJob(id: string): Promise<{ job: Job; lease: string } | undefined> {
  const lease = randomUUID();
  const started = await update(id, {
    UpdateExpression: "SET #status = :running, lease = :lease, leasedUntil = :until",
    // A worker that died leaves RUNNING behind. Its lease ends, and the next delivery takes over.
    ConditionExpression: "#status = :pending OR (#status = :running AND leasedUntil < :now)",
    ExpressionAttributeValues: {
      ":pending": "PENDING",
      ":running": "RUNNING",
      ":lease": lease,
      ":until": seconds() + LEASE_SECONDS,
      ":now": seconds(),
    },
  });
  if (started) return { job: started, lease };
  if ((await readJob(id))?.status === "RUNNING") throw new Error(`job ${id} is being run by another worker`);
  return undefined;
}
// #endregion

// #region finish
/** Only the worker that holds the lease may finish the job: one that was thought dead and comes back changes nothing any more. */
export async function succeed(id: string, lease: string, report: Report): Promise<void> {
  await update(id, {
    UpdateExpression: "SET #status = :succeeded, report = :report",
    ConditionExpression: "#status = :running AND lease = :lease",
    ExpressionAttributeValues: { ":succeeded": "SUCCEEDED", ":running": "RUNNING", ":lease": lease, ":report": report },
  });
}

/** For good. A job that is done stays as it is. */
export async function fail(id: string, reason: string): Promise<void> {
  await update(id, {
    UpdateExpression: "SET #status = :failed, reason = :reason",
    ConditionExpression: "#status IN (:pending, :running)",
    ExpressionAttributeValues: { ":failed": "FAILED", ":pending": "PENDING", ":running": "RUNNING", ":reason": reason },
  });
}
// #endregion

/** The job after the update; undefined when its state did not allow it. */
async function update(id: string, input: Omit<UpdateCommandInput, "TableName" | "Key">): Promise<Job | undefined> {
  try {
    const { Attributes } = await dynamo.send(
      new UpdateCommand({
        TableName,
        Key: { id },
        ExpressionAttributeNames: { "#status": "status" }, // a reserved word
        ReturnValues: "ALL_NEW",
        ...input,
      }),
    );
    return Attributes as Job;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
