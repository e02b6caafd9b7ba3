import { EventBridgeClient, ListArchivesCommand, StartReplayCommand } from "@aws-sdk/client-eventbridge";
import {
  GetFunctionConfigurationCommand,
  GetFunctionEventInvokeConfigCommand,
  LambdaClient,
  ResourceNotFoundException,
} from "@aws-sdk/client-lambda";
import { check, eventually, expectEqual, expectThat, type Lab, steadily } from "@course/grader/checks";
import { queueArn } from "@course/grader/checks/deliver";
import { functionSettings } from "@course/grader/checks/functions";
import { listeningToBus, type Received } from "@course/grader/checks/listen";
import { expectAllowed } from "@course/grader/checks/permissions";
import { refusingMessages } from "@course/grader/checks/refuse";
import { refusingEvents } from "./refusing-function.ts";
import {
  busArn,
  eventOf,
  expectInvoices,
  json,
  loseInvoices,
  newOrder,
  opened,
  type Order,
  place,
  publish,
  putForeign,
  settled,
  targetsAt,
  told,
  urlOf,
  wish,
} from "./shop.ts";

// Each check has orders of its own. Invoices stay in the books: they go with the table, that is with the stack.

const ANYTHING = { "detail-type": [{ exists: true }] };
/** Two retries of an asynchronous invocation, after a minute and two more, with time to spare. */
const ASYNC_RETRIES_MS = 900_000;
/** AWS archives with a delay, and a replay takes its time. */
const REPLAY_MS = 1_800_000;

check("publishes-events", async (lab) => {
  await listening(lab, async (published) => {
    await settled(async () => {
      const orders = gifts(lab, 12);
      await place(lab, ...orders);
      await eventually(() => expectPublished(lab, published, orders), { within: 60_000 });
    });
  });
});

// #region retries-only-failed
check("retries-only-failed", async (lab) => {
  await listening(lab, async (published) => {
    const orders = gifts(lab, 12);
    for (const order of [orders[1]!, orders[4]!, orders[11]!]) await wish(lab, "bus", order.orderId, 2);
    await place(lab, ...orders);
    await eventually(() => expectPublished(lab, published, orders), { within: 60_000 });
    await steadily(() => expectPublished(lab, published, orders), { during: 5_000 });
  });
});
// #endregion

check("names-what-it-lost", async (lab) => {
  await listening(lab, async (published) => {
    const orders = gifts(lab, 3);
    const lost = orders[1]!;
    await wish(lab, "bus", lost.orderId, 1_000_000);
    const { error } = await publish(lab, orders);
    const isNamed = error?.errorMessage.includes(lost.orderId) ?? false;
    const where = lab.text("neverTaken", { order: lost.orderId });
    expectThat(isNamed, { expected: `Error: ... ${lost.orderId} ...`, found: error?.errorMessage ?? "-", where });
    const others = orders.filter((order) => order !== lost);
    for (const order of others) {
      const isBlamed = error?.errorMessage.includes(order.orderId) ?? false;
      expectThat(!isBlamed, { expected: lab.text("onlyTheLost"), found: error?.errorMessage, where });
    }
    await eventually(() => expectPublished(lab, published, others), { within: 60_000 });
  });
});

check("knows-only-its-bus", async (lab) => {
  const bus = await busArn(lab);
  const { role } = await functionSettings(lab, lab.output("PublisherName"));
  await expectAllowed(lab, role, "events:PutEvents", bus, true);
  await expectAllowed(lab, role, "events:PutEvents", bus.replace(/event-bus\/.*$/, "event-bus/default"), false);
  await expectAllowed(lab, role, "events:PutRule", bus.replace(":event-bus/", ":rule/"), false);
});

check("bills-orders", async (lab) => {
  await settled(async () => {
    const order = newOrder(lab, { total: 0.5 });
    await place(lab, order);
    await eventually(() => expectInvoices(lab, order, 1), { within: 60_000 });
  });

  const gift = newOrder(lab, { total: 0 });
  await place(lab, gift);
  const foreign = newOrder(lab);
  const { detail } = eventOf(foreign);
  await putForeign(lab, "shop.orders", "OrderCancelled", detail);
  await putForeign(lab, "shop.partner", "OrderPlaced", detail);
  await putForeign(lab, "shop.orders", "OrderPlaced", { ...detail, metadata: { ...detail.metadata, version: 2 } });
  const last = newOrder(lab);
  await place(lab, last);
  await eventually(() => expectInvoices(lab, last, 1), { within: 60_000 });
  await steadily(
    async () => {
      await expectInvoices(lab, gift, 0);
      await expectInvoices(lab, foreign, 0);
    },
    { during: 5_000 },
  );
});

check("routes-reviews", async (lab) => {
  const arrived = opened(lab, lab.output("ReviewQueueUrl"));
  const wanted = [
    newOrder(lab, { total: 500 }),
    newOrder(lab, { country: "FR" }),
    newOrder(lab, { country: "NO", total: 9_000.5 }),
  ];
  const unwanted = [
    newOrder(lab, { total: 499.99 }),
    newOrder(lab, { country: "CN", total: 1 }),
    newOrder(lab, { country: "US" }),
  ];
  await settled(async () => {
    await place(lab, ...wanted, ...unwanted);
    const expectWanted = async () => {
      for (const order of wanted)
        expectThat((await arrived(order.orderId)).length > 0, {
          expected: order.orderId,
          found: "-",
          where: lab.text("reviewOf", { order: told(order) }),
        });
    };
    await eventually(expectWanted, { within: 60_000 });
  });
  const cancelled = newOrder(lab, { total: 900 });
  await putForeign(lab, "shop.orders", "OrderCancelled", eventOf(cancelled).detail);
  await steadily(
    async () => {
      for (const order of [...unwanted, cancelled])
        expectEqual(await arrived(order.orderId), [], lab.text("reviewOf", { order: told(order) }));
    },
    { during: 5_000 },
  );
});

check("transforms-reviews", async (lab) => {
  const arrived = opened(lab, lab.output("ReviewQueueUrl"));
  await settled(async () => {
    const order = newOrder(lab, { customer: 'Zoë "Z"', country: "FR", total: 750.25 });
    await place(lab, order);
    const { customer: _, ...expected } = order;
    const where = lab.text("reviewOf", { order: told(order) });
    const expectIt = async () => expectEqual(json((await arrived(order.orderId))[0]), expected, where);
    await eventually(expectIt, { within: 60_000 });
  });
});

check("audits-the-shop", async (lab) => {
  const arrived = opened(lab, lab.output("AuditQueueUrl"));
  const found = async (orderId: string) =>
    (await arrived(orderId)).map((body) => `${json(body).source} ${json(body)["detail-type"]}`).toSorted();
  await settled(async () => {
    const order = newOrder(lab);
    await place(lab, order);
    await putForeign(lab, "shop.payments", "PaymentFailed", { orderId: order.orderId });
    const expected = ["shop.orders OrderPlaced", "shop.payments PaymentFailed"];
    await eventually(
      async () => expectEqual(await found(order.orderId), expected, lab.text("audit", { order: order.orderId })),
      { within: 60_000 },
    );
  });
  const foreign = newOrder(lab);
  await putForeign(lab, "shopping.orders", "OrderPlaced", { orderId: foreign.orderId });
  await putForeign(lab, "crm", "OrderPlaced", { orderId: foreign.orderId });
  const where = lab.text("audit", { order: foreign.orderId });
  await steadily(async () => expectEqual(await found(foreign.orderId), [], where), { during: 5_000 });
});

// #region keeps-undelivered
check("keeps-undelivered", async (lab) => {
  const order = () => newOrder(lab, { total: 900 });
  for (const queueUrl of [lab.output("ReviewQueueUrl"), lab.output("AuditQueueUrl")])
    await expectKept(lab, await queueArn(lab, queueUrl), order, (run) => refusingMessages(lab, queueUrl, run));

  const billing = await functionSettings(lab, lab.output("BillingName"));
  await expectKept(lab, billing.arn, order, (run) => refusingEvents(lab, billing.name, run));
});
// #endregion

check("keeps-failed-invoices", async (lab) => {
  const url = await urlOf(lab, await failureDestination(lab));
  const kept = opened(lab, url);
  const short = newOrder(lab);
  const lasting = newOrder(lab);
  await wish(lab, "closed", short.orderId, 2);
  await wish(lab, "closed", lasting.orderId, 1_000_000);
  await place(lab, short, lasting);

  await eventually(() => expectInvoices(lab, short, 1), { within: ASYNC_RETRIES_MS });
  await eventually(
    async () => {
      const where = lab.text("closedBooks", { order: lasting.orderId, url });
      expectThat((await kept(lasting.orderId)).length === 1, { expected: lasting.orderId, found: "-", where });
    },
    { within: ASYNC_RETRIES_MS },
  );
  expectEqual(await kept(short.orderId), [], lab.text("closedBooks", { order: short.orderId, url }));
  await expectInvoices(lab, lasting, 0);
});

check("bills-once", async (lab) => {
  const order = newOrder(lab);
  await place(lab, order);
  await eventually(() => expectInvoices(lab, order, 1), { within: 60_000 });
  // The producer got no answer and publishes again.
  await place(lab, order);
  await steadily(() => expectInvoices(lab, order, 1), { during: 10_000 });
});

// #region replays-to-billing
check("replays-to-billing", async (lab) => {
  const bus = await busArn(lab);
  const archive = await archiveOf(lab, bus);
  const [reviewed, audited] = [opened(lab, lab.output("ReviewQueueUrl")), opened(lab, lab.output("AuditQueueUrl"))];
  const [kept, lost] = [newOrder(lab, { total: 900 }), newOrder(lab, { total: 900 })];
  await place(lab, kept, lost);
  for (const order of [kept, lost]) await eventually(() => expectInvoices(lab, order, 1), { within: 60_000 });
  // The window of the replay, by the clock of the bus.
  const times: number[] = [];
  for (const order of [kept, lost])
    await eventually(
      async () => {
        const time = Date.parse(json((await audited(order.orderId))[0])?.time);
        expectThat(time > 0, { expected: "1", found: "0", where: lab.text("audit", { order: told(order) }) });
        times.push(time);
      },
      { within: 60_000 },
    );

  await loseInvoices(lab, lost.orderId);
  await eventually(
    async () => {
      await lab.client(EventBridgeClient).send(
        new StartReplayCommand({
          ReplayName: lab.unique("slab-replay"),
          EventSourceArn: archive,
          EventStartTime: new Date(Math.min(...times) - 1_000),
          EventEndTime: new Date(Math.max(...times) + 1_000),
          Destination: { Arn: bus },
        }),
      );
      await eventually(() => expectInvoices(lab, lost, 1), { within: 300_000 });
    },
    { within: REPLAY_MS },
  );
  await steadily(
    async () => {
      for (const order of [kept, lost]) {
        await expectInvoices(lab, order, 1);
        const seen = { review: (await reviewed(order.orderId)).length, audit: (await audited(order.orderId)).length };
        expectEqual(seen, { review: 1, audit: 1 }, lab.text("afterReplay", { order: told(order) }));
      }
    },
    { during: 10_000 },
  );
});
// #endregion

/** Orders that only the auditors see: what is to be observed here is the bus. */
function gifts(lab: Lab, length: number): Order[] {
  return Array.from({ length }, () => newOrder(lab, { total: 0 }));
}

/** Hears everything on the bus; `published` is what of it is about these orders. */
async function listening(lab: Lab, run: (published: Received) => Promise<void>): Promise<void> {
  await listeningToBus(lab, lab.output("BusName"), ANYTHING, run);
}

/** Each of the orders is on the bus exactly once, in the event that was agreed on. */
async function expectPublished(lab: Lab, published: Received, orders: Order[]): Promise<void> {
  const heard = (await published()).map((event) => ({
    source: event.source,
    "detail-type": event["detail-type"],
    detail: event.detail,
  }));
  for (const order of orders) {
    const ours = heard.filter((event) => JSON.stringify(event).includes(order.orderId));
    expectEqual(ours, [eventOf(order)], lab.text("onTheBus", { order: told(order), count: orders.length }));
  }
}

/** With its target out of reach, an event waits in the dead-letter queue of the target. */
async function expectKept(
  lab: Lab,
  target: string,
  order: () => Order,
  outOfReach: (run: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const found = await targetsAt(lab, target);
  const queues = found.map(({ rule, target }) => {
    const arn = target.DeadLetterConfig?.Arn;
    expectThat(arn !== undefined, { expected: "DeadLetterConfig", found: "-", where: `${rule.Name} -> ${target.Arn}` });
    return arn;
  });
  const kept = await Promise.all(queues.map(async (arn) => opened(lab, await urlOf(lab, arn))));
  await outOfReach(() =>
    settled(async () => {
      const event = order();
      await place(lab, event);
      await eventually(
        async () => {
          const bodies = (await Promise.all(kept.map((bodiesOf) => bodiesOf(event.orderId)))).flat();
          const where = lab.text("undelivered", { target, queues: queues.join(", ") });
          expectThat(bodies.length > 0, { expected: event.orderId, found: "-", where });
        },
        { within: 60_000 },
      );
    }),
  );
}

/** Where Lambda puts what billing fails on: the destination for failures, or the function's dead-letter queue. */
async function failureDestination(lab: Lab): Promise<string> {
  const lambda = lab.client(LambdaClient);
  const FunctionName = lab.output("BillingName");
  const { DeadLetterConfig } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const config = await lambda
    .send(new GetFunctionEventInvokeConfigCommand({ FunctionName }))
    .catch((error: unknown) => {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    });
  const arn = config?.DestinationConfig?.OnFailure?.Destination ?? DeadLetterConfig?.TargetArn;
  expectThat(arn !== undefined, { expected: "OnFailure", found: "-", where: FunctionName });
  return arn;
}

async function archiveOf(lab: Lab, bus: string): Promise<string> {
  const { Archives = [] } = await lab.client(EventBridgeClient).send(new ListArchivesCommand({ EventSourceArn: bus }));
  const archive = Archives[0];
  expectThat(archive?.RetentionDays === 30, {
    expected: "RetentionDays: 30",
    found: archive ? `RetentionDays: ${archive.RetentionDays ?? "-"}` : "-",
    where: `AWS::Events::Archive, ${bus}`,
  });
  return `${bus.split(":event-bus/")[0]}:archive/${archive.ArchiveName}`;
}
