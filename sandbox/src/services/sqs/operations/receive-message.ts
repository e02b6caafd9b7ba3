import type { ReceiveMessageCommandInput, ReceiveMessageCommandOutput } from "@aws-sdk/client-sqs";
import { operation, type OperationContext } from "../../../core/service.ts";
import { numberOf } from "../attribute-values.ts";
import { invalidValue } from "../errors.ts";
import { MAX_RECEIVED, MAX_WAIT_SECONDS } from "../limits.ts";
import type { Message } from "../message.ts";
import type { Queue } from "../queue.ts";
import { getQueue, onQueue } from "../queues.ts";
import { checkSystemNames, describeMessage, receiveMessages } from "../receive.ts";
import { repeatReceive } from "../receive-attempts.ts";
import { checkVisibility } from "../visibility.ts";

export const receiveMessage = operation<ReceiveMessageCommandInput, ReceiveMessageCommandOutput>({
  accepts: [
    "QueueUrl",
    "AttributeNames",
    "MessageSystemAttributeNames",
    "MessageAttributeNames",
    "MaxNumberOfMessages",
    "VisibilityTimeout",
    "WaitTimeSeconds",
    "ReceiveRequestAttemptId",
  ],
  access: (input, context) => [onQueue("ReceiveMessage", input.QueueUrl, context)],
  async run(input, context) {
    const queue = getQueue(input.QueueUrl, context);
    const systemNames = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
    checkSystemNames(systemNames);
    const messages = await receive(input, queue, context);
    if (!messages.length) return {};
    return {
      Messages: messages.map((message) => describeMessage(message, systemNames, input.MessageAttributeNames ?? [])),
    };
  },
});

function receive(input: ReceiveMessageCommandInput, queue: Queue, context: OperationContext): Promise<Message[]> {
  const { MaxNumberOfMessages: most = 1, VisibilityTimeout: visibilitySeconds, WaitTimeSeconds: wait } = input;
  if (most < 1 || most > MAX_RECEIVED)
    throw invalidValue(most, "MaxNumberOfMessages", `Must be between 1 and ${MAX_RECEIVED}, if provided.`);
  if (wait !== undefined && (wait < 0 || wait > MAX_WAIT_SECONDS))
    throw invalidValue(wait, "WaitTimeSeconds", `Must be >= 0 and <= ${MAX_WAIT_SECONDS}, if provided.`);
  checkVisibility(visibilitySeconds);
  const waitSeconds = wait ?? numberOf(queue.attributes, "ReceiveMessageWaitTimeSeconds");
  const take = () => receiveMessages({ most, visibilitySeconds, waitSeconds }, queue, context);
  const attemptId = input.ReceiveRequestAttemptId;
  if (attemptId === undefined) return take();
  if (!queue.isFifo)
    throw invalidValue(
      attemptId,
      "ReceiveRequestAttemptId",
      "The request include parameter that is not valid for this queue type.",
    );
  return repeatReceive({ attemptId, visibilitySeconds }, queue, context, take);
}
