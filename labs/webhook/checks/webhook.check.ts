import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { check, eventually, expectThat, type Lab } from "@course/grader/checks";
import { invoke, queueEvent } from "@course/grader/checks/deliver";
import { pausingConsumers } from "@course/grader/checks/pause";
import { allowedActions } from "@course/grader/checks/permissions";
import { refusingMessages } from "@course/grader/checks/refuse";
import { tableArn } from "@course/grader/checks/tables";
import { takeMessage } from "@course/grader/checks/take";
import { throttled } from "@course/grader/checks/throttle";
import { letPass } from "@course/grader/checks/time";
import { depth, expectBalances, expectCredited, expectNothingCredited, functions, sourceQueue } from "./app.ts";
import {
  deliver,
  expectAccepted,
  expectRefused,
  found,
  newSecret,
  payment,
  Provider,
  signatureOf,
} from "./provider.ts";

// Each check pays into accounts of its own. They stay where they are: they go with the table, that is with the stack.

/** Two that run at the same moment meet often, not each time. */
const RACES = 6;

check("verifies-the-raw-body", async (lab) => {
  const provider = await Provider.of(lab);
  const [plain, spaced, bytes] = ["plain", "spaced", "bytes"].map((name) => lab.unique(name)) as [
    string,
    string,
    string,
  ];
  await expectAccepted(lab, await provider.sign(payment(plain, 1250)), "genuine");
  // The same JSON, but not the text that JSON.stringify would make of it.
  const text = `{\n  "type": "payment.succeeded",\n  "note": "chuyển khoản \\u00e0 付款 – €",\n  "data": { "cents": 7e2, "account": "${spaced}" }\n}\n`;
  await expectAccepted(lab, await provider.sign(text), "spaced");
  // API Gateway hands over what it does not know as text in Base64.
  const contentType = "application/octet-stream";
  await expectAccepted(lab, await provider.sign(payment(bytes, 99), { contentType }), "bytes");
  await expectCredited(lab, { [plain]: 1250, [spaced]: 700, [bytes]: 99 });
});

check("refuses-forgeries", async (lab) => {
  const provider = await Provider.of(lab);
  const account = lab.unique("forged");
  const genuine = await provider.sign(payment(account, 100));
  const withHeader = (name: string, value: string) => ({ ...genuine, headers: { ...genuine.headers, [name]: value } });
  const without = (name: string) => {
    const { [name]: _, ...headers } = genuine.headers;
    return { ...genuine, headers };
  };

  await expectRefused(lab, await provider.sign(payment(account, 100), { secret: newSecret() }), "otherSecret");
  await expectRefused(lab, { ...genuine, body: payment(account, 999_999) }, "changedBody");
  await expectRefused(lab, withHeader("Webhook-Id", lab.unique("evt")), "changedId");
  for (const signature of [
    "v1,",
    "v1,AAAA",
    "v1",
    "no signature",
    `v0,${genuine.headers["Webhook-Signature"]!.slice(3)}`,
  ])
    await expectRefused(lab, withHeader("Webhook-Signature", signature), "garbledSignature");
  for (const name of ["Webhook-Signature", "Webhook-Timestamp", "Webhook-Id"])
    await expectRefused(lab, without(name), "missingHeader");
  await expectNothingCredited(lab, account);

  // A receiver that refuses everybody is safe and useless.
  await expectAccepted(lab, genuine, "genuine");
});

check("keeps-a-window", async (lab) => {
  const provider = await Provider.of(lab);
  const refused = lab.unique("too-old");
  const accepted = lab.unique("in-time");
  await expectAccepted(lab, await provider.sign(payment(accepted, 1), { ageSeconds: 240 }), "fourMinutesOld");
  await expectAccepted(lab, await provider.sign(payment(accepted, 1), { ageSeconds: -60 }), "oneMinuteAhead");

  const old = await provider.sign(payment(refused, 1), { ageSeconds: 600 });
  await expectRefused(lab, old, "tenMinutesOld");
  await expectRefused(lab, await provider.sign(payment(refused, 1), { ageSeconds: -600 }), "tenMinutesAhead");
  // A recorded delivery under a new time: the time must be part of what is signed.
  const now = (await provider.sign("")).headers["Webhook-Timestamp"]!;
  await expectRefused(lab, { ...old, headers: { ...old.headers, "Webhook-Timestamp": now } }, "newTime");
  await expectNothingCredited(lab, refused);
});

check("refuses-large-bodies", async (lab) => {
  const provider = await Provider.of(lab);
  const large = JSON.stringify({ type: "payment.succeeded", data: {}, note: "x".repeat(1_100_000) });
  await expectRefused(lab, await provider.sign(large), "largeBody", 413);
  await expectAccepted(lab, await provider.sign(JSON.stringify({ type: "note", note: "é".repeat(20_000) })), "genuine");
});

check("answers-once-queued", async (lab) => {
  const provider = await Provider.of(lab);
  const account = lab.unique("later");
  const { consumer } = await sourceQueue(lab);
  await throttled(lab, consumer, async () => {
    await expectAccepted(lab, await provider.sign(payment(account, 500)), "consumerThrottled");
    await expectBalances(lab, { [account]: 0 });
  });
  await expectCredited(lab, { [account]: 500 });
});

check("fails-when-the-queue-refuses", async (lab) => {
  const provider = await Provider.of(lab);
  const { url } = await sourceQueue(lab);
  const refuse = async () => {
    const account = lab.unique("again");
    const delivery = await provider.sign(payment(account, 800));
    const answer = await deliver(lab, delivery);
    const where = lab.text("queueRefuses");
    expectThat(answer.status >= 500, { expected: "HTTP 5xx", found: found(answer), where });
    return { account, delivery };
  };
  // #region queue-refuses
  const { account, delivery } = await refusingMessages(lab, url, () => eventually(refuse, { within: 90_000 }));
  // The provider was told that it did not work, and comes again with the same delivery.
  await eventually(() => expectAccepted(lab, delivery, "secondAttempt"), { within: 90_000 });
  await expectCredited(lab, { [account]: 800 });
  // #endregion
});

check("credits-each-event-once", async (lab) => {
  const provider = await Provider.of(lab);
  const accounts = Array.from({ length: 10 }, () => lab.unique("once"));
  const deliveries = await Promise.all(accounts.map((account, index) => provider.sign(payment(account, 100 + index))));
  const credited = Object.fromEntries(accounts.map((account, index) => [account, 100 + index]));
  for (const delivery of deliveries) await expectAccepted(lab, delivery, "genuine");
  await eventually(() => expectBalances(lab, credited), { within: 300_000 });
  // The provider did not hear the answer: each event again, and that twice at the same moment.
  for (const delivery of deliveries)
    await Promise.all([delivery, delivery].map((again) => expectAccepted(lab, again, "repeated")));
  await expectCredited(lab, credited);
});

check("survives-double-messages", async (lab) => {
  const provider = await Provider.of(lab);
  const { url, arn, consumer } = await sourceQueue(lab);
  const account = lab.unique("twice");
  // #region at-once
  await pausingConsumers(lab, arn, async () => {
    for (let cents = 1; cents <= RACES; cents++) {
      await expectAccepted(lab, await provider.sign(payment(account, cents)), "genuine");
      const message = await takeMessage(lab, url);
      const event = () => queueEvent(arn, [message]);
      // Twice at the same moment, and once more when all is done: seldom with a queue, but it happens.
      await Promise.all([invoke(lab, consumer, event()), invoke(lab, consumer, event())]);
      await invoke(lab, consumer, event());
    }
  });
  // #endregion
  await expectCredited(lab, { [account]: (RACES * (RACES + 1)) / 2 });
});

check("sets-poison-aside", async (lab) => {
  const provider = await Provider.of(lab);
  const good = Array.from({ length: 4 }, () => lab.unique("neighbour"));
  const { deadLetterArn, arn } = await sourceQueue(lab);
  expectThat(deadLetterArn !== undefined, { expected: "RedrivePolicy", found: "-", where: arn });
  const before = await depth(lab, deadLetterArn);
  // Signed, and still nothing that the consumer can work with: it waits with its neighbours, so that they come to the consumer in one batch.
  let poison: number | undefined;
  await pausingConsumers(lab, arn, async () => {
    for (const [index, account] of good.entries()) {
      if (index === 2) poison = (await deliver(lab, await provider.sign('{"type":"payment.succeeded"}'))).status;
      await expectAccepted(lab, await provider.sign(payment(account, 10)), "genuine");
    }
    await expectAccepted(lab, await provider.sign('{"type":"customer.updated","data":{}}'), "otherType");
  });
  await expectCredited(lab, Object.fromEntries(good.map((account) => [account, 10])));
  // Refused at the door is as good as set aside.
  const expected = poison === 400 ? before : before + 1;
  await eventually(
    async () => {
      const now = await depth(lab, deadLetterArn);
      expectThat(now === expected, {
        expected: lab.text("messages", { count: expected }),
        found: lab.text("messages", { count: now }),
        where: deadLetterArn,
      });
    },
    { within: 900_000 },
  );
});

check("keeps-the-secret", async (lab) => {
  const provider = await Provider.of(lab);
  const from = Date.now() - 3_600_000;
  const genuine = await provider.sign(payment(lab.unique("logged"), 1));
  const forged = { ...genuine, headers: { ...genuine.headers, "Webhook-Signature": `v1,${"A".repeat(43)}=` } };
  await expectRefused(lab, forged, "otherSecret");
  await expectAccepted(lab, genuine, "genuine");

  const [secret] = provider.secrets as [string];
  const key = secret.replace(/^whsec_/, "");
  const traces = [key, Buffer.from(key, "base64").toString("hex"), genuine.headers["Webhook-Signature"]!.slice(3)];
  for (const { logicalId, logGroup, environment } of await functions(lab)) {
    const isClean = (text: string) => !traces.some((trace) => text.includes(trace));
    const where = lab.text("environmentOf", { function: logicalId });
    expectThat(isClean(JSON.stringify(environment)), { expected: lab.text("noSecret"), found: "whsec_...", where });
    const logs = lab.client(CloudWatchLogsClient);
    const { events = [] } = await logs
      .send(new FilterLogEventsCommand({ logGroupName: logGroup, startTime: from }))
      .catch(() => ({ events: [] }));
    const leak = events.find(({ message }) => !isClean(message ?? ""))?.message;
    expectThat(leak === undefined, {
      expected: lab.text("noSecret"),
      found: hidden(leak ?? "", traces),
      where: logGroup,
    });
  }
});

check("separates-permissions", async (lab) => {
  const { consumer, arn: queue } = await sourceQueue(lab);
  const region = queue.split(":")[3]!;
  const account = queue.split(":")[4]!;
  const partition = queue.split(":")[1]!;
  const secrets = `arn:${partition}:ssm:${region}:${account}:parameter${lab.output("SecretsParameter")}`;
  const accounts = await tableArn(lab, lab.output("AccountsTable"));
  const moneyMoves = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"];

  for (const { logicalId, arn, role } of await functions(lab)) {
    const expectNone = async (actions: string[], resource: string) => {
      const allowed = await allowedActions(lab, role, actions, resource);
      const expected = lab.text("noneOf", { actions: actions.join(", ") });
      expectThat(allowed.length === 0, { expected, found: allowed.join(", "), where: `${logicalId}, ${resource}` });
    };
    await expectNone(["ssm:PutParameter", "ssm:DeleteParameter"], secrets);
    await expectNone(["ssm:GetParameter"], secrets.replace(/[^/]*$/, lab.unique("other")));
    await expectNone(["dynamodb:DeleteItem", "dynamodb:Scan", "dynamodb:DeleteTable"], accounts);
    if (arn === consumer) await expectNone(["ssm:GetParameter", "ssm:GetParameters"], secrets);
    else {
      await expectNone(moneyMoves, accounts);
      await expectNone(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:PurgeQueue"], queue);
    }
  }
});

// The last one: it changes what the others sign with.
check("changes-secrets", async (lab) => {
  const provider = await Provider.of(lab);
  const [old] = provider.secrets as [string];
  const fresh = newSecret();
  const account = lab.unique("rotated");
  await expectAccepted(lab, await provider.sign(payment(account, 1), { secret: old }), "genuine");

  await provider.publish([fresh, old]);
  try {
    await withinMinutes(lab, async () =>
      expectAccepted(
        lab,
        await provider.sign(payment(account, 10), { id: `${account}-10`, secret: fresh }),
        "newSecret",
      ),
    );
    await expectAccepted(lab, await provider.sign(payment(account, 100), { secret: old }), "oldSecretStill");
    // A careful sender signs with both while it changes.
    const both = await provider.sign(payment(account, 1000), { secret: newSecret() });
    const { "Webhook-Id": id, "Webhook-Timestamp": timestamp, "Webhook-Signature": stranger } = both.headers;
    both.headers["Webhook-Signature"] = `${stranger} ${signatureOf(fresh, id!, timestamp!, both.body)}`;
    await expectAccepted(lab, both, "twoSignatures");
  } finally {
    await provider.publish([fresh]);
  }
  await withinMinutes(lab, async () =>
    expectRefused(lab, await provider.sign(payment(lab.unique("late"), 1), { secret: old }), "oldSecret"),
  );
  await expectCredited(lab, { [account]: 1111 });
});

/** A changed secret may be kept for five minutes: asks again until then. */
async function withinMinutes(lab: Lab, attempt: () => Promise<void>): Promise<void> {
  for (let minute = 0; minute < 6; minute++) {
    try {
      return await attempt();
    } catch {
      await letPass(lab, 60_000);
    }
  }
  await attempt();
}

function hidden(text: string, traces: string[]): string {
  return traces.reduce((shown, trace) => shown.replaceAll(trace, "***"), text).trim();
}
