import { expect, test } from "vitest";
import { parse, type Node } from "ultrahtml";
import { markdownOf } from "./markdown.ts";
import { childrenOf } from "./page.ts";

const options = { url: new URL("https://example.org/en/a/b/"), quiz: (questions: number) => `quiz of ${questions}` };
const markdown = (html: string): string => markdownOf(childrenOf(parse(html) as Node)[0]!, options);
const inBody = (html: string): string => markdown(`<div>${html}</div>`);

test.each([
  ["<h2 id=x>Two</h2><p>One <strong>bold </strong><em>word</em>.</p>", "## Two\n\nOne **bold** *word*."],
  [
    '<p>See <a href="../c/#d">there</a> &amp; <code>a `b`</code></p>',
    "See [there](https://example.org/en/a/c/#d) & `` a `b` ``",
  ],
  ["<p>2 * 3 [x] snake_case _x_ &lt;b&gt; a &lt; b</p>", String.raw`2 \* 3 \[x\] snake_case \_x\_ \<b> a < b`],
  ["<p># no heading</p><p>1. no list</p><p>- nor this</p>", "\\# no heading\n\n1\\. no list\n\n\\- nor this"],
  ["<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"],
  ["<ol><li><p>a</p><p>b</p></li><li>c</li></ol>", "1. a\n\n   b\n2. c"],
  [
    "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1 | 2</td><td><code>x</code></td></tr></tbody></table>",
    "| a | b |\n| --- | --- |\n| 1 \\| 2 | `x` |",
  ],
  [
    '<aside aria-label="Note" class="starlight-aside"><p class="starlight-aside__title" aria-hidden="true">Note</p><div><p>a</p></div></aside>',
    "> **Note**\n>\n> a",
  ],
  ["<p>a<br>b</p>", "a\\\nb"],
  ["<p>x <span>a</span><span>b</span></p>", "x a b"],
])("%s", (html, expected) => {
  expect(inBody(html)).toBe(expected);
});

test("code keeps its lines, its file and what changed in it", () => {
  const line = (text: string, type = ""): string =>
    `<div class="ec-line ${type}"><div class="code"><span>${text}</span></div></div>`;
  const code = (lines: string): string =>
    `<figure><figcaption class="header"><span class="title">a.ts</span></figcaption><pre data-language="ts"><code>${lines}</code></pre></figure>`;
  expect(inBody(code(line("a &lt; b") + line("\n") + line("  c")))).toBe("`a.ts`\n\n```ts\na < b\n\n  c\n```");
  expect(inBody(code(line("a") + line("b", "highlight ins") + line("c", "highlight del")))).toBe(
    "`a.ts`\n\n```diff\n a\n+b\n-c\n```",
  );
  expect(inBody(code(line("```")))).toBe("`a.ts`\n\n````ts\n```\n````");
});

test("a quiz leaves its number of questions, a term its word, a script nothing", () => {
  expect(
    inBody(
      '<course-quiz><script>1</script><section data-question="a"><p>secret</p></section><section data-question="b"></section></course-quiz>',
    ),
  ).toBe("quiz of 2");
  expect(
    inBody(
      '<p>A <course-term><button class="term">cold start</button><span class="tip">the definition</span></course-term><script>1</script>.</p>',
    ),
  ).toBe("A cold start.");
});
