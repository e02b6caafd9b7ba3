import { check, eventually, expectEqual, expectThat, steadily } from "@course/grader/checks";
import { invoke, queueEvent } from "@course/grader/checks/deliver";
import { functionSettings } from "@course/grader/checks/functions";
import { pausingConsumers } from "@course/grader/checks/pause";
import { allowedActions } from "@course/grader/checks/permissions";
import { refusingMessages } from "@course/grader/checks/refuse";
import { tableArn } from "@course/grader/checks/tables";
import { takeMessage } from "@course/grader/checks/take";
import { throttled } from "@course/grader/checks/throttle";
import { targetTime } from "@course/grader/checks/time";
import { expire } from "./expiry.ts";
import {
  engineCalls,
  engineIs,
  expectCalls,
  expectStatus,
  found,
  locationOf,
  order,
  post,
  readJob,
  send,
  workQueue,
} from "./jobs-api.ts";

// Each check orders reports of accounts of its own. Jobs stay where they are: they go with the table, that is with the stack.

/** Two that run at the same moment meet often, not each time. */
const RACES = 4;
/** A message that fails each time needs some visibility timeouts until it is given up. */
const GIVEN_UP_MS = 900_000;
/** Longer than a message that was not deleted takes to come again. */
const STEADY_MS = 180_000;

check("answers-before-the-work", async (lab) => {
  const { worker } = await workQueue(lab);
  const path = await throttled(lab, worker, async () => {
    const answer = await post(lab, lab.unique("early"));
    const path = locationOf(answer, [202]);
    const { job, retryAfter } = await readJob(lab, path);
    expectThat(job.status === "PENDING", { expected: '"status":"PENDING"', found: job, where: `GET ${path}` });
    for (const [where, seconds] of [
      ["POST /reports", Number(answer.headers.get("retry-after") ?? NaN)],
      [`GET ${path}`, retryAfter ?? NaN],
    ] as const)
      expectThat(seconds > 0, { expected: "Retry-After: 3", found: `Retry-After: ${seconds || "-"}`, where });
    return path;
  });
  await expectStatus(lab, path, "SUCCEEDED", 300_000);
});

check("refuses-what-cannot-run", async (lab) => {
  const account = lab.unique("refused");
  const month = "2026-10";
  const headers = { "idempotency-key": lab.unique("token") };
  const refused = async (what: string, request: Parameters<typeof send>[3]) => {
    const answer = await send(lab, "POST", "/reports", request);
    const where = `POST /reports: ${lab.text(what)}`;
    expectThat(answer.status === 400, { expected: "HTTP 400", found: found(answer), where });
  };
  await refused("noToken", { json: { account, month } });
  await refused("noMonth", { json: { account }, headers });
  await refused("badMonth", { json: { account, month: "2026-13" }, headers });
  await refused("noJson", { body: "account=1", headers: { ...headers, "content-type": "application/json" } });
  const path = await order(lab, lab.unique("known"));
  const stranger = path.replace(/[^/]+$/, lab.unique("nobody"));
  const answer = await send(lab, "GET", stranger);
  const isOurs = answer.status === 404 && answer.text !== '{"message":"Not Found"}';
  expectThat(isOurs, { expected: 'HTTP 404 {"message":"..."}', found: found(answer), where: `GET ${stranger}` });
});

check("delivers-the-result", async (lab) => {
  // An engine that does not answer for a while: time enough to see the job at work.
  const hanging = lab.unique("slow");
  await engineIs(lab, hanging, "hangs-once", 2_000);
  await expectStatus(lab, await order(lab, hanging), "RUNNING", 20_000);

  const account = lab.unique("well");
  const path = await order(lab, account);
  const job = await expectStatus(lab, path, "SUCCEEDED");
  const report = job.report as { account?: unknown; month?: unknown; number?: unknown } | undefined;
  const isReport = report?.account === account && report.month === "2026-10" && typeof report.number === "string";
  expectThat(isReport, { expected: `{"report":{"account":"${account}",...}}`, found: job, where: `GET ${path}` });
  await expectCalls(lab, account, 1);
});

check("repeats-lead-to-one-job", async (lab) => {
  const account = lab.unique("repeat");
  const token = lab.unique("token");
  // #region same-token
  const first = await order(lab, account, { token });
  const answers = await Promise.all([post(lab, account, { token }), post(lab, account, { token })]);
  for (const answer of answers) expectEqual(locationOf(answer), first, lab.text("sameToken"));
  // Two that come first at the same moment.
  for (let race = 0; race < RACES; race++) {
    const token = lab.unique("token");
    const [one, other] = await Promise.all([order(lab, account, { token }), order(lab, account, { token })]);
    expectEqual(other, one, lab.text("atOnce"));
  }
  // #endregion
  await expectStatus(lab, first, "SUCCEEDED");
  const afterwards = locationOf(await post(lab, account, { token }));
  expectEqual(afterwards, first, lab.text("sameToken"));
  await eventually(() => expectCalls(lab, account, 1 + RACES), { within: 300_000 });
  await steadily(() => expectCalls(lab, account, 1 + RACES), { during: STEADY_MS });

  const other = await post(lab, account, { token, month: "2026-09" });
  const where = `POST /reports: ${lab.text("otherRequest")}`;
  expectThat(other.status === 422, { expected: "HTTP 422", found: found(other), where });
  expectThat(first !== (await order(lab, account)), {
    expected: "/jobs/...",
    found: first,
    where: lab.text("newToken"),
  });
});

check("runs-each-job-once", async (lab) => {
  const { url, arn, worker } = await workQueue(lab);
  await pausingConsumers(lab, arn, async () => {
    for (let race = 0; race < RACES; race++) {
      const account = lab.unique("once");
      const path = await order(lab, account);
      const message = await takeMessage(lab, url);
      const event = () => queueEvent(arn, [message]);
      // #region twice
      // The same message twice at the same moment, and once more when all is done: seldom with a queue, but it happens.
      await Promise.all([invoke(lab, worker, event()), invoke(lab, worker, event())]);
      const { job } = await readJob(lab, path);
      expectThat(job.status === "SUCCEEDED", { expected: '"status":"SUCCEEDED"', found: job, where: `GET ${path}` });
      await engineIs(lab, account, "refuses");
      await invoke(lab, worker, event());
      expectEqual((await readJob(lab, path)).job, job, `GET ${path}`);
      await expectCalls(lab, account, 1);
      // #endregion
    }
  });
});

check("tries-again-what-may-pass", async (lab) => {
  const account = lab.unique("busy-once");
  await engineIs(lab, account, "busy-once");
  const path = await order(lab, account);
  await expectStatus(lab, path, "SUCCEEDED", GIVEN_UP_MS);
  await expectCalls(lab, account, 2);
});

check("fails-with-a-reason", async (lab) => {
  // #region for-good
  const refused = lab.unique("refused");
  await engineIs(lab, refused, "refuses");
  const busy = lab.unique("busy");
  await engineIs(lab, busy, "busy");
  const [refusedJob, busyJob] = [await order(lab, refused), await order(lab, busy)];
  // A refusal is final: asking again would be of no use.
  const { reason } = await expectStatus(lab, refusedJob, "FAILED", GIVEN_UP_MS);
  const saysWhy = typeof reason === "string" && reason.includes("not closed");
  expectThat(saysWhy, { expected: '"reason":"... not closed ..."', found: reason ?? "-", where: `GET ${refusedJob}` });
  await expectCalls(lab, refused, 1);
  // The other one may pass, so it is tried again; but not for ever.
  const givenUp = await expectStatus(lab, busyJob, "FAILED", GIVEN_UP_MS);
  const hasReason = typeof givenUp.reason === "string" && givenUp.reason.length > 10;
  expectThat(hasReason, { expected: '"reason":"..."', found: givenUp, where: `GET ${busyJob}` });
  const calls = await engineCalls(lab, busy);
  const expected = lab.text("someCalls");
  expectThat(calls >= 2, { expected, found: lab.text("calls", { count: calls }), where: "ReportEngine" });
  // #endregion
});

check("survives-a-dying-worker", async (lab) => {
  // The engine does not answer in time, so Lambda stops the worker in the middle of the job.
  const account = lab.unique("hangs-once");
  const { worker } = await workQueue(lab);
  const { timeoutMs } = await functionSettings(lab, worker);
  await engineIs(lab, account, "hangs-once", timeoutMs + 1_500);
  const path = await order(lab, account);
  const { report } = await expectStatus(lab, path, "SUCCEEDED", GIVEN_UP_MS);
  expectThat(report !== undefined, { expected: '{"report":{...}}', found: "-", where: `GET ${path}` });
});

check("survives-a-refusing-queue", async (lab) => {
  const { url } = await workQueue(lab);
  const order = () => ({ account: lab.unique("again"), token: lab.unique("token") });
  // #region queue-refuses
  const { account, token } = await refusingMessages(lab, url, () =>
    eventually(
      async () => {
        const { account, token } = order();
        const answer = await post(lab, account, { token });
        const where = lab.text("queueRefuses");
        expectThat(answer.status >= 500, { expected: "HTTP 5xx", found: found(answer), where });
        return { account, token };
      },
      { within: 90_000 },
    ),
  );
  // The client does what it should do: the same request, with the same token.
  const path = await eventually(async () => locationOf(await post(lab, account, { token })), { within: 90_000 });
  await expectStatus(lab, path, "SUCCEEDED", 300_000);
  await expectCalls(lab, account, 1);
  // #endregion
});

check("forgets-old-jobs", async (lab) => {
  const path = await order(lab, lab.unique("old"));
  await expectStatus(lab, path, "SUCCEEDED");
  await expire(lab, path.split("/").at(-1)!, (await targetTime(lab)) / 1000);
  const answer = await send(lab, "GET", path);
  expectThat(answer.status === 404, { expected: "HTTP 404", found: found(answer), where: `GET ${path}` });
});

check("separates-permissions", async (lab) => {
  const { arn: queue, worker } = await workQueue(lab);
  const resources = await lab.resources("AWS::Lambda::Function");
  const all = await Promise.all(
    resources.map(async ({ logicalId, physicalId }) => ({ logicalId, ...(await functionSettings(lab, physicalId)) })),
  );
  const engine = all.find(({ logicalId }) => logicalId.startsWith("ReportEngine"))!;
  const engineTable = await tableArn(lab, lab.output("EngineTable"));
  for (const { logicalId, arn, role } of all) {
    if (arn === engine.arn) continue;
    const expectNone = async (actions: string[], resource: string) => {
      const allowed = await allowedActions(lab, role, actions, resource);
      const expected = lab.text("noneOf", { actions: actions.join(", ") });
      expectThat(allowed.length === 0, { expected, found: allowed.join(", "), where: `${logicalId}, ${resource}` });
    };
    await expectNone(["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:PutItem"], engineTable);
    await expectNone(["sqs:PurgeQueue", "sqs:DeleteQueue"], queue);
    if (arn === worker) await expectNone(["lambda:InvokeFunction"], engine.arn.replace(/[^:]*$/, lab.unique("other")));
    else {
      await expectNone(["lambda:InvokeFunction"], engine.arn);
      await expectNone(["sqs:ReceiveMessage"], queue);
    }
  }
});
