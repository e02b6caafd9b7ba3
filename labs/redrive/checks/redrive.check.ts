import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
  DeleteMessageCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import { check, eventually, expectEqual, expectThat, steadily, type Lab } from "@course/grader/checks";
import { consumerOf, invoke, queueArn } from "@course/grader/checks/deliver";
import { functionSettings } from "@course/grader/checks/functions";
import { allowedActions } from "@course/grader/checks/permissions";
import {
  countDeadLetters,
  deadLetterQueue,
  expectShippedOnce,
  newOrder,
  queueAttributes,
  seedDeadLetters,
  send,
  setAside,
  setMood,
} from "./shop.ts";

// Each check has orders of its own.

/** For an order that nothing keeps from being shipped. On AWS a new mapping may take a minute until it reads. */
const SOON_MS = 90_000;

/** A move of a dozen messages at one a second, and what the consumer needs then. */
const MOVED_MS = 60_000;

check("says-why", async (lab) => {
  const order = newOrder(lab, "maintenance");
  await setMood(lab, order, "unavailable", 3);
  const [messageId] = await send(lab, [order]);
  const { logGroup } = await functionSettings(lab, await consumer(lab));
  await eventually(
    async () => {
      const command = new FilterLogEventsCommand({ logGroupName: logGroup, filterPattern: `"${messageId}"` });
      const { events = [] } = await lab.client(CloudWatchLogsClient).send(command);
      const lines = events.map(({ message }) => message!.trim());
      // The words of the carrier, or at least its status.
      const saysWhy = lines.some((line) => /being maintained|unavailable/.test(line));
      expectThat(saysWhy, {
        expected: `... ${messageId} ... The carrier is being maintained ...`,
        found: lines,
        where: logGroup,
      });
    },
    { within: SOON_MS },
  );
});

check("ships-every-order", async (lab) => {
  const complete = newOrder(lab, "complete");
  const { extra: _, ...address } = complete.address;
  const withoutExtra = { id: lab.unique("no-extra"), address };
  const empty = newOrder(lab, "empty-extra", { extra: "" });
  await send(lab, [complete, withoutExtra, empty]);
  await eventually(() => expectShippedOnce(lab, [complete, withoutExtra, empty]), { within: SOON_MS });
});

// #region sets-aside-the-hopeless
check("sets-aside-the-hopeless", async (lab) => {
  const good = newOrder(lab, "good");
  const antarctic = newOrder(lab, "antarctic", { country: "AQ" });
  const garbled = `{"id":"${lab.unique("garbled")}",`;
  const noOrder = JSON.stringify({ orderId: lab.unique("no-order") });
  const before = await countDeadLetters(lab);
  await send(lab, [garbled, antarctic, noOrder, good]);

  const hopeless = [garbled, JSON.stringify(antarctic), noOrder];
  const where = lab.output("SetAsideTable");
  await eventually(
    async () => {
      const found = await setAside(lab);
      for (const body of hopeless) {
        expectThat(found.has(body), {
          expected: JSON.stringify({ body, reason: "..." }),
          found: [...found.keys()],
          where,
        });
        expectThat(found.get(body) !== "", { expected: "reason: ...", found: "reason: -", where: body });
      }
      const reason = found.get(JSON.stringify(antarctic))!;
      expectThat(reason.includes("No delivery to AQ"), { expected: "... No delivery to AQ ...", found: reason, where });
    },
    { within: SOON_MS },
  );
  await eventually(() => expectShippedOnce(lab, [good]), { within: SOON_MS });
  await steadily(() => expectDeadLetters(lab, before), { during: (await deadLetterQueue(lab)).within });
});
// #endregion

// #region moves-back
check("moves-back", async (lab) => {
  const orders = ["a", "b", "c", "d", "e", "f"].map((name) => newOrder(lab, `friday-${name}`));
  await seedDeadLetters(lab, orders, "unavailable");
  expectEqual(await redrive(lab), { started: true }, lab.output("RedriveFunction"));
  await eventually(
    async () => {
      await expectDeadLetters(lab, 0);
      await expectShippedOnce(lab, orders);
    },
    { within: MOVED_MS },
  );
});
// #endregion

check("bounds-the-rate", async (lab) => {
  const { arn } = await deadLetterQueue(lab);
  // Whether it started one now or finds one running.
  await redrive(lab);
  const { Results = [] } = await lab
    .client(SQSClient)
    .send(new ListMessageMoveTasksCommand({ SourceArn: arn, MaxResults: 10 }));
  expectThat(Results.length > 0, {
    expected: "MaxNumberOfMessagesPerSecond: 5",
    found: lab.text("noTask"),
    where: arn,
  });
  for (const { MaxNumberOfMessagesPerSecond: rate } of Results)
    expectThat(rate !== undefined && rate <= 10, {
      expected: "MaxNumberOfMessagesPerSecond: 5",
      found: `MaxNumberOfMessagesPerSecond: ${rate ?? "-"}`,
      where: arn,
    });
});

check("starts-one-task", async (lab) => {
  const orders = Array.from({ length: 8 }, (_, index) => newOrder(lab, `slow-${index + 1}`));
  await seedDeadLetters(lab, orders, "unavailable");
  // Somebody else has started a task already, and a slow one.
  const { arn } = await deadLetterQueue(lab);
  const command = new StartMessageMoveTaskCommand({ SourceArn: arn, MaxNumberOfMessagesPerSecond: 1 });
  await lab.client(SQSClient).send(command);
  // Looked at when that task is over, so that it does not run into another check.
  const call = () => invoke(lab, lab.output("RedriveFunction"), {});
  const found = (await Promise.all([call(), call()])).map(({ payload, error }) => error ?? payload);
  await eventually(() => expectShippedOnce(lab, orders), { within: MOVED_MS });
  expectEqual(
    found,
    [{ started: false }, { started: false }],
    lab.text("running", { function: lab.output("RedriveFunction") }),
  );

  // The slow task is over: now it starts one.
  const again = async () => expectEqual(await redrive(lab), { started: true }, lab.output("RedriveFunction"));
  await eventually(again, { within: MOVED_MS });
});

check("ships-once", async (lab) => {
  // The parcel is booked, the answer was lost each time: a dead letter that is done, and nobody knows.
  const orders = ["a", "b"].map((name) => newOrder(lab, `lost-${name}`));
  await seedDeadLetters(lab, orders, "lost-answer");
  expectEqual(await redrive(lab), { started: true }, lab.output("RedriveFunction"));
  await eventually(() => expectDeadLetters(lab, 0), { within: MOVED_MS });
  await steadily(() => expectShippedOnce(lab, orders), { during: (await deadLetterQueue(lab)).within });
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

check("keeps-failed-notifications", async (lab) => {
  const event = { orderId: lab.unique("bounced"), email: "nobody@bounce.example" };
  const FunctionName = lab.output("NotifyFunction");
  const QueueUrl = lab.output("FailedNotificationsUrl");
  const sqs = lab.client(SQSClient);
  await lab
    .client(LambdaClient)
    .send(new InvokeCommand({ FunctionName, InvocationType: "Event", Payload: JSON.stringify(event) }));
  // Lambda waits one minute before the first retry and two before the second.
  const letter = await eventually(
    async () => {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 0 }));
      const [message] = Messages;
      expectThat(message !== undefined, { expected: lab.text("messages", { count: 1 }), found: "-", where: QueueUrl });
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
      const parsed = JSON.parse(message.Body!) as { requestPayload?: { orderId?: string }; responsePayload?: object };
      const id = parsed.requestPayload?.orderId ?? (parsed as { orderId?: string }).orderId;
      expectThat(id === event.orderId, { expected: event.orderId, found: message.Body, where: QueueUrl });
      return parsed;
    },
    { within: 10 * 60_000 },
  );
  expectThat(JSON.stringify(letter.responsePayload ?? null).includes("No such mailbox"), {
    expected: '{"requestPayload":{...},"responsePayload":{"errorMessage":"No such mailbox: ..."}}',
    found: letter,
    where: QueueUrl,
  });
});

check("grants-least-privilege", async (lab) => {
  const orders = await queueArn(lab, lab.output("QueueUrl"));
  const { arn: dead } = await deadLetterQueue(lab);
  const other = orders.replace(/[^:]+$/, lab.unique("other"));
  const [, , , region, account] = orders.split(":");
  const table = (name: string) => `arn:aws:dynamodb:${region}:${account}:table/${name}`;
  const mover = (await functionSettings(lab, lab.output("RedriveFunction"))).role;
  const worker = (await functionSettings(lab, await consumer(lab))).role;

  const expectNone = async (role: string, actions: string[], resource: string) => {
    const found = await allowedActions(lab, role, actions, resource);
    const expected = lab.text("noneOf", { actions: actions.join(", ") });
    expectThat(found.length === 0, {
      expected,
      found: found.join(", "),
      where: `${role.split("/").at(-1)}, ${resource}`,
    });
  };
  const destroys = ["sqs:PurgeQueue", "sqs:DeleteQueue", "sqs:SetQueueAttributes"];
  await expectNone(mover, [...destroys, "sqs:SendMessage"], dead);
  await expectNone(mover, [...destroys, "sqs:ReceiveMessage", "sqs:DeleteMessage"], orders);
  await expectNone(mover, ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:StartMessageMoveTask"], other);
  await expectNone(worker, [...destroys, "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:StartMessageMoveTask"], dead);
  await expectNone(worker, [...destroys, "sqs:SendMessage"], orders);
  await expectNone(worker, ["dynamodb:DeleteItem", "dynamodb:Scan"], table(lab.output("SetAsideTable")));
  await expectNone(worker, ["dynamodb:PutItem", "dynamodb:GetItem"], table(lab.output("CarrierTable")));

  // SQS moves in the name of the caller: without this a task starts, and fails at the first message.
  const [sends] = await allowedActions(lab, mover, ["sqs:SendMessage"], orders);
  expectThat(sends !== undefined, {
    expected: "sqs:SendMessage",
    found: "-",
    where: `${mover.split("/").at(-1)}, ${orders}`,
  });
});

async function consumer(lab: Lab): Promise<string> {
  return consumerOf(lab, await queueArn(lab, lab.output("QueueUrl")));
}

async function redrive(lab: Lab): Promise<{ started?: unknown } | undefined> {
  const name = lab.output("RedriveFunction");
  const { payload, error } = await invoke(lab, name, {});
  expectThat(error === undefined, { expected: '{"started":...}', found: error, where: name });
  return payload as { started?: unknown } | undefined;
}

async function expectDeadLetters(lab: Lab, count: number): Promise<void> {
  const found = await countDeadLetters(lab);
  expectThat(found <= count, {
    expected: lab.text("messages", { count }),
    found: lab.text("messages", { count: found }),
    where: (await deadLetterQueue(lab)).url,
  });
}
