import { GetQueueAttributesCommand, SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Lab } from "../lab.ts";
import { withDeny } from "../policy.ts";

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
  const refusal = { Sid: "RefusedByACheck", Action: "sqs:SendMessage", Resource: Attributes!["QueueArn"]! };
  const setPolicy = (Policy: string) =>
    sqs.send(new SetQueueAttributesCommand({ QueueUrl: queueUrl, Attributes: { Policy } }));
  await setPolicy(withDeny(before, refusal));
  try {
    return await run();
  } finally {
    await setPolicy(before);
  }
}
