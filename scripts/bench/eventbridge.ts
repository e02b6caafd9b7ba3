import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { clientOptions } from "./measure.ts";
import type { Report } from "./report.ts";
import { createQueue } from "./sqs.ts";

const RULES = 300;
const EVENTS = 1000;
const BATCH = 10;
const EventBusName = "bench";
const FROM_EVENTBRIDGE = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sqs:SendMessage", Resource: "*" },
  ],
});

/** Events on a bus with as many rules as a bus may have; each matches one, whose target is a queue. Until the queue has them all. */
export async function eventbridgeFigures(report: Report, endpoint: string): Promise<void> {
  const events = new EventBridgeClient(clientOptions(endpoint));
  const sqs = new SQSClient(clientOptions(endpoint));
  const queue = await createQueue(sqs, "bench-events", { Policy: FROM_EVENTBRIDGE });
  await events.send(new CreateEventBusCommand({ Name: EventBusName }));
  for (let rule = 0; rule < RULES; rule++) {
    const Name = `rule-${rule}`;
    const EventPattern = JSON.stringify({
      source: [{ prefix: "bench." }],
      detail: { shop: [`shop-${rule}`], state: [{ "anything-but": "draft" }], total: [{ numeric: [">", 0] }] },
    });
    await events.send(new PutRuleCommand({ Name, EventBusName, EventPattern }));
    await events.send(new PutTargetsCommand({ Rule: Name, EventBusName, Targets: [{ Id: "queue", Arn: queue.arn }] }));
  }

  const waiting = async (): Promise<number> => {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queue.url, AttributeNames: ["ApproximateNumberOfMessages"] }),
    );
    return Number(Attributes!["ApproximateNumberOfMessages"]);
  };
  let sent = 0;
  const perSecond = async (count: number): Promise<number> => {
    sent += count;
    const startedAt = performance.now();
    for (let event = 0; event < count; event += BATCH) {
      const { FailedEntryCount } = await events.send(
        new PutEventsCommand({
          Entries: Array.from({ length: BATCH }, (_, index) => ({
            EventBusName,
            Source: "bench.orders",
            DetailType: "OrderPlaced",
            Detail: JSON.stringify({ shop: `shop-${(event + index) % RULES}`, state: "placed", total: 12.5 }),
          })),
        }),
      );
      if (FailedEntryCount) throw new Error(`${FailedEntryCount} events failed`);
    }
    while ((await waiting()) < sent) await new Promise((resolve) => setImmediate(resolve));
    return (count * 1000) / (performance.now() - startedAt);
  };
  await perSecond(100);
  const runs: number[] = [];
  for (let run = 0; run < 3; run++) runs.push(await perSecond(EVENTS));
  report("eventbridge-put-events-300-rules", runs, "events/s");
}
