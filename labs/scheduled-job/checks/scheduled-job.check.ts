import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { check, eventually, expectEqual, expectThat, type Lab, steadily } from "@course/grader/checks";
import { invoke } from "@course/grader/checks/deliver";
import { functionSettings } from "@course/grader/checks/functions";
import { allowedActions } from "@course/grader/checks/permissions";
import { tableArns } from "@course/grader/checks/tables";
import { letPass } from "@course/grader/checks/time";
import { bookings, calls, wish } from "./ledger.ts";
import { nightlySchedule, runByCopy, ZONE } from "./schedule.ts";
import { timesInYear, wallTime } from "./wall-time.ts";

// Each check has shops of its own. A run is what the schedule would send: a shop, and the time that the schedule wanted.

/** A write that follows a read lets two runs through when both read before one writes: often, not each time. */
const RACES = 5;
/** Longer than a lease that forgets how long the work takes. */
const WORK_MS = 3_000;
/** No run may reserve a shop for longer. */
const LONGEST_LEASE_MS = 120_000;

check("schedules-one-run-a-night", async (lab) => {
  const { expression, zone, windowMinutes, where } = await nightlySchedule(lab);
  expectEqual(zone, ZONE, `${where}, ScheduleExpressionTimezone`);
  const { hour, minute } = wallTime(expression, where);
  const latest = hour * 60 + minute + windowMinutes;
  const shown = `${expression} + ${windowMinutes} min`;
  expectThat(hour >= 2 && latest <= 6 * 60, { expected: "02:00 - 06:00", found: shown, where });
  expectThat(windowMinutes >= 1 && windowMinutes <= 30, {
    expected: "FlexibleTimeWindow: 1 - 30 min",
    found: `FlexibleTimeWindow: ${windowMinutes || "OFF"}`,
    where,
  });

  // #region once-a-day
  // Every day of two years must have this time, and have it once.
  for (const { day, times } of timesInYear(new Date().getUTCFullYear(), 2, hour, minute))
    expectThat(times === 1, {
      expected: lab.text("once", { day }),
      found: lab.text("times", { times }),
      where: `${where}, ${expression} ${zone}`,
    });
  // #endregion
});

check("runs-when-scheduled", async (lab) => {
  const shop = lab.unique("shop");
  const at = await runByCopy(lab, shop);
  // Which day it is in Berlin is the claim of the next check.
  const nights = [dayBefore(localDay(at)), dayBefore(at.slice(0, 10))];
  await eventually(
    async () => {
      const days = await bookings(lab, shop);
      const where = lab.text("bookings", { where: `${shop}, at(${at})` });
      expectThat(days.length === 1 && nights.includes(days[0]!), {
        expected: JSON.stringify([nights[0]]),
        found: days,
        where,
      });
    },
    { within: 180_000 },
  );
});

check("books-the-local-day", async (lab) => {
  for (const [scheduledTime, day] of [
    ["2027-07-01T01:30:00Z", "2027-06-30"],
    ["2027-06-30T22:30:00Z", "2027-06-30"], // 00:30 on July 1
    ["2027-03-28T22:30:00Z", "2027-03-28"], // 00:30 on March 29, after a day of 23 hours
    ["2027-10-31T22:30:00Z", "2027-10-30"], // 23:30 on a day of 25 hours
    ["2028-03-01T02:30:00Z", "2028-02-29"],
  ] as const) {
    const shop = lab.unique("shop");
    await run(lab, shop, scheduledTime);
    await expectBooked(lab, shop, [day], `${shop}, ${scheduledTime}`);
  }
});

// #region books-missed-days
check("books-missed-days", async (lab) => {
  const shop = lab.unique("shop");
  await run(lab, shop, "2027-03-25T02:30:00Z");
  await expectBooked(lab, shop, ["2027-03-24"], `${shop}, 2027-03-25`);

  // No run on the 26th, 27th, 28th and 29th.
  await run(lab, shop, "2027-03-30T01:30:00Z");
  const all = ["2027-03-24", "2027-03-25", "2027-03-26", "2027-03-27", "2027-03-28", "2027-03-29"];
  await expectBooked(lab, shop, all, `${shop}, 2027-03-30`);

  // A run that comes late, after a younger one, finds nothing to do.
  await run(lab, shop, "2027-03-28T01:30:00Z");
  await expectBooked(lab, shop, all, `${shop}, 2027-03-28`);
  await expectCalls(lab, shop, all, `${shop}, 2027-03-28`);
});
// #endregion

check("books-each-day-once", async (lab) => {
  const shop = lab.unique("shop");
  const scheduledTime = "2027-05-04T01:30:00Z";
  const days = ["2027-05-03"];
  await Promise.all([1, 2, 3, 4].map(() => tryToRun(lab, shop, scheduledTime)));
  await run(lab, shop, scheduledTime);
  await expectBooked(lab, shop, days, lab.text("repeated", { shop, scheduledTime }));

  // Accounting books, and its answer is lost: the run fails, and whoever comes next, be it in the next night, books nothing twice.
  await wish(lab, shop, { day: "2027-05-05", failsAfter: true });
  await tryToRun(lab, shop, "2027-05-06T01:30:00Z");
  await wish(lab, shop, {});
  await run(lab, shop, "2027-05-07T01:30:00Z");
  days.push("2027-05-04", "2027-05-05", "2027-05-06");
  await expectBooked(lab, shop, days, lab.text("answerLost", { shop, day: "2027-05-05" }));
});

// #region works-alone
check("works-alone", async (lab) => {
  const shop = lab.unique("shop");
  const scheduledTime = "2027-05-04T01:30:00Z";
  await wish(lab, shop, { takesMs: WORK_MS });
  const state = { atWork: true };
  const first = tryToRun(lab, shop, scheduledTime).finally(() => (state.atWork = false));
  await eventually(() => expectCalls(lab, shop, ["2027-05-03"], shop), { within: 30_000 });

  await steadily(
    async () => {
      const { error } = state.atWork ? await tryToRun(lab, shop, scheduledTime) : {};
      expectThat(!error, { expected: "ok", found: error?.errorMessage, where: lab.text("atWork", { shop }) });
    },
    { during: WORK_MS },
  );
  await first;
  await expectCalls(lab, shop, ["2027-05-03"], lab.text("atWork", { shop }));

  // Two at the same moment: both may read that nobody is at work before one of them writes it down.
  for (let race = 1; race <= RACES; race++) {
    const raced = lab.unique("shop");
    await wish(lab, raced, { takesMs: 300 });
    await Promise.all([1, 2].map(() => tryToRun(lab, raced, scheduledTime)));
    await expectCalls(lab, raced, ["2027-05-03"], lab.text("atOnce", { shop: raced }));
  }
});
// #endregion

check("goes-on-after-a-crash", async (lab) => {
  const shop = lab.unique("shop");
  const scheduledTime = "2027-05-04T01:30:00Z";
  await run(lab, shop, "2027-05-03T01:30:00Z");
  // Longer than the function may run: Lambda kills it in the middle, after accounting has booked.
  const { functionArn } = await nightlySchedule(lab);
  await wish(lab, shop, { takesMs: (await functionSettings(lab, functionArn)).timeoutMs + 1_500 });
  const { error } = await tryToRun(lab, shop, scheduledTime);
  expectThat(error !== undefined, { expected: lab.text("killed"), found: "ok", where: shop });

  await wish(lab, shop, {});
  await letPass(lab, LONGEST_LEASE_MS);
  await run(lab, shop, "2027-05-05T01:30:00Z");
  const all = ["2027-05-02", "2027-05-03", "2027-05-04"];
  await expectBooked(lab, shop, all, lab.text("afterCrash", { shop }));
});

check("goes-on-where-it-failed", async (lab) => {
  const shop = lab.unique("shop");
  await run(lab, shop, "2027-05-04T01:30:00Z");
  await wish(lab, shop, { day: "2027-05-06", failsBefore: true });
  const scheduledTime = "2027-05-09T01:30:00Z";
  const { error } = await tryToRun(lab, shop, scheduledTime);
  expectThat(error !== undefined, { expected: lab.text("fails"), found: "ok", where: `${shop}, ${scheduledTime}` });
  await expectBooked(lab, shop, ["2027-05-03", "2027-05-04", "2027-05-05"], `${shop}, ${scheduledTime}`);

  await wish(lab, shop, {});
  await run(lab, shop, scheduledTime);
  const all = [3, 4, 5, 6, 7, 8].map((day) => `2027-05-0${day}`);
  await expectBooked(lab, shop, all, lab.text("afterFailure", { shop }));
  // What was booked before the failure was not asked for again; the day that failed was.
  await expectCalls(lab, shop, [...all, "2027-05-06"].toSorted(), lab.text("afterFailure", { shop }));
});

check("keeps-failed-runs", async (lab) => {
  // Undeliverable: the schedule's target is gone.
  const undelivered = lab.unique("shop");
  await runByCopy(lab, undelivered, { targetIsGone: true });
  await expectKept(lab, undelivered, lab.text("undelivered", { shop: undelivered }));

  // Delivered, but the function fails each time: that is no business of the schedule any more.
  const failing = lab.unique("shop");
  await wish(lab, failing, { failsBefore: true });
  await runByCopy(lab, failing);
  await expectKept(lab, failing, lab.text("failing", { shop: failing }));
});

check("grants-least-privilege", async (lab) => {
  const { functionArn, roleArn, where } = await nightlySchedule(lab);
  const other = functionArn.replace(/function:.*$/, `function:${lab.unique("other")}`);
  const expectNone = async (role: string, actions: string[], resource: string, who: string) => {
    const found = await allowedActions(lab, role, actions, resource);
    const expected = lab.text("noneOf", { actions: actions.join(", ") });
    expectThat(found.length === 0, { expected, found: found.join(", "), where: `${who}, ${resource}` });
  };
  await expectNone(roleArn, ["lambda:InvokeFunction"], other, where);
  await expectNone(roleArn, ["lambda:UpdateFunctionCode", "lambda:DeleteFunction"], functionArn, where);

  const { role } = await functionSettings(lab, functionArn);
  await expectNone(role, ["lambda:InvokeFunction"], other, functionArn);
  for (const { name, arn: table } of await tableArns(lab)) {
    if (name === lab.output("LedgerTable")) continue; // accounting's
    const broad = ["dynamodb:Scan", "dynamodb:BatchWriteItem", "dynamodb:DeleteTable", "dynamodb:UpdateTable"];
    await expectNone(role, broad, table, functionArn);
    const others = table.replace(/table\/.*$/, `table/${lab.unique("other")}`);
    await expectNone(role, ["dynamodb:UpdateItem", "dynamodb:PutItem", "dynamodb:GetItem"], others, functionArn);
  }
});

/** What the schedule does to the function, without waiting for the night. */
async function tryToRun(lab: Lab, shop: string, scheduledTime: string) {
  const { functionArn } = await nightlySchedule(lab);
  return invoke(lab, functionArn, { shop, scheduledTime });
}

/** A run that must not fail; on AWS, a role that has just been made may need some seconds. */
async function run(lab: Lab, shop: string, scheduledTime: string): Promise<void> {
  await eventually(
    async () => {
      const { error } = await tryToRun(lab, shop, scheduledTime);
      expectThat(!error, { expected: "ok", found: error?.errorMessage, where: `${shop}, ${scheduledTime}` });
    },
    { within: 10_000 },
  );
}

async function expectBooked(lab: Lab, shop: string, days: string[], where: string): Promise<void> {
  expectEqual(await bookings(lab, shop), days, lab.text("bookings", { where }));
}

async function expectCalls(lab: Lab, shop: string, days: string[], where: string): Promise<void> {
  expectEqual((await calls(lab, shop)).toSorted(), days, lab.text("calls", { where }));
}

/** A message about the shop's run must come into the queue of failed runs. */
async function expectKept(lab: Lab, shop: string, where: string): Promise<void> {
  const QueueUrl = lab.output("FailedRunsUrl");
  const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 1 });
  await eventually(
    async () => {
      const { Messages = [] } = await lab.client(SQSClient).send(command);
      const bodies = Messages.map(({ Body = "" }) => Body);
      expectThat(
        bodies.some((body) => body.includes(shop)),
        { expected: `FailedRuns: ... ${shop} ...`, found: bodies.length ? bodies : "-", where },
      );
    },
    { within: 600_000 },
  );
}

function localDay(time: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: ZONE }).format(new Date(time));
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
