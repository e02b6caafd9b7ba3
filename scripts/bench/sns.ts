import { CreateTopicCommand, PublishBatchCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { Arrivals } from "./bench-function.ts";
import { clientOptions } from "./measure.ts";
import type { Report } from "./report.ts";
import { createQueue } from "./sqs.ts";

const MESSAGES = 1000;
const BATCH = 10;
const CLIENTS = 4;
const BRANCHES = ["bench-a", "bench-b", "bench-c"];
/** What its policy says of a queue that a topic may fill. */
const FROM_SNS = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "sns.amazonaws.com" }, Action: "sqs:SendMessage", Resource: "*" },
  ],
});

/** Messages from a topic through three queues into three functions, until each function has had each. */
export async function snsFigures(report: Report, endpoint: string): Promise<void> {
  const sns = new SNSClient(clientOptions(endpoint));
  const sqs = new SQSClient(clientOptions(endpoint));
  const arrivals = new Arrivals();
  await arrivals.start();
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: "bench" }));
  for (const name of BRANCHES) {
    const { arn } = await createQueue(sqs, name, { Policy: FROM_SNS });
    await arrivals.attach(endpoint, name, arn);
    const Attributes = { RawMessageDelivery: "true" };
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: arn, Attributes }));
  }

  const throughAll = async (count: number): Promise<number> => {
    const missing = new Set(BRANCHES.flatMap((name) => Array.from({ length: count }, (_, id) => `${name} ${id}`)));
    const all = new Promise<void>((resolve) =>
      arrivals.listen((name, body) => {
        missing.delete(`${name} ${body}`);
        if (!missing.size) resolve();
      }),
    );
    const batches = Array.from({ length: count / BATCH }, (_, batch) =>
      Array.from({ length: BATCH }, (_, index) => String(batch * BATCH + index)),
    );
    const startedAt = performance.now();
    const publish = async (): Promise<void> => {
      for (let batch = batches.pop(); batch; batch = batches.pop())
        await sns.send(
          new PublishBatchCommand({
            TopicArn,
            PublishBatchRequestEntries: batch.map((id) => ({ Id: id, Message: id })),
          }),
        );
    };
    await Promise.all(Array.from({ length: CLIENTS }, publish));
    await all;
    return performance.now() - startedAt;
  };
  await throughAll(100);
  const runs: number[] = [];
  for (let run = 0; run < 3; run++) runs.push((MESSAGES * 1000) / (await throughAll(MESSAGES)));
  report("sns-3-sqs-3-lambda-1000", runs, "msg/s");
  arrivals.stop();
}
