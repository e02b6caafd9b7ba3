import { randomUUID } from "node:crypto";
import { DescribeTableCommand, DescribeTimeToLiveCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  GetQueueAttributesCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
  type QueueAttributeName,
} from "@aws-sdk/client-sqs";
import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { check, eventually, expectEqual, expectThat, type Lab } from "@course/grader/checks";
import { consumerOf, queueArn } from "@course/grader/checks/deliver";
import { functionSettings } from "@course/grader/checks/functions";
import { allowedActions } from "@course/grader/checks/permissions";
import { tableArns } from "@course/grader/checks/tables";
import {
  askForFaults,
  charges,
  deliver,
  deliverUntilDone,
  eventuallyChargedOnce,
  expectChargedOnce,
  forgetKeys,
  isDone,
  isHeld,
  items,
  LONG_ENOUGH_MS,
  newOrder,
  release,
  send,
} from "./orders.ts";

// Each check has orders and customers of its own. What it leaves behind goes with the stack.

/** A write that follows a read lets two consumers through when both read before one writes: often, not each time. */
const RACES = 8;

check("charges-each-order", async (lab) => {
  const order = newOrder(lab, "order");
  // The same customer, the same amount: another order all the same.
  const twin = { ...order, orderId: lab.unique("twin") };
  await send(lab, order);
  await eventuallyChargedOnce(lab, order);
  await send(lab, twin);
  await eventually(
    async () => expectEqual(await charges(lab, twin), [twin.amount], lab.text("ledgerOf", { order: twin.orderId })),
    { within: LONG_ENOUGH_MS },
  );
});

// #region repeated
check("charges-a-repeated-order-once", async (lab) => {
  const order = newOrder(lab, "repeated");
  const messageId = randomUUID();
  await deliverUntilDone(lab, order, messageId);
  // The queue delivers the message again, and then the shop, which got no answer, sends the order again.
  await deliverUntilDone(lab, order, messageId);
  await deliverUntilDone(lab, order);
  await expectChargedOnce(lab, order);
});
// #endregion

// #region two-meet
check("charges-once-when-two-meet", async (lab) => {
  const orders = Array.from({ length: RACES }, () => newOrder(lab, "raced"));
  for (const order of orders) await Promise.all([1, 2, 3, 4].map(() => deliver(lab, order)));
  for (const order of orders) {
    // Those that had to step back get their message again.
    await deliverUntilDone(lab, order);
    await expectChargedOnce(lab, order);
  }
});
// #endregion

check("busy-order-comes-back", async (lab) => {
  const order = newOrder(lab, "busy");
  await askForFaults(lab, order, ["hold"]);
  const first = deliver(lab, order);
  try {
    await eventually(
      async () => expectThat(await isHeld(lab, order), { expected: "held", found: "-", where: order.orderId }),
      { within: 20_000 },
    );
    const second = await deliver(lab, order);
    // Done before it is charged: this message would be deleted, and if the first consumer crashed now, nobody would know of the order.
    expectThat(!isDone(second) || (await charges(lab, order)).length > 0, {
      expected: '{"batchItemFailures":[{"itemIdentifier":"..."}]}',
      found: second.payload,
      where: lab.text("secondDelivery", { order: order.orderId }),
    });
  } finally {
    await release(lab, order);
    await first;
  }
  await deliverUntilDone(lab, order);
  await expectChargedOnce(lab, order);
});

check("crash-before-charge", async (lab) => {
  const order = newOrder(lab, "crash");
  await askForFaults(lab, order, ["crash-before-charge"]);
  await send(lab, order);
  await eventuallyChargedOnce(lab, order);
});

check("crash-after-charge", async (lab) => {
  const crashed = newOrder(lab, "crash");
  await askForFaults(lab, crashed, ["crash-after-charge", "crash-after-charge"]);
  const lost = newOrder(lab, "lost");
  await askForFaults(lab, lost, ["answer-lost"]);
  await send(lab, crashed);
  await send(lab, lost);
  await eventuallyChargedOnce(lab, crashed);
  await eventuallyChargedOnce(lab, lost);
});

check("throttled-order-is-kept", async (lab) => {
  const sqs = lab.client(SQSClient);
  const [queue, deadLetters] = [lab.output("QueueUrl"), lab.output("DeadLetterQueueUrl")];
  const count = async (QueueUrl: string) => {
    const names: QueueAttributeName[] = [
      "ApproximateNumberOfMessages",
      "ApproximateNumberOfMessagesNotVisible",
      "ApproximateNumberOfMessagesDelayed",
    ];
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: names }));
    return Object.values(Attributes ?? {}).reduce((sum, n) => sum + Number(n), 0);
  };

  // The provider refuses for longer than the queue tries: the order must wait in the dead-letter queue and not disappear.
  const order = newOrder(lab, "throttled");
  await askForFaults(
    lab,
    order,
    Array.from({ length: 50 }, () => "throttled"),
  );
  const before = await count(deadLetters);
  await send(lab, order);
  await eventually(
    async () => {
      const found = { queue: await count(queue), deadLetters: (await count(deadLetters)) - before };
      expectEqual(found, { queue: 0, deadLetters: 1 }, lab.text("waiting", { order: order.orderId }));
    },
    { within: LONG_ENOUGH_MS },
  );
  expectEqual(await charges(lab, order), [], lab.text("ledgerOf", { order: order.orderId }));

  // The provider is well again, and somebody moves the message back.
  await askForFaults(lab, order, []);
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: await queueArn(lab, deadLetters) }));
  await eventuallyChargedOnce(lab, order);
});

check("points-with-the-mark", async (lab) => {
  const order = newOrder(lab, "points");
  await askForFaults(lab, order, ["crash-after-write"]);
  await send(lab, order);
  await eventuallyChargedOnce(lab, order);
});

check("outlives-the-providers-memory", async (lab) => {
  const order = newOrder(lab, "late");
  await deliverUntilDone(lab, order);
  await forgetKeys(lab, order);
  await deliverUntilDone(lab, order);
  await expectChargedOnce(lab, order);
});

check("records-expire", async (lab) => {
  const tables = await ownTables(lab);
  const expiring: { table: string; attribute: string }[] = [];
  for (const { name: TableName } of tables) {
    const command = new DescribeTimeToLiveCommand({ TableName });
    const { TimeToLiveDescription } = await lab.client(DynamoDBClient).send(command);
    const attribute = TimeToLiveDescription?.AttributeName;
    if (TimeToLiveDescription?.TimeToLiveStatus?.startsWith("ENABL") && attribute)
      expiring.push({ table: TableName, attribute });
  }
  expectThat(expiring.length > 0, {
    expected: "TimeToLiveStatus: ENABLED",
    found: "TimeToLiveStatus: DISABLED",
    where: tables.map(({ name }) => name).join(", "),
  });

  const before = new Set((await expiringItems(lab, expiring)).map(({ key }) => key));
  await deliverUntilDone(lab, newOrder(lab, "expiring"));
  const records = (await expiringItems(lab, expiring)).filter(({ key }) => !before.has(key));
  const now = Math.floor(Date.now() / 1000);
  const [from, to] = [now + RETENTION_DAYS * DAY, now + LONGEST_DAYS * DAY];
  expectThat(records.length > 0, {
    expected: `{"${expiring[0]!.attribute}":${to}}`,
    found: "-",
    where: expiring[0]!.table,
  });
  for (const { table, attribute, value } of records)
    expectThat(typeof value === "number" && value >= from && value <= to, {
      expected: `${from} <= ${attribute} <= ${to}`,
      found: `${attribute}: ${JSON.stringify(value)}`,
      where: table,
    });
});

const DAY = 24 * 60 * 60;
/** A message may wait so long in queue and dead-letter queue: "Amazon SQS message quotas" (2026-11-21). An hour less, for the time since the record. */
const RETENTION_DAYS = 14 - 1 / 24;
/** More is no expiry: milliseconds instead of seconds, for example, are a date in the year 58,000. */
const LONGEST_DAYS = 2 * 366;

async function expiringItems(lab: Lab, expiring: { table: string; attribute: string }[]) {
  const found: { key: string; table: string; attribute: string; value: unknown }[] = [];
  for (const { table, attribute } of expiring) {
    const { Items = [] } = await items(lab).send(new ScanCommand({ TableName: table, ConsistentRead: true }));
    const { Table } = await lab.client(DynamoDBClient).send(new DescribeTableCommand({ TableName: table }));
    const names = Table!.KeySchema!.map(({ AttributeName }) => AttributeName!);
    for (const item of Items)
      if (attribute in item)
        found.push({ key: names.map((name) => item[name]).join(" "), table, attribute, value: item[attribute] });
  }
  return found;
}

/** The app's tables, without the provider's. */
async function ownTables(lab: Lab): Promise<{ name: string; arn: string }[]> {
  return (await tableArns(lab)).filter(({ name }) => name !== lab.output("LedgerTable"));
}

check("grants-least-privilege", async (lab) => {
  const queue = await queueArn(lab, lab.output("QueueUrl"));
  const consumer = await consumerOf(lab, queue);
  const { role } = await functionSettings(lab, consumer);
  const expectNone = async (actions: string[], resource: string) => {
    const found = await allowedActions(lab, role, actions, resource);
    expectThat(found.length === 0, {
      expected: lab.text("noneOf", { actions: actions.join(", ") }),
      found: found.join(", "),
      where: `${role.split("/").at(-1)}, ${resource}`,
    });
  };

  const writes = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"];
  const tables = await ownTables(lab);
  for (const { arn } of tables)
    await expectNone(
      ["dynamodb:Scan", "dynamodb:BatchWriteItem", "dynamodb:UpdateTimeToLive", "dynamodb:DeleteTable"],
      arn,
    );
  // The provider's books are the provider's.
  const ledger = `${tables[0]!.arn.split("table/")[0]}table/${lab.output("LedgerTable")}`;
  await expectNone(["dynamodb:GetItem", "dynamodb:Query", ...writes], ledger);
  await expectNone(writes, ledger.replace(/table\/.*$/, `table/${lab.unique("other")}`));
  await expectNone(["sqs:SendMessage", "sqs:PurgeQueue", "sqs:DeleteQueue"], queue);
  await expectNone(["lambda:InvokeFunction"], consumer);
});
