import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { check, expectEqual, expectThat } from "@course/grader/checks";
import { allowedActions } from "@course/grader/checks/permissions";
import { functions, notesTable } from "./app.ts";
import {
  apiUrl,
  expectInvalid,
  expectMissing,
  expectOneWinner,
  found,
  givenNote,
  object,
  page,
  readNote,
  readPage,
  send,
} from "./notes-api.ts";

// Each check works in notebooks of its own. The notes stay where they are: they go with the table, that is with the stack.

/** A write that follows a read lets two clients through when both read before one writes: often, not each time. */
const RACES = 8;

check("missing-note-is-404", async (lab) => {
  await expectMissing(lab, `/notebooks/${lab.unique("empty")}/notes`, lab.unique("missing"));
});

check("refuses-invalid-note", async (lab) => {
  const path = `/notebooks/${lab.unique("invalid")}/notes`;
  const title = "Groceries";
  const text = "Milk, bread";
  await expectInvalid(lab, "POST", path, { json: { text } }, "title");
  await expectInvalid(lab, "POST", path, { json: { title: "", text } }, "title");
  await expectInvalid(lab, "POST", path, { json: { title: 7, text } }, "title");
  await expectInvalid(lab, "POST", path, { json: { title: "x".repeat(101), text } }, "title");
  await expectInvalid(lab, "POST", path, { json: { title, text: 7 } }, "text");
  await expectInvalid(lab, "POST", path, { json: { title, text: "x".repeat(10_001) } }, "text");
  await expectInvalid(lab, "POST", path, { json: { title, text, id: "no/name" } }, "id");
  await expectInvalid(lab, "POST", path, { json: { title, text, version: 7 } }, "version");
  await expectInvalid(lab, "POST", path, { json: { title, txet: text } }, "txet");
  await expectInvalid(lab, "POST", path, { body: '{"title":' });
  await expectInvalid(lab, "POST", path, { body: "null" });
  await expectInvalid(lab, "POST", path, { json: [{ title }] });
});

check("creates-a-note", async (lab) => {
  const path = `/notebooks/${lab.unique("new")}/notes`;
  const where = `POST ${path}`;
  const input = { title: "x".repeat(100), text: "Milk, 面包, bánh mì" };
  const created = await send(lab, "POST", path, 201, { json: input });
  const note = object(created, where);
  const { id, createdAt, ...rest } = note;
  expectEqual(rest, { ...input, version: 1 }, where);
  expectThat(typeof id === "string" && id !== "", { expected: '{"id":"..."}', found: note, where });
  const isTime = typeof createdAt === "string" && !Number.isNaN(Date.parse(createdAt));
  expectThat(isTime, { expected: '{"createdAt":"2026-11-21T08:00:00.000Z"}', found: note, where });

  // Location may be a path or a whole URL.
  const location = created.headers.get("location") ?? "-";
  const target = URL.canParse(location, apiUrl(lab)) ? new URL(location, apiUrl(lab)).pathname : "";
  const expected = `${path}/${id}`;
  expectThat(target.endsWith(expected), { expected: `Location: ${expected}`, found: `Location: ${location}`, where });

  expectEqual((await readNote(lab, expected)).note, note, `GET ${expected}`);
});

// #region does-not-overwrite
check("does-not-overwrite", async (lab) => {
  const path = `/notebooks/${lab.unique("taken")}/notes`;
  const note = await givenNote(lab, path, { id: "first", title: "First", text: "Stays" });
  expectEqual(note["id"], "first", `POST ${path}`);
  await send(lab, "POST", path, 409, { json: { id: "first", title: "Second", text: "Overwrites" } });
  expectEqual((await readNote(lab, `${path}/first`)).note, note, `GET ${path}/first`);

  for (let race = 1; race <= RACES; race++) {
    const bodies = ["A", "B"].map((title) => ({ id: `race-${race}`, title }));
    const winner = await expectOneWinner(lab, { method: "POST", path }, bodies, 409);
    const { note: stored } = await readNote(lab, `${path}/${winner["id"]}`);
    expectEqual(stored["title"], winner["title"], `GET ${path}/${winner["id"]}`);
  }
});
// #endregion

check("lists-a-notebook", async (lab) => {
  // In turn, so that the notes of the one lie between the notes of the other.
  const notebooks = ["One", "Other"].map((name) => ({
    path: `/notebooks/${lab.unique(name.toLowerCase())}/notes`,
    titles: [1, 2, 3, 4, 5].map((n) => `${name} ${n}`),
  }));
  for (let n = 0; n < 5; n++)
    for (const { path, titles } of notebooks) await givenNote(lab, path, { title: titles[n] });

  for (const { path, titles } of notebooks) {
    expectEqual((await readPage(lab, path)).titles, titles, `GET ${path}`);
    expectEqual((await readPage(lab, `${path}?limit=3`)).titles, titles.slice(0, 3), `GET ${path}?limit=3`);
  }
});

check("pages-through-all", async (lab) => {
  const path = `/notebooks/${lab.unique("pages")}/notes`;
  const all = [1, 2, 3, 4, 5].map((n) => `Note ${n}`);
  for (const title of all) await givenNote(lab, path, { title });

  const read: unknown[] = [];
  let url: string | undefined = `${path}?limit=2`;
  while (url && read.length <= all.length) {
    const { titles, next } = await readPage(lab, url);
    const isLast: boolean = next === undefined;
    const expected = isLast ? lab.text("upTo", { count: 2 }) : lab.text("exactly", { count: 2 });
    expectThat(titles.length === 2 || (isLast && titles.length < 2), { expected, found: titles, where: `GET ${url}` });
    read.push(...titles);
    url = next && `${path}?limit=2&next=${encodeURIComponent(next)}`;
  }
  expectEqual(read.toSorted(), all, `GET ${path}?limit=2&next=...`);
});

check("rejects-bad-paging", async (lab) => {
  const path = `/notebooks/${lab.unique("mine")}/notes`;
  for (const id of ["a", "b", "c"]) await givenNote(lab, path, { id, title: "Mine" });
  for (const limit of ["0", "101", "-1", "1.5", "many"]) await send(lab, "GET", `${path}?limit=${limit}`, 400);
  const json = ["null", "[]", '{"id":7}', '{"notebook":"x"}'].map((text) => Buffer.from(text).toString("base64url"));
  for (const token of ["not-a-token", ...json]) await send(lab, "GET", `${path}?next=${token}`, 400);

  // A good token in another notebook: refused, or of no use there.
  const { next } = await readPage(lab, `${path}?limit=1`);
  expectThat(next !== undefined, { expected: '{"next":"..."}', found: "{}", where: `GET ${path}?limit=1` });
  const other = `/notebooks/${lab.unique("other")}/notes`;
  await givenNote(lab, other, { id: "z", title: "Other" });
  const url = `${other}?next=${encodeURIComponent(next)}`;
  const answer = await send(lab, "GET", url, [400, 200]);
  if (answer.status === 400) return;
  const leaks = page(answer, `GET ${url}`).titles.some((title) => title !== "Other");
  expectThat(!leaks, { expected: "HTTP 400", found: found(answer), where: `GET ${url}` });
});

check("refuses-unsafe-replacement", async (lab) => {
  const notes = `/notebooks/${lab.unique("guarded")}/notes`;
  const path = `${notes}/note`;
  await givenNote(lab, notes, { id: "note", title: "First" });
  const { note, etag } = await readNote(lab, path);
  const headers = { "if-match": etag };

  await send(lab, "PUT", path, 428, { json: { title: "Second" } });
  await expectInvalid(lab, "PUT", path, { json: { title: "" }, headers }, "title");
  await send(lab, "PUT", `${notes}/missing`, 404, { json: { title: "Second" }, headers });

  expectEqual((await readNote(lab, path)).note, note, `GET ${path}`);
});

check("replaces-only-if-unchanged", async (lab) => {
  const notes = `/notebooks/${lab.unique("locked")}/notes`;
  const path = `${notes}/note`;
  const before = await givenNote(lab, notes, { id: "note", title: "First", text: "Old" });
  const stale = { "if-match": (await readNote(lab, path)).etag };

  const after = { ...before, title: "Second", text: "", version: 2 };
  const replaced = await send(lab, "PUT", path, 200, { json: { title: "Second" }, headers: stale });
  expectEqual(object(replaced, `PUT ${path}`), after, `PUT ${path}`);
  await send(lab, "PUT", path, 412, { json: { title: "Third" }, headers: stale });
  await send(lab, "PUT", path, 412, { json: { title: "Third" }, headers: { "if-match": '"no-such-version"' } });

  let { note, etag } = await readNote(lab, path);
  expectEqual(note, after, `GET ${path}`);
  for (let version = 3; version < 3 + RACES; version++) {
    const bodies = ["A", "B"].map((writer) => ({ title: `${writer} ${version}` }));
    const request = { method: "PUT", path, headers: { "if-match": etag } };
    const winner = await expectOneWinner(lab, request, bodies, 412);
    ({ note, etag } = await readNote(lab, path));
    expectEqual(note, { ...after, ...winner, version }, `GET ${path}`);
  }
});

check("deletes-a-note", async (lab) => {
  const path = `/notebooks/${lab.unique("delete")}/notes`;
  await givenNote(lab, path, { id: "gone", title: "Gone" });
  await givenNote(lab, path, { id: "stays", title: "Stays" });

  const deleted = await send(lab, "DELETE", `${path}/gone`, 204);
  expectEqual(deleted.text, "", `DELETE ${path}/gone`);
  await send(lab, "GET", `${path}/gone`, 404);
  await send(lab, "DELETE", `${path}/gone`, 404);
  await send(lab, "GET", `${path}/stays`, 200);
});

check("grants-least-privilege", async (lab) => {
  const table = await notesTable(lab);
  const otherTable = table.replace(/table\/.*$/, `table/${lab.unique("other")}`);
  const object = "arn:aws:s3:::somebody-elses-bucket/object";
  const reads = ["dynamodb:GetItem", "dynamodb:Query"];
  const writes = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"];
  const unused = ["dynamodb:Scan", "dynamodb:BatchWriteItem", "dynamodb:UpdateTable", "dynamodb:DeleteTable"];

  // #region least-privilege
  let someoneLists = false;
  for (const { logicalId, role } of await functions(lab)) {
    const expectNone = async (actions: string[], resource: string) => {
      const found = await allowedActions(lab, role, actions, resource);
      const expected = lab.text("noneOf", { actions: actions.join(", ") });
      expectThat(found.length === 0, { expected, found: found.join(", "), where: `${logicalId}, ${resource}` });
    };
    await expectNone(unused, table);
    await expectNone([...reads, ...writes], otherTable);
    await expectNone(["s3:GetObject"], object);

    // The function that lists has no business to write.
    if ((await allowedActions(lab, role, ["dynamodb:Query"], table)).length === 0) continue;
    someoneLists = true;
    await expectNone(writes, table);
  }
  // #endregion
  expectThat(someoneLists, { expected: lab.text("someoneLists"), found: "-", where: table });
});

check("keeps-logs-a-week", async (lab) => {
  const logs = lab.client(CloudWatchLogsClient);
  for (const { logicalId, logGroup } of await functions(lab)) {
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroup }));
    const days = logGroups.find(({ logGroupName }) => logGroupName === logGroup)?.retentionInDays;
    const where = `${logicalId}, ${logGroup}`;
    expectThat(days === 7, { expected: "retentionInDays: 7", found: `retentionInDays: ${days ?? "-"}`, where });
  }
});
