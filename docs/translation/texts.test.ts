import { expect, test } from "vitest";
import { languages } from "../../course.config.ts";
import { formatProblem } from "./problem.ts";
import { parseGlossary } from "./terms.ts";
import { createFixture } from "./testing.ts";
import { inspectGroup, readTextGroups } from "./texts.ts";

const glossary = parseGlossary("id\ten\tzh-Hans\tvi\tnote\nshard\tshard\t分片\tshard\tzh ban: 碎片\n");
const fact = (): string => "15";

function problems(files: Record<string, string | object>): string[] {
  const { root } = createFixture(files);
  return readTextGroups(root, languages)
    .flatMap((group) => inspectGroup(group, glossary, fact))
    .map(formatProblem);
}

/** Diagrams are the simplest place: one folder, files by code, no further rules. */
function diagram(en: object | string, zh: object | string, vi: object | string = en): string[] {
  const folder = "docs/diagrams/way";
  return problems({ [`${folder}/en.json`]: en, [`${folder}/zh.json`]: zh, [`${folder}/vi.json`]: vi });
}

test("equal texts have no problems, wherever texts are kept", () => {
  const texts = {
    en: { title: "Sends `PutItem` {{count}} times, {fact:timeout} each", deep: { list: ["a", "b"], column: 1 } },
    zh: { title: "每次 {fact:timeout}，发送 `PutItem` 共 {{count}} 次", deep: { list: ["甲", "乙"], column: 1 } },
    vi: { title: "Gửi `PutItem` {{count}} lần, mỗi lần {fact:timeout}", deep: { list: ["c", "d"], column: 1 } },
  };
  const folders = [
    "docs/corrections",
    "docs/diagrams/way",
    "docs/facts",
    "docs/glossary",
    "docs/traces/create",
    "grader/strings",
    "labs/rest-api/strings",
    "quizzes/rest-api",
  ];

  expect(
    problems(
      Object.fromEntries(
        folders.flatMap((folder) => Object.entries(texts).map(([code, json]) => [`${folder}/${code}.json`, json])),
      ),
    ),
  ).toEqual([]);
});

test.each<[string, zh: object | string, says: string[]]>([
  [
    "a missing key",
    { step: { one: "甲" } },
    [
      "docs/diagrams/way/zh.json [step]: step.two is missing\n    translate “Second `x` {{n}}” (docs/diagrams/way/en.json:4)",
    ],
  ],
  [
    "an extra key",
    { step: { one: "甲", two: "乙 `x` {{n}}" }, more: "多" },
    [
      "docs/diagrams/way/zh.json:6 [more]: more is not in English\n    remove it, or add it to docs/diagrams/way/en.json",
    ],
  ],
  [
    "an empty text",
    { step: { one: " ", two: "乙 `x` {{n}}" } },
    ["docs/diagrams/way/zh.json:3 [step]: step.one is empty\n    write the text, or remove the key in every language"],
  ],
  [
    "other placeholders",
    { step: { one: "甲", two: "乙 `x` {{m}}" } },
    [
      "docs/diagrams/way/zh.json:4 [step]: step.two: placeholder {{n}} is missing\n    keep it as in the English text",
      "docs/diagrams/way/zh.json:4 [step]: step.two: placeholder {{m}} is not in English\n    keep to the English text",
    ],
  ],
  [
    "other code",
    { step: { one: "甲", two: "乙 `y` {{n}}" } },
    [
      "docs/diagrams/way/zh.json:4 [step]: step.two: code span `x` is missing\n    keep it as in the English text",
      "docs/diagrams/way/zh.json:4 [step]: step.two: code span `y` is not in English\n    keep to the English text",
    ],
  ],
  [
    "a banned word, a missing space",
    { step: { one: "碎片", two: "乙`x` {{n}}" } },
    [
      "docs/diagrams/way/zh.json:3 [step]: “碎片” is banned by the glossary, in step.one: “碎片”\n    shard is “分片”",
      "docs/diagrams/way/zh.json:4 [step]: no space between Chinese and Latin, a digit or code: “乙`…`”, in step.two: “乙… …”\n    put one space between them",
    ],
  ],
  [
    "a text that is none",
    { step: { one: 1, two: "乙 `x` {{n}}" } },
    ['docs/diagrams/way/zh.json:3 [step]: step.one is 1, in English "First"\n    make them equal'],
  ],
])("%s", (_, zh, says) => {
  const en = { step: { one: "First", two: "Second `x` {{n}}" } };

  expect(diagram(en, zh)).toEqual(says);
});

test("a text in English is found, a name is not", () => {
  const en = { text: "the table refuses what it has already", name: "Amazon DynamoDB" };

  expect(diagram(en, en, { text: "bảng từ chối", name: "Amazon DynamoDB" })).toEqual([
    "docs/diagrams/way/zh.json:2 [text]: text is the English text\n    translate it",
  ]);
});

test("files that are missing, broken or have a key twice", () => {
  expect(problems({ "quizzes/q/en.json": { a: "b" }, "quizzes/q/zh.json": { a: "乙" } })).toEqual([
    "quizzes/q/vi.json: the file is missing\n    translate quizzes/q/en.json (Tiếng Việt)",
  ]);
  expect(problems({ "quizzes/q/zh.json": { a: "乙" } })).toEqual([
    "quizzes/q: there is no English file\n    write it first, or remove the translations",
  ]);
  expect(diagram({ a: "b" }, "{ no json", { a: "c" })[0]).toMatch(
    /^docs\/diagrams\/way\/zh.json: not valid JSON: .*\n {4}correct the syntax$/,
  );
  expect(diagram({ a: "b" }, '{\n  "a": "甲",\n  "a": "乙"\n}\n', { a: "c" })).toEqual([
    "docs/diagrams/way/zh.json:3: a key stands twice: Map keys must be unique at line 3, column 3:\n    keep one of them",
  ]);
});

test("units hold all languages in one file", () => {
  const units = {
    second: { en: "{{n}} seconds", zh: "{{n}} 秒", vi: "{{n}} giây" },
    minute: { en: "{{n}} minutes", zh: "{{m}} 分钟" },
  };

  expect(problems({ "docs/facts/units.json": units })).toEqual([
    "docs/facts/units.json:9 [minute]: minute: placeholder {{n}} is missing\n    keep it as in the English text",
    "docs/facts/units.json:9 [minute]: minute: placeholder {{m}} is not in English\n    keep to the English text",
    "docs/facts/units.json [minute]: minute is missing\n    translate “{{n}} minutes” (docs/facts/units.json:8)",
  ]);
});

/** What Starlight lacks today in these languages, so that other tests need not say it. */
const starlight = {
  zh: { "heading.anchorLabel": "“{{title}}”一节的链接" },
  vi: {
    "expressiveCode.copyButtonCopied": "Đã sao chép",
    "expressiveCode.copyButtonTooltip": "Sao chép",
    "expressiveCode.terminalWindowFallbackTitle": "Cửa sổ dòng lệnh",
  },
};

function strings(en: object, zh: object, vi: object): string[] {
  const folder = "docs/content/i18n";
  return problems({ [`${folder}/en.json`]: en, [`${folder}/zh-CN.json`]: zh, [`${folder}/vi.json`]: vi });
}

test("UI strings have the plural forms of their own language", () => {
  const [zh, vi] = [
    { "a.n_other": "{{count}} 个", ...starlight.zh },
    { "a.n_other": "{{count}} cái", ...starlight.vi },
  ];

  expect(strings({ "a.n_one": "one", "a.n_other": "{{count}} things" }, zh, vi)).toEqual([]);
  expect(
    strings(
      { "a.n_other": "{{count}} things" },
      { ...zh, "a.n_one": "一个" },
      { "a.n_one": "{{count}} cái", ...starlight.vi },
    ),
  ).toEqual([
    "docs/content/i18n/en.json [a.n]: plural form a.n_one is missing\n    English has _one, _other",
    "docs/content/i18n/zh-CN.json [a.n]: plural form a.n_one is never shown\n    简体中文 has only _other",
    "docs/content/i18n/zh-CN.json:4 [a.n]: a.n_one: placeholder {{count}} is missing\n    keep it as in the English text",
    "docs/content/i18n/vi.json [a.n]: plural form a.n_other is missing\n    Tiếng Việt has _other",
    "docs/content/i18n/vi.json [a.n]: plural form a.n_one is never shown\n    Tiếng Việt has only _other",
  ]);
});

test("slab's strings have the keys of English, plural forms too, as its own test wants", () => {
  const texts = (one: string, other: string): object => ({ logs: { items_one: one, items_other: other } });

  expect(
    problems({
      "grader/strings/en.json": texts("{{count}} item", "{{count}} items"),
      "grader/strings/zh.json": texts("{{count}} 项", "{{count}} 项"),
      "grader/strings/vi.json": { logs: { items_other: "{{count}} mục" } },
    }),
  ).toEqual([
    "grader/strings/vi.json [logs.items]: logs.items_one is missing\n    translate “{{count}} item” (grader/strings/en.json:3)",
  ]);
});

test("what Starlight and Expressive Code would show in English is asked for", () => {
  expect(strings({ a: "b" }, { a: "甲" }, { a: "c", ...starlight.vi, "aside.note": "Ghi chú" })).toEqual([
    "docs/content/i18n/zh-CN.json [heading.anchorLabel]: heading.anchorLabel is shown in English: Starlight has no 简体中文 for it\n    add it: “Section titled “{{title}}””",
  ]);
  expect(
    strings({ a: "b" }, { a: "甲", "heading.anchorLabel": "链接", "unknown.key": "乙" }, { a: "c", ...starlight.vi }),
  ).toEqual([
    "docs/content/i18n/zh-CN.json:3 [heading.anchorLabel]: heading.anchorLabel: placeholder {{title}} is missing\n    Starlight's text is “Section titled “{{title}}””",
    "docs/content/i18n/zh-CN.json:4 [unknown.key]: unknown.key is not in English\n    remove it, or add it to docs/content/i18n/en.json",
  ]);
});

test("entries become stale together: a question, a misconception, else a key at the top", () => {
  const { root } = createFixture({
    "quizzes/q/en.json": {
      misconceptions: { m: "Wrong" },
      questions: { first: { prompt: "What?", options: { a: { text: "A" } } }, second: { prompt: "Why?" } },
    },
    "docs/content/i18n/en.json": { "a.n_one": "one", "a.n_other": "more", "a.m": "text" },
  });
  const [i18n, quiz] = readTextGroups(root, languages);

  expect([...quiz!.source!.entries.keys()]).toEqual(["misconceptions.m", "questions.first", "questions.second"]);
  expect([...i18n!.source!.entries.keys()]).toEqual(["a.n", "a.m"]);
});
