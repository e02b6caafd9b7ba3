import type { SetQueueAttributesCommandInput } from "@aws-sdk/client-sqs";
import { AwsError } from "../../../core/errors.ts";
import type { ResourceContext } from "../../../core/resource.ts";

export async function putPolicy(url: string, document: unknown, context: ResourceContext): Promise<void> {
  const Policy = typeof document === "string" ? document : JSON.stringify(document);
  await context.call<SetQueueAttributesCommandInput, unknown>("sqs", "SetQueueAttributes", {
    QueueUrl: url,
    Attributes: { Policy },
  });
}

/** Nothing to do when the queue is gone. */
export async function clearPolicy(url: string, context: ResourceContext): Promise<void> {
  try {
    await context.call<SetQueueAttributesCommandInput, unknown>("sqs", "SetQueueAttributes", {
      QueueUrl: url,
      Attributes: { Policy: "" },
    });
  } catch (error) {
    if (!(error instanceof AwsError && error.code === "QueueDoesNotExist")) throw error;
  }
}
