import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient, type Message } from "@aws-sdk/client-sqs";
import { eventually } from "../eventually.ts";
import { expectThat } from "../failure.ts";
import type { Lab } from "../lab.ts";
import type { Delivery } from "./deliver.ts";

/**
 * Takes the next message out of a queue that nobody else reads (see `pausingConsumers`) and deletes it there: what the app itself wrote, in whatever form,
 * to be given to its consumer as often as a check likes (see `queueEvent`).
 */
export function takeMessage(lab: Lab, QueueUrl: string): Promise<Delivery> {
  const sqs = lab.client(SQSClient);
  return eventually(
    async () => {
      const command = new ReceiveMessageCommand({
        QueueUrl,
        MessageAttributeNames: ["All"],
        MessageSystemAttributeNames: ["All"],
        WaitTimeSeconds: 1,
      });
      const message = (await sqs.send(command)).Messages?.[0];
      expectThat(message !== undefined, { expected: "sqs:SendMessage", found: "-", where: QueueUrl });
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle! }));
      return deliveryOf(message);
    },
    { within: 20_000 },
  );
}

function deliveryOf({ Body, MessageId, Attributes = {}, MessageAttributes = {} }: Message): Delivery {
  const { MessageGroupId, SequenceNumber, MessageDeduplicationId } = Attributes;
  return {
    body: Body!,
    messageId: MessageId!,
    ...(MessageGroupId === undefined ? {} : { group: MessageGroupId }),
    ...(SequenceNumber === undefined ? {} : { sequenceNumber: SequenceNumber }),
    ...(MessageDeduplicationId === undefined ? {} : { deduplicationId: MessageDeduplicationId }),
    attributes: Object.fromEntries(
      Object.entries(MessageAttributes).map(([name, { StringValue }]) => [name, StringValue ?? ""]),
    ),
  };
}
