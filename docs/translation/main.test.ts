import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { reviewedBy, staleSections } from "../lib/freshness.ts";
import { contentPages, pageFile } from "../lib/pages.ts";
import { createFixture, type Fixture } from "./testing.ts";

const command = fileURLToPath(new URL("main.ts", import.meta.url));

const pages = "docs/content/docs";
const bodies = {
  en: "\n## The goal {#goal}\n\nYou can say what a queue is.\n\n## The idea {#idea}\n\nIt keeps what nobody has read.\n",
  zh: "\n## 目标 {#goal}\n\n你能说出队列是什么。\n\n## 思路 {#idea}\n\n队列保存还没有人读的消息。\n",
  vi: "\n## Mục tiêu {#goal}\n\nBạn nói được queue là gì.\n\n## Ý tưởng {#idea}\n\nQueue giữ những gì chưa ai đọc.\n",
};

function course(): Fixture {
  const page = (title: string, description: string, body: string): string =>
    `---\ntitle: ${title}\ndescription: "${description}" # one sentence\n---\n${body}`;
  return createFixture({
    "course.config.ts": "",
    "docs/glossary/glossary.tsv": "id\ten\tzh-Hans\tvi\tnote\nqueue\tqueue\t队列\tqueue\t\n",
    [`${pages}/en/start/queue.mdx`]: page("The queue", "What it keeps", bodies.en),
    [`${pages}/zh/start/queue.mdx`]: page("队列", "队列保存什么", bodies.zh),
    [`${pages}/vi/start/queue.mdx`]: page("Queue", "Queue giữ gì", bodies.vi),
    "docs/translation/hashes.json": {},
    "quizzes/queue/en.json": { misconceptions: { m: "It forgets" }, questions: { q: { prompt: "Why?" } } },
    "quizzes/queue/zh.json": { misconceptions: { m: "队列会忘记" }, questions: { q: { prompt: "为什么？" } } },
    "quizzes/queue/vi.json": { misconceptions: { m: "Queue quên" }, questions: { q: { prompt: "Vì sao?" } } },
  });
}

function run({ root }: Fixture, ...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { cwd: root, encoding: "utf8" });
  return { status, output: stdout + stderr };
}

function lines(output: string): string[] {
  return output
    .trimEnd()
    .split("\n")
    .map((line) => line.replaceAll(/ {2,}/g, "  "));
}

test("from unmarked to marked to stale to marked again", () => {
  const fixture = course();
  const page = `${pages}/zh/start/queue.mdx`;

  expect(lines(run(fixture).output)).toEqual([
    "page  zh  vi",
    "start/queue  stale: all  stale: all",
    "",
    "texts  zh  vi",
    "quizzes/queue  stale: all  stale: all",
    "",
    "10 stale parts, 0 missing files",
  ]);
  expect(staleSections("zh", "start/queue", fixture.root)).toEqual([]);

  const marked = run(fixture, "mark", "all");
  expect(marked.status).toBe(0);
  expect(marked.output).toBe(`${pages}/zh/start/queue.mdx: intro, goal, idea
${pages}/vi/start/queue.mdx: intro, goal, idea
quizzes/queue/zh.json: misconceptions.m, questions.q
quizzes/queue/vi.json: misconceptions.m, questions.q

10 parts marked. This says that somebody has read each of them against the English text of today.
If nobody has: undo it (git checkout), read, and mark then.
`);
  expect(fixture.read(page)).toMatch(
    /^---\ntitle: 队列\ndescription: "队列保存什么" # one sentence\ntranslation:\n {2}reviewed: machine\n {2}sections:\n {4}intro: "[0-9a-f]{16}"\n {4}goal: "[0-9a-f]{16}"\n {4}idea: "[0-9a-f]{16}"\n---\n\n## 目标/,
  );
  expect(Object.keys(JSON.parse(fixture.read("docs/translation/hashes.json")) as object)).toEqual([
    "quizzes/queue/vi.json",
    "quizzes/queue/zh.json",
  ]);
  expect(run(fixture, "check", "--release")).toEqual({ status: 0, output: "0 problems, 0 stale parts\n" });

  fixture.edit(`${pages}/en/start/queue.mdx`, "keeps what nobody", "keeps *what*\nnobody");
  expect(run(fixture, "check").output).toBe("0 problems, 0 stale parts\n");

  fixture.edit(`${pages}/en/start/queue.mdx`, "nobody has read", "nobody has deleted");
  fixture.edit("quizzes/queue/en.json", "Why?", "Why not?");
  const warned = run(fixture, "check");
  expect(warned.status).toBe(0);
  expect(lines(warned.output)).toEqual([
    `${pages}/zh/start/queue.mdx: warning: stale: idea`,
    "  read it against the English, correct it, then npm run translations mark start/queue -- --language zh",
    `${pages}/vi/start/queue.mdx: warning: stale: idea`,
    "  read it against the English, correct it, then npm run translations mark start/queue -- --language vi",
    "quizzes/queue/zh.json: warning: stale: questions.q",
    "  read it against the English, correct it, then npm run translations mark quizzes/queue -- --language zh",
    "quizzes/queue/vi.json: warning: stale: questions.q",
    "  read it against the English, correct it, then npm run translations mark quizzes/queue -- --language vi",
    "",
    "0 problems, 4 stale parts",
  ]);
  expect(run(fixture, "check", "--release").status).toBe(1);
  expect(staleSections("zh", "start/queue", fixture.root)).toEqual([{ id: "idea", title: "The idea" }]);
  expect(staleSections("en", "start/queue", fixture.root)).toEqual([]);
  expect(staleSections("zh", "start/none", fixture.root)).toEqual([]);

  run(fixture, "mark", "start/queue", "--language", "zh", "--section", "idea", "--reviewed", "human");
  run(fixture, "mark", "quizzes/queue", "--language", "zh", "--section", "questions.q");
  expect(lines(run(fixture, "status").output).slice(1, 5)).toEqual([
    "start/queue  fresh  stale: idea",
    "",
    "texts  zh  vi",
    "quizzes/queue  fresh  stale: questions.q",
  ]);
  expect(staleSections("zh", "start/queue", fixture.root)).toEqual([]);
  expect(reviewedBy("zh", "start/queue", fixture.root)).toBe("human");
  expect(reviewedBy("vi", "start/queue", fixture.root)).toBe("machine");
  expect(reviewedBy("en", "start/queue", fixture.root)).toBeUndefined();
});

test("a section that moves in every language stays fresh", () => {
  const fixture = course();
  run(fixture, "mark", "all");

  for (const language of ["en", "zh", "vi"] as const) {
    const [, goal, idea] = /^(\n## [^#]+)(\n## [^#]+)$/
      .exec(bodies[language].replaceAll("{#", "{"))!
      .map((part) => part.replaceAll("{", "{#"));
    fixture.edit(`${pages}/${language}/start/queue.mdx`, bodies[language], `${idea}${goal}`);
    if (language === "en") expect(run(fixture, "check").output).toContain("sections stand in another order");
  }

  expect(run(fixture, "check", "--release")).toEqual({ status: 0, output: "0 problems, 0 stale parts\n" });
});

test("check fails on what is missing, surplus, broken or recorded wrongly", () => {
  const fixture = course();
  run(fixture, "mark", "all");
  fixture.write(`${pages}/en/labs/new.mdx`, "---\ntitle: New\n---\n");
  fixture.write(`${pages}/vi/old.mdx`, "---\ntitle: Cũ\n---\n");
  fixture.edit(`${pages}/en/start/queue.mdx`, "description:", "translation: {}\ndescription:");
  fixture.edit(`${pages}/zh/start/queue.mdx`, "reviewed: machine", "reviewed: nobody\n  by: me");
  fixture.edit(`${pages}/zh/start/queue.mdx`, "    goal:", "    aim:");
  fixture.edit(`${pages}/vi/start/queue.mdx`, "title: Queue", "title: Queue: một");
  fixture.write("docs/translation/hashes.json", { "quizzes/old/zh.json": {}, "quizzes/queue/zh.json": { gone: "0" } });

  const { status, output } = run(fixture, "check");

  expect(status).toBe(1);
  expect(
    output.split("\n").filter((line) => line !== "" && !line.startsWith(" ") && !line.includes("warning")),
  ).toEqual([
    `${pages}/zh/labs/new.mdx: the page is missing`,
    `${pages}/vi/labs/new.mdx: the page is missing`,
    `${pages}/vi/old.mdx: there is no page old in English`,
    `${pages}/vi/start/queue.mdx: cannot be read: Nested mappings are not allowed in compact mappings at line 1, column 8`,
    `${pages}/en/start/queue.mdx:1 [intro]: front matter has a record of a translation, but English is the source`,
    `${pages}/zh/start/queue.mdx:1 [intro]: translation.reviewed is neither machine nor human`,
    `${pages}/zh/start/queue.mdx:1 [intro]: translation.by is unknown`,
    `${pages}/zh/start/queue.mdx:1 [intro]: translation.sections has aim, which is no section of the English page`,
    "docs/translation/hashes.json: quizzes/old/zh.json is no translated file",
    "docs/translation/hashes.json [gone]: quizzes/queue/zh.json has no such entry in English",
    "10 problems, 5 stale parts",
  ]);
  expect(lines(run(fixture, "status").output)[1]).toBe("labs/new  missing  missing");
});

test.each<[args: string[], says: string]>([
  [["frobnicate"], "Unknown command: frobnicate\nUsage:"],
  [["status", "start/queue"], "Unexpected: start/queue\nUsage:"],
  [["check", "--relase"], "Unknown option '--relase'"],
  [["mark"], "mark wants one page, one folder of texts, or all\nUsage:"],
  [
    ["mark", "start/none"],
    "There is no page and no folder of texts start/none. There are:\n  start/queue\n  quizzes/queue",
  ],
  [["mark", "start/queue", "--language", "fr"], "No translation is in fr. Languages: zh, vi"],
  [["mark", "start/queue", "--language", "en"], "No translation is in en. Languages: zh, vi"],
  [["mark", "start/queue", "--section", "none"], "start/queue has no part none in English and in zh, vi"],
  [["mark", "quizzes/queue", "--section", "none"], "quizzes/queue has no part none in English and in zh, vi"],
  [["mark", "all", "--section", "goal"], "--section goes with one page or one folder of texts"],
  [["mark", "start/queue", "--reviewed", "me"], "--reviewed is human or machine, not me"],
  [["mark", "quizzes/queue", "--reviewed", "human"], "--reviewed goes with pages"],
])("wrong use is refused with exit code 2 and changes nothing: %j", (args, says) => {
  const fixture = course();

  const { status, output } = run(fixture, ...args);

  expect(output).toContain(says);
  expect(status).toBe(2);
  expect(fixture.read("docs/translation/hashes.json")).toBe("{}\n");
  expect(fixture.read(`${pages}/zh/start/queue.mdx`)).not.toContain("translation:");
});

test("mark takes the record in whatever form of YAML, and leaves the rest of the front matter alone", () => {
  const fixture = course();
  const page = `${pages}/zh/start/queue.mdx`;
  fixture.edit(page, "title:", "translation: { reviewed: human, sections: {} }\nsidebar:\n  label: 队列\ntitle:");
  fixture.edit(`${pages}/en/start/queue.mdx`, "title:", "sidebar:\n  label: Queues\ntitle:");

  run(fixture, "mark", "start/queue", "--section", "goal");

  expect(fixture.read(page)).toMatch(
    /^---\nsidebar:\n {2}label: 队列\ntitle: 队列\ndescription: .*\ntranslation:\n {2}reviewed: human\n {2}sections:\n {4}goal: "[0-9a-f]{16}"\n---\n\n## 目标/,
  );
  expect(staleSections("zh", "start/queue", fixture.root).map(({ id }) => id)).toEqual(["intro", "idea"]);
});

test("a page that cannot be read is not marked", () => {
  const fixture = course();
  fixture.edit(`${pages}/zh/start/queue.mdx`, "## 目标", "<b");

  const { status, output } = run(fixture, "mark", "start/queue");

  expect(status).toBe(2);
  expect(output).toContain(`${pages}/zh/start/queue.mdx: cannot be read: `);
});

test("contentPages and pageFile name the pages of a language", () => {
  const { root } = createFixture({
    [`${pages}/en/index.mdx`]: "",
    [`${pages}/en/start/a.md`]: "",
    [`${pages}/zh/start/a.mdx`]: "",
  });

  expect(contentPages(root)).toEqual({ en: ["index", "start/a"], zh: ["start/a"], vi: [] });
  expect(pageFile("en", "start/a", root)).toBe(`${pages}/en/start/a.md`);
  expect(pageFile("en", "", root)).toBe(`${pages}/en/index.mdx`);
  expect(pageFile("vi", "start/a", root)).toBeUndefined();
});
