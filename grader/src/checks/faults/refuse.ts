import { GetQueueAttributesCommand, SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Lab } from "../lab.ts";

interface Policy {
  Version?: string;
  Statement: object[];
}

/**
 * The queue refuses every message while `run` runs (AccessDenied, whoever sends): its policy gets a Deny, which no Allow outweighs.
 * On AWS a changed policy may take 60 seconds to count (SetQueueAttributes, 2026-11-21): repeat the stimulus with `eventually`.
 */
export async function refusingMessages<T>(lab: Lab, queueUrl: string, run: () => Promise<T>): Promise<T> {
  const sqs = lab.client(SQSClient);
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["Policy", "QueueArn"] }),
  );
  const before = Attributes?.["Policy"] ?? "";
  const { Statement, ...rest } = before
    ? (JSON.parse(before) as Policy)
    : { Version: "2012-10-17", Statement: [] as object[] };
  const refusal = {
    Sid: "RefusedByACheck",
    Effect: "Deny",
    Principal: "*",
    Action: "sqs:SendMessage",
    Resource: Attributes!["QueueArn"]!,
  };
  const setPolicy = (Policy: string) =>
    sqs.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes: { Policy } }));
  await setPolicy(JSON.stringify({ ...rest, Statement: [...Statement, refusal] }));
  try {
    return await run();
  } finally {
    await setPolicy(before);
  }
}
