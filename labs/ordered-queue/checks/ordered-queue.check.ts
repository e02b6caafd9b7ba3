import { randomUUID } from "node:crypto";
import { check, eventually, expectEqual, expectThat, steadily, type Lab } from "@course/grader/checks";
import { consumerOf, invoke, queueArn, queueEvent } from "@course/grader/checks/deliver";
import { functionSettings } from "@course/grader/checks/functions";
import { allowedActions } from "@course/grader/checks/permissions";
import { tableArn } from "@course/grader/checks/tables";
import { throttled } from "@course/grader/checks/throttle";
import {
  account,
  commandsOf,
  expectApplied,
  failuresLeft,
  letTheBankFail,
  LONG_ENOUGH_MS,
  messagesIn,
  queueAttributes,
  send,
  setAside,
  type Command,
} from "./commands.ts";

// Each check has customers of its own. What it leaves behind goes with the stack.

async function eventuallyApplied(lab: Lab, customer: string, commands: Command[], inOrder = false): Promise<void> {
  await eventually(() => expectApplied(lab, customer, commands, inOrder), { within: LONG_ENOUGH_MS });
  await steadily(() => expectApplied(lab, customer, commands, inOrder), { during: LONG_ENOUGH_MS });
}

// #region order
check("failure-keeps-the-order", async (lab) => {
  const [ann, ben] = [lab.unique("ann"), lab.unique("ben")];
  const annsCommands = commandsOf(ann, [5000, -1000, -2000, 700, -300]);
  const bensCommands = commandsOf(ben, [100, 200, 300, 400, 500]);
  await letTheBankFail(lab, annsCommands[1]!, 2);
  // In turn, so that the commands of the one lie between the commands of the other.
  await send(
    lab,
    annsCommands.flatMap((command, index) => [command, bensCommands[index]!]),
  );
  await eventuallyApplied(lab, ann, annsCommands, true);
  await eventuallyApplied(lab, ben, bensCommands, true);
});
// #endregion

check("customers-do-not-wait", async (lab) => {
  const [ann, ben] = [lab.unique("ann"), lab.unique("ben")];
  const annsCommands = commandsOf(ann, [5000]);
  await letTheBankFail(lab, annsCommands[0]!, 1);
  await send(lab, annsCommands);
  await eventually(
    async () => expectEqual(await failuresLeft(lab, annsCommands[0]!), 0, lab.text("failuresFor", { customer: ann })),
    { within: 20_000 },
  );
  // Ann's command will be tried again when its visibility timeout is over. Ben is another customer.
  const bensCommands = commandsOf(ben, [100, 200]);
  await send(lab, bensCommands);
  await eventuallyApplied(lab, ben, bensCommands);
  await eventuallyApplied(lab, ann, annsCommands);

  const bensLast = (await account(lab, ben)).history.at(-1)!.at;
  const annsFirst = (await account(lab, ann)).history[0]!.at;
  expectThat(bensLast < annsFirst, {
    expected: lab.text("before", { first: ben, second: ann }),
    found: `${ann}: ${new Date(annsFirst).toISOString()}, ${ben}: ${new Date(bensLast).toISOString()}`,
    where: lab.text("appliedTo", { customer: ben }),
  });
});

check("repeated-send-is-queued-once", async (lab) => {
  const ann = lab.unique("ann");
  const commands = commandsOf(ann, [5000, -1000, -2000]);
  const consumer = await consumerOf(lab, await queueArn(lab, lab.output("QueueUrl")));
  // Nobody takes messages out meanwhile, so that they can be counted.
  await throttled(lab, consumer, async () => {
    await send(lab, commands);
    // The shop got no answer.
    await send(lab, commands);
    await eventually(
      async () => {
        const found = await messagesIn(lab, "QueueUrl");
        expectThat(found === commands.length, {
          expected: lab.text("messages", { count: commands.length }),
          found: lab.text("messages", { count: found }),
          where: lab.text("sentTwice", { customer: ann }),
        });
      },
      { within: 20_000 },
    );
  });
  await eventuallyApplied(lab, ann, commands);
});

check("nothing-is-mistaken-for-a-repetition", async (lab) => {
  const [ann, ben] = [lab.unique("ann"), lab.unique("ben")];
  // Ann pays in the same amount twice; and Ben's commands have the same numbers as hers.
  const annsCommands = commandsOf(ann, [500, 500, 500]);
  const bensCommands = commandsOf(ben, [500, 500]);
  await send(lab, [...annsCommands, ...bensCommands]);
  await eventuallyApplied(lab, ann, annsCommands);
  await eventuallyApplied(lab, ben, bensCommands);
});

check("late-repetition-changes-nothing", async (lab) => {
  const ann = lab.unique("ann");
  const commands = commandsOf(ann, [5000, -1000, -2000]);
  await send(lab, commands);
  await eventuallyApplied(lab, ann, commands);
  // More than five minutes later the queue would take them for new: so the consumer gets them again, in new messages.
  const arn = await queueArn(lab, lab.output("QueueUrl"));
  const consumer = await consumerOf(lab, arn);
  for (const command of [commands[2]!, commands[0]!]) {
    const delivery = { body: JSON.stringify(command), messageId: randomUUID(), group: ann };
    const { error, payload } = await invoke(lab, consumer, queueEvent(arn, [delivery]));
    expectThat(!error && !payload?.batchItemFailures?.length, {
      expected: '{"batchItemFailures":[]}',
      found: error ?? payload,
      where: lab.text("again", { customer: ann, number: command.number }),
    });
  }
  await expectApplied(lab, ann, commands);
});

// #region poison
check("only-the-poison-is-set-aside", async (lab) => {
  const ann = lab.unique("ann");
  const commands = commandsOf(ann, [5000, "ten euros", -2000, 700]);
  await send(lab, commands);
  await eventuallyApplied(
    lab,
    ann,
    commands.filter(({ amount }) => typeof amount === "number"),
  );
  await eventually(
    async () => expectEqual(await setAside(lab, ann), [2], lab.text("deadLettersOf", { customer: ann })),
    { within: LONG_ENOUGH_MS },
  );
});
// #endregion

check("scales-by-customer", async (lab) => {
  const { FifoQueue, DeduplicationScope, FifoThroughputLimit } = await queueAttributes(lab, "QueueUrl");
  expectEqual(
    { FifoQueue, DeduplicationScope, FifoThroughputLimit },
    { FifoQueue: "true", DeduplicationScope: "messageGroup", FifoThroughputLimit: "perMessageGroupId" },
    "QueueUrl",
  );
});

check("queue-outlasts-the-consumer", async (lab) => {
  const queue = await queueAttributes(lab, "QueueUrl");
  const consumer = await consumerOf(lab, queue["QueueArn"]!);
  const timeout = (await functionSettings(lab, consumer)).timeoutMs / 1000;
  const visibility = Number(queue["VisibilityTimeout"]);
  expectThat(visibility >= 6 * timeout, {
    expected: `VisibilityTimeout >= ${6 * timeout}`,
    found: `VisibilityTimeout: ${visibility}`,
    where: `QueueUrl, Timeout: ${timeout}`,
  });

  const deadLetters = await queueAttributes(lab, "DeadLetterQueueUrl");
  const policy = JSON.parse(queue["RedrivePolicy"] ?? "{}") as {
    deadLetterTargetArn?: string;
    maxReceiveCount?: number;
  };
  expectEqual(policy.deadLetterTargetArn ?? "-", deadLetters["QueueArn"], "RedrivePolicy");
  expectThat(Number(policy.maxReceiveCount) >= 3, {
    expected: "maxReceiveCount >= 3",
    found: `maxReceiveCount: ${policy.maxReceiveCount}`,
    where: "RedrivePolicy",
  });
  const [kept, keptAside] = [queue, deadLetters].map((attributes) => Number(attributes["MessageRetentionPeriod"]));
  expectThat(keptAside! > kept!, {
    expected: `MessageRetentionPeriod > ${kept}`,
    found: `MessageRetentionPeriod: ${keptAside}`,
    where: "DeadLetterQueueUrl",
  });
});

check("grants-least-privilege", async (lab) => {
  const queue = await queueArn(lab, lab.output("QueueUrl"));
  const deadLetters = await queueArn(lab, lab.output("DeadLetterQueueUrl"));
  const accounts = await tableArn(lab, lab.output("AccountsTable"));
  const producer = (await functionSettings(lab, lab.output("ProducerFunction"))).role;
  const consumer = (await functionSettings(lab, await consumerOf(lab, queue))).role;

  const expectNone = async (role: string, actions: string[], resource: string) => {
    const found = await allowedActions(lab, role, actions, resource);
    expectThat(found.length === 0, {
      expected: lab.text("noneOf", { actions: actions.join(", ") }),
      found: found.join(", "),
      where: `${role.split("/").at(-1)}, ${resource}`,
    });
  };
  const writes = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"];
  await expectNone(
    producer,
    ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:PurgeQueue", "sqs:SetQueueAttributes"],
    queue,
  );
  await expectNone(producer, writes, accounts);
  await expectNone(consumer, ["sqs:SendMessage", "sqs:PurgeQueue", "sqs:SetQueueAttributes"], queue);
  await expectNone(consumer, ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:PurgeQueue"], deadLetters);
  await expectNone(consumer, ["dynamodb:Scan", "dynamodb:BatchWriteItem", "dynamodb:DeleteTable"], accounts);
  await expectNone(consumer, writes, accounts.replace(/table\/.*$/, `table/${lab.unique("other")}`));
});
