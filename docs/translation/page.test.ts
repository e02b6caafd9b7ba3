import { expect, test } from "vitest";
import { parsePage, type Page } from "./page.ts";

const head = "---\ntitle: A page\ndescription: What it says\n---\n";

function page(body: string): Page {
  return parsePage(`${head}\n${body}`, { language: "en", file: "page.mdx" });
}

function hashes(body: string): Record<string, string> {
  return Object.fromEntries(page(body).sections.map(({ id, hash }) => [id, hash]));
}

test("a page is cut at ## only; ### and what stands in components belong to the section", () => {
  const { sections } = page(
    "Before.\n\n## One {#one}\n\n### Deeper {#deeper}\n\n<Tabs>\n  <TabItem label='x'>\n\n#### In a tab {#tab}\n\n  </TabItem>\n</Tabs>\n\n## Two {#two}\n",
  );

  expect(sections.map(({ id, title, line }) => [id, title, line])).toEqual([
    ["intro", "A page", 1],
    ["one", "One", 8],
    ["two", "Two", 20],
  ]);
  expect(sections[1]!.headings.map(({ id, depth }) => `${depth} ${id}`)).toEqual(["2 one", "3 deeper", "4 tab"]);
});

test("intro holds title and description, and changes with them", () => {
  const other = parsePage(`${head.replace("What it says", "What it shows")}\nText.\n`, {
    language: "en",
    file: "page.mdx",
  });

  expect(page("Text.\n").sections[0]!.prose.map(({ text }) => text)).toEqual(["A page", "What it says", "Text."]);
  expect(other.sections[0]!.hash).not.toBe(page("Text.\n").sections[0]!.hash);
});

const original = `## The queue {#queue}

A message that fails comes back *after* the timeout. See [the limits](../limits/), \`ReceiveMessage\` and <Fact id="timeout" />.

- one
- two

| a | b |
| - | - |
| c | d |

<Source file="a.ts" mark={["x", "y"]} region="r" />

\`\`\`sh
npx slab check
\`\`\`
`;

test.each([
  [
    "re-wrapping",
    (text: string) => text.replace("comes back *after*", "comes\nback *after*").replace("\n\n- one", "\n\n\n- one"),
  ],
  ["emphasis", (text: string) => text.replace("*after*", "**after**")],
  ["other list markers, loose lists", (text: string) => text.replace("- one\n- two", "* one\n\n* two")],
  ["the look of a table", (text: string) => text.replace("| - | - |", "|:---|---:|")],
  [
    "order of properties, a formatter's line breaks",
    (text: string) =>
      text.replace(
        `file="a.ts" mark={["x", "y"]} region="r"`,
        `\n  region="r"\n  file="a.ts"\n  mark={[\n    "x",\n    "y",\n  ]}\n`,
      ),
  ],
  ["a term that gets its hover", (text: string) => text.replace("message", '<Term id="message">message</Term>')],
  ["a comment", (text: string) => text.replace("- one", "{/* why */}\n\n- one")],
])("a hash does not change by %s", (_, change) => {
  expect(change(original)).not.toBe(original);
  expect(hashes(change(original))).toEqual(hashes(original));
});

test.each([
  ["a word", (text: string) => text.replace("fails", "succeeds")],
  ["the heading", (text: string) => text.replace("The queue {", "The topic {")],
  ["a code span", (text: string) => text.replace("ReceiveMessage", "DeleteMessage")],
  ["a fact", (text: string) => text.replace('id="timeout"', 'id="retention"')],
  ["a link", (text: string) => text.replace("../limits/", "../quotas/")],
  ["a list item", (text: string) => text.replace("- two\n", "- two\n- three\n")],
  ["bullets to numbers", (text: string) => text.replace("- one\n- two", "1. one\n2. two")],
  ["a cell", (text: string) => text.replace("| c | d |", "| c | e |")],
  ["a component's property", (text: string) => text.replace('region="r"', 'region="s"')],
  ["code", (text: string) => text.replace("npx slab check", "npx slab  check")],
])("a hash changes by %s", (_, change) => {
  expect(hashes(change(original))["queue"]).not.toBe(hashes(original)["queue"]);
});

test("a section that moves keeps its hash, and the others keep theirs", () => {
  const [one, two] = ["## One {#one}\n\nFirst.\n", "## Two {#two}\n\nSecond.\n"];

  expect(hashes(`${two}\n${one}`)).toEqual(hashes(`${one}\n${two}`));
});

test("prose is what a reader sees, each character with its line; Starlight gives 10:30 back as text", () => {
  const { sections } = page("## One {#one}\n\nAt 10:30 the **queue**\nof `sqs` [ends](../x/).\n");

  const { text, lines } = sections[1]!.prose[1]!;
  expect(text).toBe("At 10:30 the queue\nof \uE000 ends.");
  expect([lines[0], lines[text.indexOf("of")]]).toEqual([8, 9]);
});

test("what <Fact> shows is part of the prose where it is known", () => {
  const text = `${head}\nup to <Fact id="known" />, <Fact id="new" />\n`;
  const read = parsePage(text, {
    language: "en",
    file: "page.mdx",
    fact: (id) => (id === "known" ? "15 minutes" : undefined),
  });

  expect(read.sections[0]!.prose.at(-1)!.text).toBe("up to 15 minutes, \uE001");
});

test("Markdown and front matter that cannot be read are errors", () => {
  expect(() => page("a <b\n")).toThrow("Unexpected character");
  expect(() => parsePage("---\ntitle: a: b\n---\n", { language: "en", file: "page.mdx" })).toThrow(
    "Nested mappings are not allowed",
  );
  expect(() => parsePage("---\n- a\n---\n", { language: "en", file: "page.mdx" })).toThrow("not a mapping");
});
