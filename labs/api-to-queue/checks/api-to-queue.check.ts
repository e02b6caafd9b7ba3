import { check, eventually, expectEqual, expectThat } from "@course/grader/checks";
import { allowedActions } from "@course/grader/checks/permissions";
import { refusingMessages } from "@course/grader/checks/refuse";
import { chosenResponse, queueIntegrations } from "./integration.ts";
import { expectOwnWords, send, storedReport, storedWith } from "./reports-api.ts";

const CHANNEL = "?channel=app";
/** Whether the status is exactly 202 is the claim of one check. */
const TAKEN = [202, 200];

check("accepts-a-report", async (lab) => {
  const text = lab.unique("The street lamp is dark");
  const body = JSON.stringify({ place: "Harbour Road 7", text, urgent: true });
  const { id } = await send(lab, CHANNEL, body, 202);
  expectThat(typeof id === "string" && id !== "", {
    expected: '{"id":"..."}',
    found: id ?? "-",
    where: `POST /reports${CHANNEL}`,
  });
  const report = await storedReport(lab, id);
  expectEqual(parsed(report.body), JSON.parse(body), lab.text("stored", { id }));
});

// #region keeps-every-byte
check("keeps-every-byte", async (lab) => {
  const texts = [
    "Lamp & bench = broken",
    "2 + 2 = 4 and 50 % of %2B and %41",
    `"Quotes", 'apostrophes' and C:\\temp`,
    "Two lines\nand a\ttab",
    "路灯不亮了, đèn đường hỏng rồi, \u{1f4a1}\u2028",
    "$input.body #set($x = 1) ${text}",
  ];
  for (const text of texts) {
    // White space and escapes are the client's too: who signs or hashes a body needs it as it was.
    const body = `{ "place": "${lab.unique("caf\\u00e9")}",\n  "text": ${JSON.stringify(text)} }`;
    const { id } = await send(lab, CHANNEL, body, TAKEN);
    const report = await storedReport(lab, id);
    expectThat(report.body === body, { expected: body, found: report.body, where: lab.text("stored", { id }) });
  }
});
// #endregion

check("passes-channel-and-request-id", async (lab) => {
  for (const channel of ["app", "Tiếng Việt", "a + b = 100 %", "https://example.com/?a=1#b"]) {
    const body = JSON.stringify({ place: "Bridge", text: lab.unique("text") });
    const { id, requestId } = await send(lab, `?channel=${encodeURIComponent(channel)}`, body, TAKEN);
    const { attributes } = await storedReport(lab, id);
    expectEqual(attributes, { channel, requestId }, lab.text("attributes", { id }));
  }
});

// #region smuggles-nothing
check("smuggles-nothing", async (lab) => {
  // Were the value pasted into the form as it is, it would bring an attribute and a delay of the client's choice.
  const extra = "MessageAttribute.3.Name=admin&MessageAttribute.3.Value.DataType=String";
  const smuggled = `x&${extra}&MessageAttribute.3.Value.StringValue=yes&DelaySeconds=900`;
  const inBody = JSON.stringify({ place: "Bridge", text: smuggled });
  for (const [channel, body] of [
    [smuggled, JSON.stringify({ place: "Bridge", text: lab.unique("text") })],
    ["app", inBody],
  ] as const) {
    const { id } = await send(lab, `?channel=${encodeURIComponent(channel)}`, body, TAKEN);
    const report = await storedReport(lab, id);
    const { requestId: _, ...others } = report.attributes;
    expectEqual(others, { channel }, lab.text("attributes", { id }));
    expectThat(report.body === body, { expected: body, found: report.body, where: lab.text("stored", { id }) });
  }
});
// #endregion

check("refuses-invalid-reports", async (lab) => {
  const place = lab.unique("place");
  const text = "Dark";
  const invalid = [
    JSON.stringify({ text: place }),
    JSON.stringify({ place }),
    JSON.stringify({ place: "", text: place }),
    JSON.stringify({ place, text: "" }),
    JSON.stringify({ place: `${place} ${"x".repeat(100)}`, text }),
    JSON.stringify({ place, text: "x".repeat(2001) }),
    JSON.stringify({ place, text: 7 }),
    JSON.stringify({ place, text, urgent: "yes" }),
    JSON.stringify({ place, text, status: "closed" }),
    JSON.stringify([{ place, text }]),
    `{"place":"${place}"`,
  ];
  for (const body of invalid) await send(lab, CHANNEL, body, 400);
  for (const query of ["", "?channel="]) await send(lab, query, JSON.stringify({ place, text }), 400);

  // A valid one, to see that those before have not reached the table by now.
  const longest = JSON.stringify({ place: "x".repeat(100), text: "é".repeat(2000), urgent: false });
  await storedReport(lab, (await send(lab, CHANNEL, longest, TAKEN)).id);
  expectEqual(await storedWith(lab, place), [], lab.text("storedWith", { marker: place }));
});

check("refuses-other-content-types", async (lab) => {
  const marker = lab.unique("smuggled");
  const form = `Action=SendMessage&MessageBody=${marker}`;
  for (const type of ["application/x-www-form-urlencoded", "text/plain", "application/xml"])
    await send(lab, CHANNEL, form, [415, 400], type);

  const body = JSON.stringify({ place: "Bridge", text: lab.unique("text") });
  await storedReport(lab, (await send(lab, CHANNEL, body, TAKEN)).id);
  expectEqual(await storedWith(lab, marker), [], lab.text("storedWith", { marker }));
});

check("answers-400-for-what-the-queue-cannot-hold", async (lab) => {
  const padded = `{"place":"Bridge","text":"Dark"${" ".repeat(1_200_000)}}`;
  const unstorable = JSON.stringify({ place: "Bridge", text: `Dark \uFFFF` });
  for (const body of [padded, unstorable])
    expectOwnWords(lab, await send(lab, CHANNEL, body, [400, 413]), `POST /reports${CHANNEL}`);
});

check("grants-only-sending", async (lab) => {
  for (const { role, queueArn, where } of await queueIntegrations(lab)) {
    const expectNone = async (actions: string[], resource: string) => {
      const found = await allowedActions(lab, role, actions, resource);
      const expected = lab.text("noneOf", { actions: actions.join(", ") });
      expectThat(found.length === 0, { expected, found: found.join(", "), where: `${where}, ${resource}` });
    };
    await expectNone(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:PurgeQueue", "sqs:DeleteQueue"], queueArn);
    await expectNone(["sqs:SetQueueAttributes", "sqs:AddPermission", "sqs:ChangeMessageVisibility"], queueArn);
    await expectNone(["sqs:SendMessage"], queueArn.replace(/[^:]*$/, lab.unique("other")));
    await expectNone(["s3:GetObject"], "arn:aws:s3:::somebody-elses-bucket/object");

    const sends = await allowedActions(lab, role, ["sqs:SendMessage"], queueArn);
    expectEqual(sends, ["sqs:SendMessage"], `${where}, ${queueArn}`);
  }
});

// The last one: on AWS a policy works for some seconds after it was taken away.
check("tells-when-the-queue-refuses", async (lab) => {
  const integrations = await queueIntegrations(lab);
  const place = lab.unique("refused");
  const body = JSON.stringify({ place, text: "Dark" });
  await refusingMessages(lab, integrations[0]!.queueUrl, () =>
    eventually(
      async () => {
        const answer = await send(lab, CHANNEL, body, [503, 500, 502, 504, 429]);
        expectOwnWords(lab, answer, `POST /reports${CHANNEL}`);
      },
      { within: 90_000 },
    ),
  );

  // What SQS answers when it is in trouble itself cannot be provoked: the integration says what the client would get then.
  for (const { integration, where } of integrations)
    for (const status of ["403", "500", "503"]) {
      const statusCode = chosenResponse(integration, status);
      expectThat(statusCode === undefined || /^5|^429/.test(statusCode), {
        expected: "HTTP 503",
        found: `HTTP ${statusCode}`,
        where: lab.text("sqsAnswers", { status, where }),
      });
    }
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
