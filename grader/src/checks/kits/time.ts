import {
  CreateQueueCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { eventually } from "../eventually.ts";
import type { Lab } from "../lab.ts";

/** The time where the app runs, in milliseconds since 1970: the sandbox's clock runs ahead of this machine's, and this machine's may be wrong. SQS stamps every message with it. */
export async function targetTime(lab: Lab): Promise<number> {
  const { Attributes } = await oneMessage(lab, 0);
  return Number(Attributes!["SentTimestamp"]);
}

/** Lets time pass, at most 15 minutes: on AWS by waiting, in the sandbox by a jump to the end of a message's delay. */
export async function letPass(lab: Lab, milliseconds: number): Promise<void> {
  await oneMessage(lab, Math.ceil(milliseconds / 1000));
}

/** A message through a queue of its own, which is gone afterwards. */
async function oneMessage(lab: Lab, DelaySeconds: number) {
  const sqs = lab.client(SQSClient);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: lab.unique("slab-clock") }));
  try {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "tick", DelaySeconds }));
    return await eventually(
      async () => {
        const command = new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ["SentTimestamp"] });
        const message = (await sqs.send(command)).Messages?.[0];
        if (!message) throw new Error("the message of the clock has not come yet");
        return message;
      },
      { within: DelaySeconds * 1000 + 20_000 },
    );
  } finally {
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  }
}
