import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { linkCheck } from "./link-check.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "link-check-"))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the step of the build over a site of these files. */
function check(files: Record<string, string>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  const done = linkCheck().hooks["astro:build:done"] as (built: object) => void;
  done({ dir: pathToFileURL(`${folder}/`), logger: { info: () => {} } });
}

test("links to pages, sections, files and other sites pass", () => {
  expect(() =>
    check({
      "en/a/index.html": `<h2 id="why">Why</h2><a href="/en/b/">b</a><a href="../b/#idea">b</a><a href="#why">why</a>
        <a href="https://docs.aws.amazon.com/">AWS</a><img src="/card.png">`,
      "en/b/index.html": `<h2 id="idea">Idea</h2>`,
      "card.png": "",
    }),
  ).not.toThrow();
});

test.each([
  ["/en/none/", "leads to no page or file"],
  ["/en/b", "leads to no page or file"],
  ["/en/b/#none", "leads to no such section"],
  ["#none", "leads to no such section"],
])("a link to %s ends the build: it %s", (link, reason) => {
  const files = { "en/a/index.html": `<a href="${link}">x</a>`, "en/b/index.html": "<p>b</p>" };
  expect(() => check(files)).toThrow(`1 broken links:\n  en/a/index.html: ${link} ${reason}`);
});
