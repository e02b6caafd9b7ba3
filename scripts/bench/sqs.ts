import { CreateQueueCommand, GetQueueAttributesCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { Arrivals } from "./bench-function.ts";
import { clientOptions, repeat } from "./measure.ts";
import type { Report } from "./report.ts";

const MESSAGES = 200;

/** From SendMessage until a warm function has the message, one after the other. */
export async function sqsFigures(report: Report, endpoint: string): Promise<void> {
  const sqs = new SQSClient(clientOptions(endpoint));
  const arrivals = new Arrivals();
  await arrivals.start();
  const queue = await createQueue(sqs, "bench-work");
  await arrivals.attach(endpoint, "bench-worker", queue.arn);

  const handled = async (): Promise<number> => {
    const body = crypto.randomUUID();
    const arrived = new Promise<number>((resolve) =>
      arrivals.listen((_name, heard, at) => {
        if (heard === body) resolve(at);
      }),
    );
    const startedAt = performance.now();
    await sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: body }));
    return (await arrived) - startedAt;
  };
  await repeat(20, handled);
  report("sqs-send-to-lambda-p50", await repeat(MESSAGES, handled), "ms", { most: 15 });
  arrivals.stop();
}

export async function createQueue(
  sqs: SQSClient,
  name: string,
  attributes: Record<string, string> = {},
): Promise<{ url: string; arn: string }> {
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: name, Attributes: { VisibilityTimeout: "60", ...attributes } }),
  );
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }));
  return { url: QueueUrl!, arn: Attributes!["QueueArn"]! };
}
