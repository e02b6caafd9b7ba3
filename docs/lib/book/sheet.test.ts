import { expect, test } from "vitest";
import { sheetOf, type Sheet } from "./sheet.ts";

const url = new URL("https://example.org/en/api/rest-api/");
const pages = new Map([
  ["https://example.org/en/labs/rest-api/", "labs/rest-api"],
  [url.href, "api/rest-api"],
]);

function sheet(html: string): Sheet {
  return sheetOf(html, {
    url,
    page: "api/rest-api",
    pageAt: ({ origin, pathname }) => pages.get(origin + pathname),
    answersAt: "At the back",
  });
}

test.each([
  ['<h2 id="race">A</h2>', '<h3 id="api-rest-api--race">A</h3>'],
  ['<a href="#race">a</a>', '<a href="#api-rest-api--race">a</a>'],
  ['<a href="../../labs/rest-api/#app">a</a>', '<a href="#labs-rest-api--app">a</a>'],
  ['<a href="../../labs/rest-api/">a</a>', '<a href="#labs-rest-api">a</a>'],
  ['<a href="../../coverage/?a=1&amp;b=2">a</a>', '<a href="https://example.org/en/coverage/?a=1&amp;b=2">a</a>'],
  [
    '<svg aria-labelledby="t d"><title id="t">a</title><path marker-end="url(#m)"></path></svg>',
    '<svg aria-labelledby="api-rest-api--t api-rest-api--d"><title id="api-rest-api--t">a</title><path marker-end="url(#api-rest-api--m)"></path></svg>',
  ],
  [
    '<course-term><button class="term" aria-describedby="term-queue">queue</button><span class="tip">…</span></course-term>',
    '<course-term><a class="term" href="#glossary--queue">queue</a></course-term>',
  ],
  [
    "<details><summary>More</summary><p>text</p></details>",
    '<details open=""><summary>More</summary><p>text</p></details>',
  ],
  ['<p>a</p><script>start()</script><button>go</button><p hidden>b</p><div class="live">c</div>', "<p>a</p>"],
])("%s", (html, expected) => {
  expect(sheet(html).html.replaceAll("/>", "></path>")).toBe(expected);
});

test("the answers of a quiz stand apart, with their links, and the question keeps none of them", () => {
  const { html, answers } = sheet(`<course-quiz class="quiz"><section class="question" id="quiz-a-b">
<h3><span id="quiz-a-b-number">Question 1 of 1</span></h3>
<form><span class="prompt">Why <code>409</code>?</span><label><input type="radio" name="x">Because</label></form>
<details class="answer"><summary>Answer</summary><p class="reason" id="r">It is taken, see <a href="#race">there</a>.</p></details>
</section></course-quiz>`);
  expect(answers).toEqual([
    {
      id: "api-rest-api--quiz-a-b",
      prompt: "Why <code>409</code>?",
      reasons: '<p class="reason" id="api-rest-api--r">It is taken, see <a href="#api-rest-api--race">there</a>.</p>',
    },
  ]);
  expect(html).not.toContain("taken");
  expect(html).toContain('<p><span id="api-rest-api--quiz-a-b-number">');
  expect(html).toContain('<input type="radio" disabled="">');
  expect(html).toContain('<p class="answers-at"><a href="#answers--api-rest-api">At the back</a></p>');
});

test("a style sheet in the text is handed over, once per place", () => {
  expect(sheet("<div><style>a{}</style><pre>x</pre></div>")).toMatchObject({
    html: "<div><pre>x</pre></div>",
    styles: ["<style>a{}</style>"],
  });
});
