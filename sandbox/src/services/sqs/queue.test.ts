import { expect, test } from "vitest";
import { Clock } from "../../core/clock.ts";
import type { QueueMeter } from "./meter.ts";
import { Queue } from "./queue.ts";

const meter = { changed() {}, close() {} } as unknown as QueueMeter;
const content = { body: "x", attributes: {}, traceHeader: undefined, groupId: undefined, deduplicationId: undefined };

test.each([
  ["who counts its messages", (queue: Queue) => queue.counts],
  ["who looks up a handle", (queue: Queue) => queue.findByHandle("of nothing")],
  ["who takes one of them", (queue: Queue) => queue.receive(1)],
])("%s after their time, before the timer, tells those that wait for them", (_name, look) => {
  const clock = new Clock();
  let rings = 0;
  const queue = new Queue(
    { name: "q", arn: "arn:aws:sqs:us-east-1:000000000000:q", url: "http://q", isFifo: false },
    new Map([["VisibilityTimeout", "30"]]),
    { clock, meter, onAvailable: () => rings++ },
  );
  queue.send(content, "sender");
  queue.send(content, "sender");
  expect(queue.receive(2).messages).toHaveLength(2);
  rings = 0;

  // Time goes on, and its timers have not run yet: under load they are late.
  clock.offset += 31_000;
  look(queue);
  expect(rings).toBe(1);
  queue.close();
});
