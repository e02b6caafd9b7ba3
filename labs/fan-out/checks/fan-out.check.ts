import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import { check, eventually, expectEqual, expectThat, type Lab, steadily } from "@course/grader/checks";
import { consumerOf, queueArn } from "@course/grader/checks/deliver";
import { functionSettings } from "@course/grader/checks/functions";
import { listeningToTopic } from "@course/grader/checks/listen";
import { pausingConsumers } from "@course/grader/checks/pause";
import { expectAllowed } from "@course/grader/checks/permissions";
import { refusingMessages } from "@course/grader/checks/refuse";
import {
  announce,
  attributes,
  closeDesk,
  deadLetterArn,
  eventsIn,
  expectJobs,
  expectOf,
  jobs,
  newEvent,
  opened,
  parsed,
  queueUrl,
  SETTLING_MS,
  type Team,
  TEAMS,
  told,
  urlOf,
} from "./shop.ts";

// Each check has orders of its own. Jobs stay on the desks: they go with the table, that is with the stack.

const DAY_SECONDS = 86_400;
/** Five retries of a worker, one after each visibility timeout, with time to spare. */
const RETRIES_MS = 3_600_000;

check("publishes-once", async (lab) => {
  await listeningToTopic(lab, lab.output("TopicArn"), async (received) => {
    const heard = async (orderId: string) => (await received()).filter((event) => event?.orderId === orderId);
    await expectOf(lab, async (event) => {
      expectEqual(await heard(event.orderId), [event], lab.text("onTheTopic", { event: told(event) }));
    });
    const once = newEvent(lab);
    await announce(lab, once);
    const expectOnce = async () =>
      expectEqual(await heard(once.orderId), [once], lab.text("onTheTopic", { event: told(once) }));
    await eventually(expectOnce, { within: 60_000 });
    await steadily(expectOnce, { during: 5_000 });
  });
});

check("knows-only-the-topic", async (lab) => {
  const topic = lab.output("TopicArn");
  const { role: publisher } = await functionSettings(lab, lab.output("PublisherName"));
  await expectAllowed(lab, publisher, "sns:Publish", topic, true);
  await expectAllowed(lab, publisher, "sns:Publish", `${topic}-other`, false);
  for (const team of TEAMS) {
    const queue = await queueArn(lab, queueUrl(lab, team));
    await expectAllowed(lab, publisher, "sqs:SendMessage", queue, false);
  }
});

check("delivers-raw", async (lab) => {
  for (const team of TEAMS)
    await whileWaiting(lab, team, async (bodies) => {
      await expectOf(lab, async (event) => {
        const where = lab.text("inQueue", { team, event: told(event) });
        const body = (await bodies()).find((text) => text.includes(event.orderId)) ?? "-";
        expectThat(parsed(body)["orderId"] === event.orderId, { expected: JSON.stringify(event), found: body, where });
      });
    });
});

// #region accepts-only-its-topic
check("accepts-only-its-topic", async (lab) => {
  for (const team of TEAMS)
    await whileWaiting(lab, team, async (bodies) => {
      const stranger = { ...newEvent(lab), customer: "Mallory" };
      await withOtherTopic(lab, team, async (publish) => {
        await publish(JSON.stringify(stranger));
        // What comes from the app's own topic comes, and by then the other message would be here too.
        await expectOf(lab, async (event) => {
          const found = eventsIn(await bodies()).some(({ orderId }) => orderId === event.orderId);
          const where = lab.text("inQueue", { team, event: told(event) });
          expectThat(found, { expected: lab.text("fromItsTopic"), found: "-", where });
        });
        const isThere = async () => (await bodies()).some((body) => body.includes(stranger.orderId));
        const where = lab.text("inQueue", { team, event: told(stranger) });
        const refused = { expected: lab.text("refused"), found: lab.text("fromOtherTopic"), where };
        await steadily(async () => expectThat(!(await isThere()), refused), { during: 5_000 });
      });
    });
});
// #endregion

check("filters-by-attribute", async (lab) => {
  await expectArrivals(lab, "stock", ["OrderPlaced 20", "OrderCancelled 20"], ["OrderPlaced 20", "OrderCancelled 20"]);
  await expectArrivals(lab, "mail", ["OrderCancelled 20", "OrderCancelled 900", "OrderPlaced 20"], ["OrderPlaced 20"]);
});

check("filters-by-body", async (lab) => {
  const sent = ["OrderPlaced 499.99", "OrderPlaced 20", "OrderCancelled 900", "OrderPlaced 500", "OrderPlaced 1200.5"];
  await expectArrivals(lab, "review", sent, ["OrderPlaced 500", "OrderPlaced 1200.5"]);
});

check("reaches-every-team", async (lab) => {
  await expectOf(lab, (event) => expectJobs(lab, TEAMS, event));
});

// #region spares-the-others
check("spares-the-others", async (lab) => {
  for (const team of TEAMS) {
    const others = TEAMS.filter((other) => other !== team);
    const event = newEvent(lab);
    await closeDesk(lab, team, event.orderId, 2);
    await announce(lab, event);

    // The others do not wait for the team that fails, and it catches up by itself.
    await eventually(() => expectJobs(lab, others, event), { within: 45_000 });
    await eventually(() => expectJobs(lab, TEAMS, event), { within: RETRIES_MS });
  }
});
// #endregion

check("repeats-without-effect", async (lab) => {
  const event = newEvent(lab);
  await announce(lab, event);
  await eventually(() => expectJobs(lab, TEAMS, event), { within: 60_000 });
  // The producer got no answer and sends again.
  await announce(lab, event);
  await steadily(() => expectJobs(lab, TEAMS, event), { during: 10_000 });
});

check("parks-poison", async (lab) => {
  for (const team of TEAMS) {
    const url = queueUrl(lab, team);
    const deadLetters = opened(
      lab,
      await urlOf(lab, deadLetterArn((await attributes(lab, url))["RedrivePolicy"], url)),
    );
    const good = [newEvent(lab), newEvent(lab)];
    const poison = newEvent(lab);
    await closeDesk(lab, team, poison.orderId, 1_000_000);
    await pausingConsumers(lab, await queueArn(lab, url), async () => {
      for (const event of [good[0]!, poison, good[1]!]) await announce(lab, event);
    });

    for (const event of good) await eventually(() => expectJobs(lab, [team], event), { within: RETRIES_MS });
    const ours = [...good, poison].map(({ orderId }) => orderId);
    const expectParked = async () => {
      const parked = eventsIn(await deadLetters()).map(({ orderId }) => orderId!);
      const where = lab.text("inDeadLetters", { team, good: good.map(told).join("; "), poison: told(poison) });
      expectEqual(parked.filter((id) => ours.includes(id)).toSorted(), [poison.orderId], where);
    };
    await eventually(expectParked, { within: RETRIES_MS });
    await steadily(expectParked, { during: 10_000 });
    expectEqual(await jobs(lab, team, poison.orderId), [], lab.text("desks", { event: told(poison) }));
  }
});

check("fits-its-worker", async (lab) => {
  for (const team of TEAMS) {
    const url = queueUrl(lab, team);
    const queue = await attributes(lab, url);
    const worker = await consumerOf(lab, queue["QueueArn"]!);
    const timeout = (await functionSettings(lab, worker)).timeoutMs / 1000;
    const seconds = Number(queue["VisibilityTimeout"]);
    expectThat(seconds >= 6 * timeout, {
      expected: `VisibilityTimeout >= ${6 * timeout}`,
      found: `VisibilityTimeout: ${seconds}`,
      where: `${url}, Timeout: ${timeout}`,
    });
    const failedUrl = await urlOf(lab, deadLetterArn(queue["RedrivePolicy"], url));
    const retention = Number((await attributes(lab, failedUrl))["MessageRetentionPeriod"]);
    expectThat(retention === 14 * DAY_SECONDS, {
      expected: `MessageRetentionPeriod: ${14 * DAY_SECONDS}`,
      found: `MessageRetentionPeriod: ${retention}`,
      where: failedUrl,
    });
  }
});

// #region keeps-undelivered
check("keeps-undelivered", async (lab) => {
  for (const team of TEAMS) {
    const url = queueUrl(lab, team);
    const queue = await attributes(lab, url);
    const undelivered = await subscriptionDeadLetters(lab, queue["QueueArn"]!);
    const isShared = queue["RedrivePolicy"]?.includes(`"${undelivered}"`) ?? false;
    expectThat(!isShared, { expected: lab.text("twoQueues"), found: undelivered, where: url });

    const bodies = opened(lab, await urlOf(lab, undelivered));
    await refusingMessages(lab, url, () =>
      expectOf(lab, async (event) => {
        const kept = eventsIn(await bodies()).some(({ orderId }) => orderId === event.orderId);
        expectThat(kept, { expected: told(event), found: "-", where: lab.text("undelivered", { team, undelivered }) });
      }),
    );
  }
});
// #endregion

/** Publishes these events of one order and expects that, of them, exactly the ones named arrive in the team's queue. */
async function expectArrivals(lab: Lab, team: Team, sent: string[], expected: string[]): Promise<void> {
  await whileWaiting(lab, team, (bodies) =>
    eventually(
      async () => {
        const orderId = lab.unique("order");
        for (const words of sent) {
          const [type, total] = words.split(" ") as ["OrderPlaced" | "OrderCancelled", string];
          await announce(lab, newEvent(lab, { type, total: Number(total), orderId }));
        }
        const expectThem = async () => {
          const ours = eventsIn(await bodies()).filter((event) => event.orderId === orderId);
          const found = ours.map(({ type, total }) => `${type} ${total}`);
          expectEqual(found.toSorted(), expected.toSorted(), lab.text("arrivals", { team, sent: sent.join("; ") }));
        };
        await eventually(expectThem, { within: 60_000 });
        await steadily(expectThem, { during: 5_000 });
      },
      { within: SETTLING_MS },
    ),
  );
}

/** With the team's worker at rest: what arrives stays in the queue, and can be looked at. */
async function whileWaiting(lab: Lab, team: Team, run: (bodies: () => Promise<string[]>) => Promise<void>) {
  const url = queueUrl(lab, team);
  await pausingConsumers(lab, await queueArn(lab, url), () => run(opened(lab, url)));
}

/** A topic that is not the app's, and to which somebody has subscribed the team's queue. */
async function withOtherTopic(
  lab: Lab,
  team: Team,
  run: (publish: (message: string) => Promise<void>) => Promise<void>,
) {
  const sns = lab.client(SNSClient);
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: lab.unique("slab-other-topic") }));
  try {
    const Endpoint = await queueArn(lab, queueUrl(lab, team));
    const Attributes = { RawMessageDelivery: "true" };
    const { SubscriptionArn } = await sns.send(
      new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint, Attributes, ReturnSubscriptionArn: true }),
    );
    try {
      await run(async (Message) => void (await sns.send(new PublishCommand({ TopicArn, Message }))));
    } finally {
      await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    }
  } finally {
    await sns.send(new DeleteTopicCommand({ TopicArn }));
  }
}

/** Where the topic puts what it cannot deliver to this queue. */
async function subscriptionDeadLetters(lab: Lab, queue: string): Promise<string> {
  const sns = lab.client(SNSClient);
  const TopicArn = lab.output("TopicArn");
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  const subscription = Subscriptions.find(({ Endpoint }) => Endpoint === queue);
  expectThat(subscription !== undefined, { expected: "AWS::SNS::Subscription", found: "-", where: queue });
  const command = new GetSubscriptionAttributesCommand({ SubscriptionArn: subscription.SubscriptionArn });
  const { Attributes = {} } = await sns.send(command);
  return deadLetterArn(Attributes["RedrivePolicy"], subscription.SubscriptionArn!);
}
