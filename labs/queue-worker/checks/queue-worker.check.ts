import { check, eventually, expectEqual, expectThat, steadily, type Lab } from "@course/grader/checks";
import { consumerOf, invoke, queueArn, queueEvent } from "@course/grader/checks/deliver";
import { functionSettings } from "@course/grader/checks/functions";
import { listeningToTopic, type Received } from "@course/grader/checks/listen";
import { allowedActions } from "@course/grader/checks/permissions";
import { quietAlarmTopics } from "./alarms.ts";
import {
  booked,
  deadLetterQueue,
  deadLetters,
  expectChargedOnce,
  expectNoneDead,
  newOrder,
  queueAttributes,
  send,
  setMood,
  tenAttempts,
  type Order,
} from "./shop.ts";

// Each check has orders of its own. What they leave in the provider's books goes with the stack.

/** Until a metric of a queue arrives and an alarm acts on it. AWS needs up to 15 minutes for the first. */
const METRICS_MS = 20 * 60_000;

/** For an order that nothing keeps from being charged. On AWS a new mapping may take a minute until it reads. */
const SOON_MS = 90_000;

const RUSHES = 2;
const RUSH = 20;

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`);

check("charges-each-order", async (lab) => {
  const orders = names("order", 3).map((name) => newOrder(lab, name));
  await send(lab, orders);
  await eventually(() => expectChargedOnce(lab, orders), { within: SOON_MS });
});

// #region isolates-poison
check("isolates-poison", async (lab) => {
  const good = names("good", 8).map((name) => newOrder(lab, name));
  const declined = newOrder(lab, "declined");
  await setMood(lab, declined, "declined");
  const garbled = `{"id":"${lab.unique("garbled")}",`;
  // In the middle: before the poison and behind it are good orders.
  await send(lab, [...good.slice(0, 4), garbled, declined, ...good.slice(4)]);

  const within = await tenAttempts(lab);
  await eventually(() => expectChargedOnce(lab, good), { within: SOON_MS });
  const poison = [garbled, JSON.stringify(declined)];
  await eventually(
    async () => {
      const dead = await deadLetters(lab);
      const found = poison.filter((body) => dead.includes(body));
      expectEqual(found, poison, lab.text("deadLetters"));
    },
    { within },
  );
  await steadily(
    async () => {
      await expectNoneDead(lab, good);
      await expectChargedOnce(lab, good);
    },
    { during: within },
  );
});
// #endregion

check("survives-throttling", async (lab) => {
  // Four attempts meet a provider that is down; the fifth does not.
  const orders = names("outage", 3).map((name) => newOrder(lab, name));
  for (const order of orders) await setMood(lab, order, "unavailable", 4);
  await send(lab, orders);
  const within = await tenAttempts(lab);
  await eventually(
    async () => {
      await expectNoneDead(lab, orders);
      await expectChargedOnce(lab, orders);
    },
    { within },
  );
});

check("keeps-dead-letters", async (lab) => {
  const { url } = await deadLetterQueue(lab);
  const { MessageRetentionPeriod: seconds } = await queueAttributes(lab, url);
  expectThat(seconds === "1209600", {
    expected: "MessageRetentionPeriod: 1209600",
    found: `MessageRetentionPeriod: ${seconds}`,
    where: url,
  });
});

check("waits-for-messages", async (lab) => {
  for (const url of [lab.output("QueueUrl"), (await deadLetterQueue(lab)).url]) {
    const { ReceiveMessageWaitTimeSeconds: seconds } = await queueAttributes(lab, url);
    expectThat(Number(seconds) > 0, {
      expected: "ReceiveMessageWaitTimeSeconds: 20",
      found: `ReceiveMessageWaitTimeSeconds: ${seconds}`,
      where: url,
    });
  }
});

check("visibility-fits-timeout", async (lab) => {
  const timeout = (await functionSettings(lab, await worker(lab))).timeoutMs / 1000;
  const { VisibilityTimeout } = await queueAttributes(lab, lab.output("QueueUrl"));
  expectThat(Number(VisibilityTimeout) >= 6 * timeout, {
    expected: `VisibilityTimeout: >= 6 x ${timeout} = ${6 * timeout}`,
    found: `VisibilityTimeout: ${VisibilityTimeout}`,
    where: lab.output("QueueUrl"),
  });
});

// #region charges-once
check("charges-once", async (lab) => {
  const arn = await queueArn(lab, lab.output("QueueUrl"));
  const name = await consumerOf(lab, arn);
  const order = newOrder(lab, "twice");
  const event = queueEvent(arn, [{ body: JSON.stringify(order) }]);

  // One message delivered twice at once and a third time later, and the same order in a message of its own.
  await Promise.all([invoke(lab, name, event), invoke(lab, name, event)]);
  await invoke(lab, name, event);
  await send(lab, [order]);
  const another = newOrder(lab, "after");
  await send(lab, [another]);
  await eventually(() => expectChargedOnce(lab, [order, another]), { within: SOON_MS });
  await steadily(() => expectChargedOnce(lab, [order]), { during: await tenAttempts(lab) });
});
// #endregion

check("survives-crash", async (lab) => {
  const orders = names("crash", 3).map((name) => newOrder(lab, name));
  await setMood(lab, orders[1]!, "crash", 1);
  await send(lab, orders);
  const within = await tenAttempts(lab);
  await eventually(() => expectChargedOnce(lab, orders), { within });
  await steadily(
    async () => {
      await expectChargedOnce(lab, orders);
      await expectNoneDead(lab, orders);
    },
    { during: within },
  );
});

check("respects-provider", async (lab) => {
  // Not counted: cold environments begin one after the other.
  await refusedInRush(lab);
  // A worker that times out leaves a call behind, which is one more at that time: on a busy machine one rush may show that, and not the next.
  let refused = 0;
  for (let rush = 1; rush <= RUSHES; rush++) {
    refused = await refusedInRush(lab);
    if (refused === 0) return;
  }
  expectThat(false, {
    expected: lab.text("refused", { count: 0 }),
    found: lab.text("refused", { count: refused }),
    where: lab.text("rush", { count: RUSH }),
  });
});

/** Sends many orders at once, waits until they are charged, and returns how many calls were one too many. */
async function refusedInRush(lab: Lab): Promise<number> {
  const orders = names("rush", RUSH).map((name) => newOrder(lab, name));
  await Promise.all(orders.map((order) => setMood(lab, order, "slow")));
  // One batch each: without a limit, as many environments.
  const batches = Array.from({ length: RUSH / 4 }, (_, index) => orders.slice(4 * index, 4 * index + 4));
  await Promise.all(batches.map((batch) => send(lab, batch)));
  await eventually(() => expectEachCharged(lab, orders), { within: (await tenAttempts(lab)) + SOON_MS });
  return (await Promise.all(orders.map((order) => booked(lab, order)))).reduce((sum, it) => sum + it.refused, 0);
}

async function expectEachCharged(lab: Lab, orders: Order[]): Promise<void> {
  const charged = await Promise.all(orders.map(async (order) => (await booked(lab, order)).charges.length > 0));
  const found = charged.filter(Boolean).length;
  expectThat(found === orders.length, {
    expected: lab.text("charged", { count: orders.length }),
    found: lab.text("charged", { count: found }),
    where: lab.text("rush", { count: orders.length }),
  });
}

// #region raises-the-alarm
check("raises-the-alarm", async (lab) => {
  const within = (await tenAttempts(lab)) + METRICS_MS;
  // Dead letters of other checks are taken out first: an alarm that rings already does not ring anew.
  const topics = await eventually(
    async () => {
      await deadLetters(lab);
      return quietAlarmTopics(lab);
    },
    { within: METRICS_MS },
  );
  await listeningToTopics(lab, topics, async (received) => {
    await send(lab, [`{"id":"${lab.unique("unreadable")}",`]);
    await eventually(
      async () => {
        const states = (await received()).map((message) => message?.NewStateValue);
        expectThat(states.includes("ALARM"), {
          expected: '{"NewStateValue":"ALARM"}',
          found: states,
          where: topics.join(", "),
        });
      },
      { within },
    );
  });
});
// #endregion

// #region least-privilege
check("grants-least-privilege", async (lab) => {
  const { role, arn: self } = await functionSettings(lab, await worker(lab));
  const orders = await queueArn(lab, lab.output("QueueUrl"));
  const expectNone = async (actions: string[], resource: string) => {
    const found = await allowedActions(lab, role, actions, resource);
    const expected = lab.text("noneOf", { actions: actions.join(", ") });
    expectThat(found.length === 0, { expected, found: found.join(", "), where: resource });
  };
  const reads = ["sqs:ReceiveMessage", "sqs:DeleteMessage"];
  await expectNone(["sqs:SendMessage", "sqs:PurgeQueue", "sqs:DeleteQueue", "sqs:SetQueueAttributes"], orders);
  await expectNone([...reads, "sqs:PurgeQueue", "sqs:DeleteQueue"], (await deadLetterQueue(lab)).arn);
  await expectNone([...reads, "sqs:SendMessage"], orders.replace(/[^:]+$/, lab.unique("other")));
  await expectNone(["lambda:InvokeFunction"], self.replace(/function:.*$/, `function:${lab.unique("other")}`));
  await expectNone(["lambda:UpdateFunctionCode", "lambda:DeleteFunction"], self);
  await expectNone(["dynamodb:PutItem", "dynamodb:Scan"], await booksArn(lab));
});
// #endregion

function listeningToTopics<T>(lab: Lab, topics: string[], run: (received: Received) => Promise<T>): Promise<T> {
  const [first, ...rest] = topics;
  if (rest.length === 0) return listeningToTopic(lab, first!, run);
  return listeningToTopic(lab, first!, (received) =>
    listeningToTopics(lab, rest, (others) => run(async () => [...(await received()), ...(await others())])),
  );
}

async function worker(lab: Lab): Promise<string> {
  return consumerOf(lab, await queueArn(lab, lab.output("QueueUrl")));
}

async function booksArn(lab: Lab): Promise<string> {
  const [, , , region, account] = (await queueArn(lab, lab.output("QueueUrl"))).split(":");
  return `arn:aws:dynamodb:${region}:${account}:table/${lab.output("PaymentsTable")}`;
}
