import { expect, test } from "vitest";
import { comparePages } from "./compare-pages.ts";
import { inspectPage } from "./inspect-page.ts";
import { parsePage, type Page } from "./page.ts";
import { formatProblem } from "./problem.ts";
import { parseGlossary } from "./terms.ts";

const english = `---
title: The queue
description: How a queue keeps messages
sidebar:
  order: 1
---

import Fact from "@course/docs/Fact.astro";
import Source from "@course/docs/Source.astro";
import Term from "@course/docs/Term.astro";

## The goal {#goal}

You can say what a <Term id="queue">queue</Term> does with a message that fails again and again.

## The idea {#idea}

- \`ReceiveMessage\` hides it for <Fact id="timeout" />.
- See [the limits](../limits/#queues).

![A queue](../queue.png)

<Source file="a.ts" region="send" title="Sending a message" />

| call | effect |
| ---- | ------ |
| one  | two    |

:::note[Twice]
A message may come twice.
:::

### Deeper {#deeper}

1. one step of the way

\`\`\`sh
npx slab check
# the end
\`\`\`
`;

const chinese = `---
title: 队列
description: 队列怎样保存消息
sidebar:
  order: 1
---

import Fact from "@course/docs/Fact.astro";
import Source from "@course/docs/Source.astro";
import Term from "@course/docs/Term.astro";

## 目标 {#goal}

你能说出<Term id="queue">队列</Term>怎样处理一再失败的消息。

## 思路 {#idea}

- \`ReceiveMessage\` 把消息隐藏 <Fact id="timeout" />。
- 见[限制](../limits/#queues)。

![队列](../queue.png)

<Source file="a.ts" region="send" title="发送消息" />

| 调用 | 作用 |
| ---- | ---- |
| 一   | 二   |

:::note[两次]
消息可能来两次。
:::

### 深入 {#deeper}

1. 一步

\`\`\`sh
npx slab check
# the end
\`\`\`
`;

const glossary = parseGlossary(
  "id\ten\tzh-Hans\tvi\tnote\nqueue\tqueue\t队列（queue）\tqueue (hàng đợi)\t\ndelivery\tdelivery\t传递\tdelivery\t\n",
);

function read(text: string, language: string): Page {
  return parsePage(text, { language, file: `${language}/page.mdx` });
}

function problems(source: string, target: string): string[] {
  const [original, translation] = [read(source, "en"), read(target, "zh")];
  return [...inspectPage(translation, glossary, false), ...comparePages(original, translation)].map(formatProblem);
}

/** A change of the Chinese page, and what the check says about it. */
function after(...[found, replacement]: [string, string]): string[] {
  expect(chinese).toContain(found);
  return problems(english, chinese.replace(found, replacement));
}

test("a faithful translation has no problems", () => {
  expect(problems(english, chinese)).toEqual([]);
  expect(inspectPage(read(english, "en"), glossary, true)).toEqual([]);
});

test.each<[name: string, found: string, replacement: string, says: string[]]>([
  [
    "a missing section",
    chinese.slice(chinese.indexOf("## 目标"), chinese.indexOf("## 思路")),
    "",
    [
      "zh/page.mdx [goal]: section “The goal” is missing\n    translate en/page.mdx:12 under a heading that ends in {#goal}",
    ],
  ],
  [
    "an extra section",
    "## 思路",
    "## 别的 {#other}\n\n多余。\n\n## 思路",
    [
      "zh/page.mdx:16 [other]: section {#other} is not on the English page\n    remove it, or correct its {#id} if it is the translation of a section that is missing",
    ],
  ],
  [
    "a heading without id",
    "### 深入 {#deeper}",
    "### 深入",
    [
      "zh/page.mdx:33: heading “深入” has no id\n    end it with {#id}, the same in each language",
      "zh/page.mdx:16 [idea]: block ### … {#deeper} is missing\n    English has it at line 33; or correct what is here in its place",
      "zh/page.mdx:33 [idea]: block ### … {#} is not in English\n    make it as in the English section of the same id",
    ],
  ],
  [
    "an id used twice",
    "### 深入 {#deeper}",
    "### 深入 {#goal}",
    [
      "zh/page.mdx:33 [idea]: {#goal} is the id of line 12 already\n    give each heading of the page its own id",
      "zh/page.mdx:16 [idea]: block ### … {#deeper} is missing\n    English has it at line 33; or correct what is here in its place",
      "zh/page.mdx:33 [idea]: block ### … {#goal} is not in English\n    make it as in the English section of the same id",
    ],
  ],
  [
    "another property",
    'region="send"',
    'region="receive"',
    [
      'zh/page.mdx:16 [idea]: block <Source file="a.ts" region="send" title=…> is missing\n    English has it at line 23; or correct what is here in its place',
      'zh/page.mdx:23 [idea]: block <Source file="a.ts" region="receive" title=…> is not in English\n    make it as in the English section of the same id',
    ],
  ],
  [
    "another link",
    "../limits/#queues",
    "../limits/",
    [
      "zh/page.mdx:16 [idea]: link ../limits/#queues is missing\n    English has it at line 19; or correct what is here in its place",
      "zh/page.mdx:19 [idea]: link ../limits/ is not in English\n    make it as in the English section of the same id",
    ],
  ],
  [
    "another image",
    "../queue.png",
    "../queue-zh.png",
    [
      "zh/page.mdx:16 [idea]: image ../queue.png is missing\n    English has it at line 21; or correct what is here in its place",
      "zh/page.mdx:21 [idea]: image ../queue-zh.png is not in English\n    make it as in the English section of the same id",
    ],
  ],
  [
    "an image without alternative text",
    "![队列]",
    "![]",
    [
      "zh/page.mdx:16 [idea]: image ../queue.png is missing\n    English has it at line 21; or correct what is here in its place",
      "zh/page.mdx:21 [idea]: image ../queue.png without alternative text is not in English\n    make it as in the English section of the same id",
    ],
  ],
  [
    "a code span",
    "`ReceiveMessage`",
    "`DeleteMessage`",
    [
      "zh/page.mdx:16 [idea]: code span `ReceiveMessage` is missing\n    English has it at line 18; or correct what is here in its place",
      "zh/page.mdx:18 [idea]: code span `DeleteMessage` is not in English\n    make it as in the English section of the same id",
    ],
  ],
  [
    "another fact",
    'id="timeout"',
    'id="retention"',
    [
      'zh/page.mdx:16 [idea]: fact <Fact id="timeout"> is missing\n    English has it at line 18; or correct what is here in its place',
      'zh/page.mdx:18 [idea]: fact <Fact id="retention"> is not in English\n    make it as in the English section of the same id',
    ],
  ],
  [
    "a list item less",
    "- 见[限制](../limits/#queues)。\n",
    "\n见[限制](../limits/#queues)。\n",
    ["zh/page.mdx:16 [idea]: 1 bullet points, in English 2\n    make the lists as in en/page.mdx:16"],
  ],
  [
    "bullets instead of numbers",
    "1. 一步",
    "- 一步",
    [
      "zh/page.mdx:16 [idea]: 3 bullet points, in English 2\n    make the lists as in en/page.mdx:16",
      "zh/page.mdx:16 [idea]: 0 numbered items, in English 1\n    make the lists as in en/page.mdx:16",
    ],
  ],
  [
    "a row of a table more",
    "| 一   | 二   |\n",
    "| 一   | 二   |\n| 三   | 四   |\n",
    [
      "zh/page.mdx:16 [idea]: block table of 2 rows and 2 columns is missing\n    English has it at line 25; or correct what is here in its place",
      "zh/page.mdx:25 [idea]: block table of 3 rows and 2 columns is not in English\n    make it as in the English section of the same id",
    ],
  ],
  [
    "another aside",
    ":::note[两次]",
    ":::tip",
    [
      "zh/page.mdx:16 [idea]: block :::note[title] is missing\n    English has it at line 29; or correct what is here in its place",
      "zh/page.mdx:29 [idea]: block :::tip is not in English\n    make it as in the English section of the same id",
    ],
  ],
  [
    "code that was translated",
    "# the end",
    "# 结束",
    [
      "zh/page.mdx:39 [idea]: code differs from English: “# 结束” instead of “# the end”\n    copy the fence from en/page.mdx:37, comments too",
    ],
  ],
  [
    "another language of code",
    "```sh",
    "```text",
    [
      "zh/page.mdx:37 [idea]: code differs from English: “```text” instead of “```sh”\n    copy the fence from en/page.mdx:37, comments too",
    ],
  ],
  [
    "a fence less",
    chinese.slice(chinese.indexOf("```sh")),
    "",
    ["zh/page.mdx:16 [idea]: 0 code fences, in English 1\n    copy them from en/page.mdx:16"],
  ],
  [
    "another order of blocks",
    ":::note[两次]\n消息可能来两次。\n:::\n\n### 深入 {#deeper}\n",
    "### 深入 {#deeper}\n\n:::note[两次]\n消息可能来两次。\n:::\n",
    [
      "zh/page.mdx:29 [idea]: ### … {#deeper} stands where English has :::note[title]\n    put headings, components, tables, asides and code in the order of the English section",
    ],
  ],
  [
    "a key of the front matter",
    "  order: 1",
    "  order: 2\n  hidden: true",
    [
      "zh/page.mdx:1 [intro]: front matter's sidebar.order is 2, in English 1\n    make it equal to en/page.mdx",
      "zh/page.mdx:1 [intro]: front matter has sidebar.hidden, which the English page does not\n    remove it",
    ],
  ],
  [
    "another import",
    "Fact.astro",
    "Facts.astro",
    [
      'zh/page.mdx:1: import Fact from "@course/docs/Fact.astro" is missing\n    English has it at line 8; or correct what is here in its place',
      'zh/page.mdx:8: import Fact from "@course/docs/Facts.astro" is not in English\n    make it as on the English page',
    ],
  ],
])("%s", (_, found, replacement, says) => {
  expect(after(found, replacement)).toEqual(says);
});

test("sections that moved are named with the one to move, not as lost", () => {
  const [goal, idea] = [chinese.indexOf("## 目标"), chinese.indexOf("## 思路")];
  const moved = `${chinese.slice(0, goal)}${chinese.slice(idea)}\n${chinese.slice(goal, idea)}`;

  expect(problems(english, moved)).toEqual([
    "zh/page.mdx:38 [goal]: sections stand in another order: English intro, goal, idea; here intro, idea, goal\n    move {#goal} behind {#intro}; its text need not be translated again",
  ]);
});

test("of several sections the one that moved is found, whether up or down", () => {
  const section = (id: string): string => `## ${id} {#${id}}\n\n文。\n\n`;
  const page = (...ids: string[]): string => `---\ntitle: 题\n---\n\n${ids.map(section).join("")}`;
  const order = (...ids: string[]): string => problems(page("a", "b", "c", "d"), page(...ids)).join("");

  expect(order("b", "c", "a", "d")).toContain("move {#a} behind {#intro}");
  expect(order("a", "d", "b", "c")).toContain("move {#d} behind {#c}");
});

test("a term is known, stands once, and is shown in its head form", () => {
  const term = '<Term id="queue">队列</Term>怎样';

  expect(after(term, '<Term id="queues">队列</Term>怎样')[0]).toBe(
    'zh/page.mdx:14 [goal]: <Term id="queues"> is not in the glossary\n    take an id of docs/glossary/glossary.tsv, or add the term there',
  );
  expect(after(term, `${term}<Term id="queue">队列</Term>`)).toEqual([
    'zh/page.mdx:14 [goal]: <Term id="queue"> stands at line 14 already\n    keep the first only',
    'zh/page.mdx:14 [goal]: term <Term id="queue"> is not in English so often\n    make it as in the English section of the same id',
  ]);
  expect(after(term, '<Term id="queue">排队</Term>怎样')).toEqual([
    'zh/page.mdx:14 [goal]: <Term id="queue"> shows “排队”\n    it should hold “队列”, as the glossary has it',
  ]);
});

test("text that was left in English is found, as a section and as a paragraph", () => {
  const sentence = "What a queue does with a message that fails again and again is this.";
  const [source, target] = [
    "\n## A {#a}\n\nOnly `code` is here, nothing more.\n",
    "\n## 甲 {#a}\n\nOnly `code` is here, nothing more.\n",
  ];

  expect(problems(english + source, chinese + target)).toEqual([
    "zh/page.mdx:42 [a]: the text is the English text\n    translate it",
  ]);
  expect(problems(`${english}\n${sentence}\n`, `${chinese}\n${sentence}\n`)).toEqual([
    "zh/page.mdx:42 [idea]: untranslated: “What a queue does with a message that fails again and again…”\n    translate it",
  ]);
});

test("the prose of a translation is linted, code, properties and addresses are not", () => {
  expect(after("你能说出", "您能说出")).toEqual([
    "zh/page.mdx:14 [goal]: “您” is banned, in “您能说出队列怎样处理一再失败…”\n    the learner is 你, or the sentence starts with the verb",
  ]);
  const quiet = (text: string, own: string): string =>
    `${text}\n<Source file="b.ts" title="${own}" />\n\n\`\`\`text\n中文,中文\n\`\`\`\n\n\`您\` [x](https://x.y/您)\n`;
  expect(problems(quiet(english, "x"), quiet(chinese, "您,好"))).toEqual([]);
});
