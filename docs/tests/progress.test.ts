import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Download, Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { labs, languages } from "../../course.config.ts";
import { BROKEN_KEY, KEY } from "../client/progress/progress.ts";
import { VERSION, type ProgressRecord } from "../client/progress/record.ts";
import { fullRecord, withChange } from "../client/progress/samples.ts";
import { readLab } from "../lib/lab.ts";
import { root } from "../lib/root.ts";
import { axe, AXE_TAGS } from "./axe.ts";
import { expectQuiet, useSite } from "./site.ts";

const site = useSite();
const folder = mkdtempSync(join(tmpdir(), "course-progress-"));
afterAll(() => rmSync(folder, { recursive: true }));

const LESSON = "/en/api/rest-api/";
const samples = join(root, "docs/client/progress/samples");
const solution = join(samples, "results-solution.json");
const starter = join(samples, "results-starter.json");
const checks = readLab("rest-api", "en").tasks.flatMap((task) => task.checks);

/** A text of the site up to its first placeholder. */
function text(language: string, key: string): string {
  const { tag } = languages.find(({ code }) => code === language)!;
  const file = join(root, "docs/content/i18n", `${tag}.json`);
  const found = (JSON.parse(readFileSync(file, "utf8")) as Record<string, string>)[key];
  if (!found) throw new Error(`${file} has no ${key}`);
  return found.split("{{")[0]!.trim();
}

function fileOf(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const stored = (page: Page): Promise<ProgressRecord | null> =>
  page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? "null") as ProgressRecord | null, KEY);

/** Opens a page in a browser that already holds a record. */
async function openWith(record: object | string, path: string): Promise<Page> {
  const page = await site.open("/en/glossary/");
  const value = typeof record === "string" ? record : JSON.stringify(record);
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [KEY, value] as const);
  await page.goto(site.origin + path);
  return page;
}

const importFile = (page: Page, path: string): Promise<void> =>
  page.locator("progress-file input[type=file]").setInputFiles(path);

const outcome = (page: Page): Promise<string> => page.locator("progress-file [data-outcome]").innerText();

async function contentOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), "utf8");
}

const downloadBy = async (page: Page, selector: string): Promise<Download> => {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(selector)]);
  return download;
};

test("what is done in one language is done in all, with a word beside the sign", async () => {
  const page = await site.open(LESSON);
  await page.click("lesson-progress [data-mark]");
  for (const { code } of languages) {
    await page.goto(`${site.origin}/${code}/api/rest-api/`);
    expect(await page.locator("lesson-progress [data-state-text]").innerText()).toContain(
      text(code, "progress.lesson.by.reader"),
    );
    const tick = page.locator('.sidebar-content a[data-lesson="rest-api"] .progress-sign');
    expect(await tick.getAttribute("data-state")).toBe("done");
    expect(await tick.innerText()).toContain(text(code, "progress.state.lesson.done"));
  }
  await page.click("lesson-progress [data-undo]");
  expect((await stored(page))?.lessons["rest-api"]?.done).toBeUndefined();
  expect(await page.locator("lesson-progress [data-mark]").isVisible()).toBe(true);
  expectQuiet(page);
});

test("the section being read is noted, and the home page of another language leads back to it", async () => {
  const page = await site.open(LESSON);
  expect(await stored(page)).toBeNull();
  await page.locator("#fails").evaluate((heading) => heading.scrollIntoView({ block: "start" }));
  await page.waitForFunction((key) => localStorage.getItem(key)?.includes('"section":"fails"'), KEY);

  await page.goto(`${site.origin}/zh/api/rest-api/`);
  const title = await page.locator("#fails").innerText();
  await page.goto(`${site.origin}/zh/`);
  const card = page.locator("resume-card");
  expect(await card.locator(".place a").getAttribute("href")).toBe("/zh/api/rest-api/#fails");
  await card.locator("[data-section]", { hasText: title }).waitFor();

  // A lesson that is done leads on to the next one.
  await page.goto(`${site.origin}/vi/api/rest-api/`);
  await page.click("lesson-progress [data-mark]");
  await page.goto(`${site.origin}/vi/`);
  expect(await card.locator("[data-heading]").innerText()).toBe(text("vi", "progress.resume.next"));
  expect(await card.locator(".place a").getAttribute("href")).toBe("/vi/api/http-or-rest/");
  expectQuiet(page);
});

test("nothing to resume: no card", async () => {
  const page = await site.open("/en/");
  expect(await page.locator("resume-card").isVisible()).toBe(false);
});

describe("results of slab", () => {
  test("a file dropped on the lab's page marks its checks; another run replaces them", async () => {
    const page = await site.open("/vi/labs/rest-api/");
    const zone = page.locator("lab-results [data-zone]");
    const drop = async (path: string): Promise<void> => {
      const transfer = await page.evaluateHandle(
        (content) => {
          const data = new DataTransfer();
          data.items.add(new File([content], "results.json", { type: "application/json" }));
          return data;
        },
        readFileSync(path, "utf8"),
      );
      await zone.dispatchEvent("drop", { dataTransfer: transfer });
    };
    const states = (): Promise<(string | undefined)[]> =>
      page
        .locator("lab-tasks [data-check] [data-target=sandbox]")
        .evaluateAll((marks) => marks.map((mark) => (mark as HTMLElement).dataset["state"]));

    await drop(starter);
    await page.locator("lab-tasks [data-target=sandbox]").first().waitFor();
    expect((await states()).filter((state) => state === "fail")).toHaveLength(checks.length - 1);

    // Both files were made within minutes; the later one counts.
    const newer = withChange(
      JSON.parse(readFileSync(solution, "utf8")) as object,
      "startedAt",
      "2027-01-01T00:00:00.000Z",
    );
    await drop(fileOf("newer.json", JSON.stringify(newer)));
    await page.locator('lab-tasks [data-state="fail"]').first().waitFor({ state: "detached" });
    expect(await states()).toEqual(checks.map(() => "done"));
    expect(await page.locator("lab-tasks [data-summary]").innerText()).toContain("12/12");

    // The lesson's card and the progress page of another language know it.
    await page.goto(`${site.origin}${LESSON}`);
    expect(await page.locator("lab-card [data-state-text]").innerText()).toContain("Sandbox");
    await page.goto(`${site.origin}/zh/progress/`);
    expect(await page.locator("[data-figure=sandbox]").innerText()).toBe(`1/${labs.length}`);
    expect(await page.locator("[data-figure=aws]").innerText()).toBe(`0/${labs.length}`);
    expectQuiet(page);
  });

  test("what cannot be marked is refused in words, and nothing is kept", async () => {
    const page = await site.open("/en/progress/");
    const file = JSON.parse(readFileSync(solution, "utf8")) as object;
    const said = page.locator("lab-results [data-outcome]");
    const cases: [string, string, string][] = [
      ["cut.json", JSON.stringify(file).slice(0, 500), "not-json"],
      ["lab.json", JSON.stringify(withChange(file, "lab.id", "sagas")), "unknown-lab"],
      ["html.json", JSON.stringify(withChange(file, "tests.0.name", "<img src=x onerror=alert(1)>")), "name"],
      ["progress.json", JSON.stringify(fullRecord), "is-record"],
      ["big.json", " ".repeat(50_000_000), "too-large"],
    ];
    for (const [name, content, code] of cases) {
      await page.locator("lab-results input").setInputFiles(fileOf(name, content));
      await said.getByText(name).waitFor();
      expect(await said.innerText()).toContain(text("en", `progress.refused.${code}`));
    }
    expect(await stored(page)).toBeNull();

    // Unknown checks are told, the others marked.
    await page
      .locator("lab-results input")
      .setInputFiles(fileOf("renamed.json", JSON.stringify(withChange(file, "tests.0.name", "another-check"))));
    await said.getByText("another-check").waitFor();
    expect(Object.keys((await stored(page))!.labs["rest-api"]!.sandbox!.checks)).toHaveLength(checks.length - 1);

    // A lab's page takes its own lab only.
    await page.goto(`${site.origin}/en/labs/rest-api/`);
    await page.locator("lab-results input").setInputFiles(join(folder, "lab.json"));
    await said.getByText("sagas").waitFor();
    expectQuiet(page);
  });
});

describe("the record as a file", () => {
  test("export, delete, import = the same", async () => {
    const page = await site.open(LESSON);
    await page.click("lesson-progress [data-mark]");
    await page.goto(`${site.origin}/en/progress/`);
    await page.locator("lab-results input").setInputFiles(solution);
    await page.locator('[data-lab-target=sandbox] [data-state="done"]').waitFor();
    expect(await page.locator("[data-export-state]").innerText()).toContain(text("en", "progress.file.never"));

    const download = await downloadBy(page, "[data-export]");
    expect(download.suggestedFilename()).toMatch(/^course-progress-\d{4}-\d\d-\d\d\.json$/);
    const file = fileOf("export.json", await contentOf(download));
    const before = await stored(page);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(before);

    await page.click("[data-delete]");
    await page.click("[data-delete-no]");
    expect(await stored(page)).toEqual(before);
    await page.click("[data-delete]");
    await page.click("[data-delete-yes]");
    expect(await page.evaluate(() => localStorage.getItem("course.progress"))).toBeNull();
    expect(await page.locator("[data-figure=lessons]").innerText()).toMatch(/^0/);

    await importFile(page, file);
    await page.locator("[data-preview]").waitFor();
    // Seen, not yet taken.
    expect(await stored(page)).toBeNull();
    expect(await page.locator("[data-rows] tr").count()).toBe(2);
    await page.click("[data-take]");
    expect(await stored(page)).toEqual(before);

    await importFile(page, file);
    await page.getByText(text("en", "progress.file.same")).waitFor();
    expect(await page.locator("[data-preview]").isVisible()).toBe(false);
    expectQuiet(page);
  });

  test("each item of a file can be taken or left", async () => {
    const page = await openWith(fullRecord, "/en/progress/");
    const other = structuredClone(fullRecord);
    const at = "2026-11-20T10:00:00.000Z";
    other.lessons["rest-api"] = { firstAt: at, lastAt: at, sections: {} };
    other.lessons["your-tools"] = { firstAt: at, lastAt: at, sections: {}, done: { at, by: "reader" } };
    other.lessons["welcome"] = { firstAt: at, lastAt: at, sections: {}, done: { at, by: "reader" } };
    await importFile(page, fileOf("other.json", JSON.stringify(other)));
    const choice = (slug: string) => page.locator(`select[name="lesson/${slug}"]`);
    await choice("welcome").waitFor();
    expect(await choice("rest-api").inputValue()).toBe("proposal");
    await choice("welcome").selectOption("here");
    await page.click("[data-take]");
    const { lessons } = (await stored(page))!;
    // Done stays done, the newer reading counts; left is left; new is taken.
    expect(lessons["rest-api"]).toMatchObject({ lastAt: at, done: fullRecord.lessons["rest-api"]!.done });
    expect(lessons["welcome"]).toEqual(fullRecord.lessons["welcome"]);
    expect(lessons["your-tools"]).toEqual(other.lessons["your-tools"]);

    // All at once, and a way out.
    await importFile(page, join(folder, "other.json"));
    await choice("rest-api").waitFor();
    await page.locator("[data-all]").selectOption("there");
    expect(await choice("welcome").inputValue()).toBe("there");
    const before = await stored(page);
    await page.click("[data-cancel]");
    expect(await stored(page)).toEqual(before);
    expectQuiet(page);
  });

  test("hostile files are refused with the reason, and nothing changes", async () => {
    const page = await openWith(fullRecord, "/zh/progress/");
    const before = await page.evaluate((key) => localStorage.getItem(key), KEY);
    const json = JSON.stringify(fullRecord);
    const html = "<img src=x onerror=alert(1)>";
    const cases: [string, string, string][] = [
      ["truncated.json", json.slice(0, -40), "not-json"],
      ["newer.json", JSON.stringify({ ...fullRecord, version: VERSION + 1 }), "newer"],
      ["html.json", JSON.stringify(withChange(fullRecord, "lessons.rest-api.section", html)), "name"],
      ["html-key.json", JSON.stringify(withChange(fullRecord, `lessons.${html}`, {})), "name"],
      ["proto.json", json.replace('"lessons":{', '"lessons":{"__proto__":{"polluted":true},'), "name"],
      ["constructor.json", json.replace('"checks":{', '"checks":{"constructor":{},'), "name"],
      ["results.json", readFileSync(solution, "utf8"), "is-results"],
      ["other.json", "[]", "not-a-record"],
      ["image.png", "\u0089PNG\r\n", "not-json"],
      ["big.json", `{"version":1,"lessons":{${" ".repeat(50_000_000)}}}`, "too-large"],
    ];
    for (const [name, content, code] of cases) {
      await importFile(page, fileOf(name, content));
      await page.locator("[data-outcome]", { hasText: name }).waitFor();
      expect(await outcome(page), name).toContain(text("zh", `progress.refused.${code}`));
      expect(await page.locator("[data-preview]").isVisible()).toBe(false);
      expect(await page.evaluate((key) => localStorage.getItem(key), KEY)).toBe(before);
    }
    expect(await page.evaluate(() => Object.hasOwn(Object.prototype, "polluted"))).toBe(false);
    expect(await page.locator("progress-file img, progress-dashboard img").count()).toBe(0);
    expectQuiet(page);
  });
});

describe("storage in trouble", () => {
  const notice = (page: Page) => page.locator("progress-track [data-notice]");

  test("full: the lesson stays usable and says that progress is not kept", async () => {
    const page = await site.open("/en/glossary/");
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await page.goto(site.origin + LESSON);
    await page.click("lesson-progress [data-mark]");
    await notice(page).waitFor();
    expect(await notice(page).innerText()).toContain(text("en", "progress.trouble.full"));
    expect(await page.locator("lesson-progress [data-undo]").isVisible()).toBe(true);
    await page.click("progress-track [data-dismiss]");
    expect(await notice(page).isVisible()).toBe(false);
    // Once is enough.
    await page.click("lesson-progress [data-undo]");
    expect(await notice(page).isVisible()).toBe(false);
  });

  test("forbidden: the same, from the first moment", async () => {
    const page = await site.open("/en/glossary/");
    await page.addInitScript(() => {
      for (const name of ["localStorage", "sessionStorage"])
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException("denied", "SecurityError");
          },
        });
    });
    await page.goto(`${site.origin}/vi/api/rest-api/`);
    await notice(page).waitFor();
    expect(await notice(page).innerText()).toContain(text("vi", "progress.trouble.forbidden"));
    expect(await page.locator("#idea").isVisible()).toBe(true);
    await page.click("lesson-progress [data-mark]");
    expect(await page.locator("lesson-progress [data-undo]").isVisible()).toBe(true);
  });

  test("a corrupt record is set aside, told, and can be saved", async () => {
    const page = await openWith('{"version":1,"less', LESSON);
    await notice(page).waitFor();
    expect(await notice(page).innerText()).toContain(text("en", "progress.trouble.broken"));
    expect(await page.evaluate((key) => localStorage.getItem(key), BROKEN_KEY)).toBe('{"version":1,"less');
    await page.click("lesson-progress [data-mark]");
    expect((await stored(page))?.lessons["rest-api"]?.done).toBeDefined();

    await page.goto(`${site.origin}/en/progress/`);
    expect(await contentOf(await downloadBy(page, "[data-broken-save]"))).toBe('{"version":1,"less');
    await page.click("[data-broken-drop]");
    expect(await page.locator("[data-broken]").isVisible()).toBe(false);
    expect(await page.evaluate((key) => localStorage.getItem(key), BROKEN_KEY)).toBeNull();
    expectQuiet(page);
  });

  test("a record of a newer version is left alone", async () => {
    const newer = JSON.stringify({ version: VERSION + 1, lessons: { all: "of them" } });
    const page = await openWith(newer, LESSON);
    await notice(page).waitFor();
    await page.click("lesson-progress [data-mark]");
    expect(await page.evaluate((key) => localStorage.getItem(key), KEY)).toBe(newer);
    expectQuiet(page);
  });
});

test("two tabs follow each other and lose nothing", async () => {
  const one = await site.open("/en/progress/");
  const two = await one.context().newPage();
  await two.goto(`${site.origin}/zh/start/welcome/`);
  await two.click("lesson-progress [data-mark]");
  await one.locator('[data-row="welcome"] [data-state="done"]').waitFor();
  const three = await one.context().newPage();
  await three.goto(`${site.origin}/vi/api/rest-api/`);
  await three.click("lesson-progress [data-mark]");
  // Each tab is a process with a copy of the storage.
  await expect
    .poll(async () => Object.keys((await stored(two))?.lessons ?? {}).sort())
    .toEqual(["rest-api", "welcome"]);
  await one.click("[data-delete]");
  await one.click("[data-delete-yes]");
  await two.locator("lesson-progress [data-mark]").waitFor();
  await three.locator("lesson-progress [data-mark]").waitFor();
  // A page that is still open may note again what is being read; that it was done is gone.
  const done = async () => Object.values((await stored(three))?.lessons ?? {}).filter((lesson) => lesson.done);
  await expect.poll(done).toEqual([]);
  expectQuiet(one);
});

test("the record to keep says what it is, holds the data, and takes a name as text only", async () => {
  const page = await openWith(fullRecord, "/vi/progress/");
  const name = '<b onclick="x">Lan</b>';
  await page.fill("progress-completion [data-name]", name);
  expect(await page.locator("progress-completion .name").innerText()).toBe(name);
  const download = await downloadBy(page, "progress-completion [data-download]");
  expect(download.suggestedFilename()).toMatch(/^course-record-\d{4}-\d\d-\d\d\.html$/);
  const file = fileOf("record.html", await contentOf(download));

  const paper = await page.context().newPage();
  const asked: string[] = [];
  paper.on("request", (request) => asked.push(request.url()));
  await paper.goto(`file://${file}`);
  expect(asked).toHaveLength(1);
  expect(await paper.locator("html").getAttribute("lang")).toBe("vi");
  expect(await paper.locator(".name").innerText()).toBe(name);
  expect(await paper.locator(".honest").innerText()).toBe(text("vi", "progress.record.honest"));
  expect(await paper.locator("article").innerText()).toContain("0.1.0");
  expect(JSON.parse((await paper.locator("#course-progress").textContent())!)).toEqual(fullRecord);
  // The name went into the document and nowhere else.
  expect(await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).not.toContain("Lan");
  expectQuiet(page);
});

test.each(languages)("the progress page, filled and with a preview, has no barriers in $name", async ({ code }) => {
  const page = await openWith(fullRecord, `/${code}/progress/`);
  const newer = withChange(fullRecord, "lessons.rest-api.lastAt", "2026-11-20T10:00:00.000Z");
  await importFile(page, fileOf(`preview-${code}.json`, JSON.stringify(newer)));
  await page.locator("[data-preview]").waitFor();
  await page.locator("lab-results input").setInputFiles(solution);
  await page.locator("lab-results [data-outcome] p").first().waitFor();
  await page.locator("progress-dashboard summary").first().click();
  for (const theme of ["light", "dark"]) {
    await page.evaluate((theme) => (document.documentElement.dataset["theme"] = theme), theme);
    const { violations } = await axe(page).include("main").withTags(AXE_TAGS).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(" ")}`))).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 900 });
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBeLessThanOrEqual(0);
  expectQuiet(page);
});

test("without JavaScript the tasks of a lab and their hints are there, and no button that does nothing", async () => {
  const page = await site.open("/en/labs/rest-api/", { javaScriptEnabled: false });
  expect(await page.locator("lab-tasks [data-check]").count()).toBe(checks.length);
  expect(await page.locator("lab-tasks details").count()).toBe(checks.length);
  expect(await page.locator("lab-results [data-zone]").isVisible()).toBe(false);
  await page.goto(site.origin + LESSON);
  expect(await page.locator("lesson-progress").isVisible()).toBe(false);
  await page.goto(`${site.origin}/en/progress/`);
  expect(await page.locator("progress-dashboard noscript").count()).toBe(1);
});
