import { randomUUID } from "node:crypto";
import { SQS, type CreateQueueCommandInput } from "@aws-sdk/client-sqs";
import { startTestSandbox } from "../../testing.ts";

/** A sandbox with a client, for the tests of queues. */
export async function startSqsTest() {
  const sandbox = await startTestSandbox();
  const sqs = new SQS(sandbox.client());
  return {
    sandbox,
    sqs,
    stop: () => sandbox.stop(),

    /** The URL of a new queue with a name of its own. */
    async queue(Attributes: Record<string, string> = {}, more: Partial<CreateQueueCommandInput> = {}): Promise<string> {
      const suffix = Attributes["FifoQueue"] === "true" ? ".fifo" : "";
      const { QueueUrl } = await sqs.createQueue({ QueueName: `q-${randomUUID()}${suffix}`, Attributes, ...more });
      return QueueUrl!;
    },

    async arn(QueueUrl: string): Promise<string> {
      const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["QueueArn"] });
      return Attributes!["QueueArn"]!;
    },

    /** Bodies of what one receive gives. */
    async bodies(QueueUrl: string, more: object = {}): Promise<string[]> {
      const { Messages = [] } = await sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 10, ...more });
      return Messages.map(({ Body }) => Body!);
    },

    /** Lets so much time go by on the sandbox's clock, by jumps to the timers in it; the last is that of a message in flight. */
    async pass(seconds: number): Promise<void> {
      const { QueueUrl } = await sqs.createQueue({ QueueName: `timer-${randomUUID()}` });
      await sqs.sendMessage({ QueueUrl: QueueUrl!, MessageBody: "x" });
      await sqs.receiveMessage({ QueueUrl: QueueUrl!, VisibilityTimeout: seconds });
      const isOver = async () => (await sqs.receiveMessage({ QueueUrl: QueueUrl! })).Messages !== undefined;
      while (!(await isOver())) await sandbox.control(`jump?within=${seconds * 1000}`);
    },
  };
}
