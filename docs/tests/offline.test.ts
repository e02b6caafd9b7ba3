/** The offline copy, with the network cut: the host is really gone, and the browser is told so too. */
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { languages } from "../../course.config.ts";
import { LANGUAGE_KEY } from "../client/keys.ts";
import { bytesOf, filesOf, LIST_PATH, pick, readFileList, type FileList } from "../client/offline/list.ts";
import { sizeText } from "../client/offline/size.ts";
import { dateText } from "../lib/date-text.ts";
import { listFiles } from "../lib/offline/files.ts";
import { loadQuiz } from "../lib/quiz/load.ts";
import { builtSite } from "../lib/serve.ts";
import { textOf } from "../lib/titles.ts";
import { openBrowser } from "../lib/browser.ts";
import { axe, AXE_TAGS } from "./axe.ts";
import { Host } from "./host.ts";
import { allPages } from "./site.ts";

const host = new Host();
let browser: Browser;
let context: BrowserContext;
const folders: string[] = [];

const list = readFileList(JSON.parse(readFileSync(join(builtSite, LIST_PATH), "utf8")));
const LESSON = "api/rest-api/";
const QUESTION = loadQuiz("rest-api", "en").questions.find(({ kind }) => kind === "single")!.id;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  await host.start();
  context = await newContext();
});
afterEach(async () => {
  await context.close();
  await host.stop();
  host.serve();
  host.intercept = undefined;
  host.asked = [];
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
}

async function open(path: string, page?: Page): Promise<Page> {
  const opened = page ?? (await context.newPage());
  await opened.goto(host.origin + path);
  return opened;
}

const tagOf = (code: string): string => languages.find((language) => language.code === code)!.tag;
const nameOf = (code: string): string => languages.find((language) => language.code === code)!.name;
const sizeOf = (codes: string[], of: FileList = list): number => bytesOf(filesOf(pick(of, codes)));

/** A text of the site with its values. */
function say(code: string, key: string, values: Record<string, string> = {}): string {
  return textOf(key)[tagOf(code)]!.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? "");
}

const row = (page: Page, code: string) => page.locator(`offline-copy li[data-language="${code}"]`);
const failed = (page: Page) => page.locator("offline-copy [data-failed]:visible");
const incomplete = (page: Page) => page.locator("offline-copy [data-incomplete]:visible");
const notice = (page: Page) => page.locator("offline-notice:visible");

/** On the page `offline` of the first of them, by its buttons. */
async function keep(...codes: string[]): Promise<Page> {
  const page = await open(`/${codes[0]}/offline/`);
  for (const code of codes) {
    await row(page, code).locator("button").click();
    await page.locator(`offline-copy li[data-language="${code}"][data-kept="true"]`).waitFor();
    await page.locator("[data-done]:visible").waitFor();
  }
  return page;
}

async function cut(): Promise<void> {
  await host.stop();
  await context.setOffline(true);
}

async function connect(): Promise<void> {
  await host.start();
  await context.setOffline(false);
}

const stored = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const urls: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) urls.push(new URL(url).pathname);
    return urls;
  });

const workers = (page: Page): Promise<number> =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);

/** Of our own part: pages.test.ts looks at whole pages. */
async function barriers(page: Page, part = "main"): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ["light", "dark"]) {
    await page.evaluate((theme) => (document.documentElement.dataset["theme"] = theme), theme);
    const { violations } = await axe(page).include(part).withTags(AXE_TAGS).analyze();
    found.push(
      ...violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${theme} ${id} ${target.join(" ")}`)),
    );
  }
  const { width, height } = page.viewportSize()!;
  await page.setViewportSize({ width: 320, height });
  const sticksOut = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  await page.setViewportSize({ width, height });
  return sticksOut > 0 ? [...found, `sticks out of a phone by ${sticksOut} px`] : found;
}

/** The built site with other words on one page of a language, as a build of the next day. */
function otherBuild(code: string, was: string, is: string): { folder: string; list: FileList } {
  const folder = mkdtempSync(join(tmpdir(), "course-offline-site-"));
  folders.push(folder);
  cpSync(builtSite, folder, { recursive: true });
  const page = join(folder, code, LESSON, "index.html");
  const html = readFileSync(page, "utf8");
  expect(html).toContain(was);
  writeFileSync(page, html.replaceAll(was, is));
  rmSync(join(folder, LIST_PATH));
  const next = listFiles(folder, new Date(Date.parse(list.built) + 86_400_000));
  writeFileSync(join(folder, LIST_PATH), JSON.stringify(next));
  return { folder, list: next };
}

/** What readers of each language type, and a page that it must find. Vietnamese without its marks, Chinese without spaces. */
const QUERIES: Record<string, [query: string, page: string]> = {
  en: ["cold start", "start/what-is-serverless/"],
  zh: ["冷启动", "start/what-is-serverless/"],
  vi: ["khoi dong lanh", "start/what-is-serverless/"],
};

describe.each(languages)("with the network cut, in $name", ({ code, tag }) => {
  test("lessons, search, quizzes, simulators and progress work, and each page says how old it is", async () => {
    const page = await keep(code);
    expect(await page.locator("[data-state]").innerText()).toContain(sizeText(sizeOf([code]), tag));
    expect(await barriers(page)).toEqual([]);
    await cut();
    const failures: string[] = [];
    page.on("requestfailed", (request) => {
      // The page `offline`, still open, asks whether there is something newer; and a page that is left gives up what it was still asking for.
      const isLeft = request.failure()?.errorText === "net::ERR_ABORTED";
      if (!isLeft && !request.url().includes(LIST_PATH))
        failures.push(`${request.url()} ${request.failure()?.errorText}`);
    });

    // A page that was never open, by a link to one of its sections.
    await open(`/${code}/${LESSON}#fails`, page);
    expect(await page.locator("html").getAttribute("lang")).toBe(tag);
    const date = dateText(new Date(list.built), tag);
    await notice(page).waitFor();
    expect(await notice(page).innerText()).toContain(say(code, "offline.notice.kept", { built: date }));
    expect(await barriers(page, "offline-notice")).toEqual([]);

    const question = page.locator(`[data-question="${QUESTION}"]`);
    // The options are in their order once the quiz can be answered.
    await question.locator("button[type=submit]").waitFor();
    await question.locator(".body input").first().check();
    await question.locator(".confidence input").first().check();
    await question.locator("button[type=submit]").click();
    await question.locator(".result:visible").waitFor();
    await page.click("lesson-progress [data-mark]");

    await page.reload();
    await notice(page).waitFor();
    expect(await page.locator("lesson-progress [data-undo]").isVisible()).toBe(true);

    const [query, wanted] = QUERIES[code]!;
    await page.keyboard.press("Control+k");
    await page.locator("course-search input").fill(query);
    await page.waitForFunction(
      (query) => document.querySelector<HTMLElement>("course-search dialog")!.dataset["query"] === query,
      query,
    );
    const result = page.locator(`course-search [data-results] a[href^="/${code}/${wanted}"]`).first();
    await result.click();
    await page.waitForURL((url) => url.pathname === `/${code}/${wanted}`);
    await notice(page).waitFor();

    await open(`/${code}/principles/concurrency/`, page);
    await page.locator("course-simulator").first().scrollIntoViewIfNeeded();
    await page.locator("course-simulator[data-ready]").first().waitFor();

    const pages = allPages().filter(({ language }) => language === code);
    const missing = await page.evaluate(
      async (paths) => {
        const answers = await Promise.all(paths.map((path) => fetch(path)));
        return answers.filter(({ ok }) => !ok).map(({ url }) => url);
      },
      pages.map(({ path }) => path),
    );
    expect(missing).toEqual([]);
    expect(failures).toEqual([]);

    // The address without a language, and one without its slash.
    await page.evaluate(([key, code]) => localStorage.setItem(key!, code!), [LANGUAGE_KEY, code]);
    await open("/", page);
    await page.waitForURL((url) => url.pathname === `/${code}/`);
    await open(`/${code}/glossary`, page);
    expect(new URL(page.url()).pathname).toBe(`/${code}/glossary/`);
    await open(`/${code}/progress/`, page);
    await page.locator('[data-row="rest-api"] [data-state="done"]').waitFor();
    await open(`/${code}/offline/`, page);
    await page.locator("[data-site]:visible").waitFor();
    expect(await page.locator("[data-site]").innerText()).toBe(say(code, "offline.unreachable"));
    expect(await barriers(page)).toEqual([]);
  });

  test("another language is not kept: its page says so in that language, and leads back", async () => {
    const other = code === "vi" ? "zh" : "vi";
    const page = await keep(code);
    await cut();
    await open(`/${code}/${LESSON}`, page);
    await page.click(`.languages [data-language="${other}"]`);
    await page.locator("offline-missing:visible").waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe(tagOf(other));
    expect(await page.title()).toBe(say(other, "offline.missing.languageTitle"));
    const shown = await page.locator("main").innerText();
    for (const key of ["languageTitle", "languageText", "same", "how"])
      expect(shown).toContain(say(other, `offline.missing.${key}`));
    expect(shown).not.toContain(say(other, "notFound.title"));
    expect(await page.locator("offline-missing:visible [data-code]:visible").count()).toBe(1);
    expect(await barriers(page)).toEqual([]);
    await page.locator(`offline-missing:visible [data-code="${code}"]`).click();
    await page.waitForURL((url) => url.pathname === `/${code}/${LESSON}`);

    const response = await page.goto(`${host.origin}/${code}/no-such-page/`);
    expect(response!.status()).toBe(404);
    expect(await page.locator("main").innerText()).toContain(say(code, "offline.missing.pageTitle"));

    // Back on the network, the button brings what was asked for.
    await open(`/${other}/${LESSON}`, page);
    await connect();
    await page.locator("offline-missing:visible button").click();
    await page.locator("#idea").waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe(tagOf(other));
    expect(await notice(page).count()).toBe(0);
  });
});

test("the size is told before the click, and is that of the files", async () => {
  const page = await open("/en/offline/");
  for (const { code } of languages) {
    const bytes = filesOf(pick(list, [code])).reduce(
      (sum, { path }) => sum + statSync(join(builtSite, path.replace(/(^|\/)$/, "$1index.html"))).size,
      0,
    );
    // Few files have the same content; the storage holds it once.
    expect(Math.abs(bytes - sizeOf([code]))).toBeLessThan(50_000);
    await row(page, code).waitFor();
    expect(await row(page, code).locator("button").innerText()).toBe(
      say("en", "offline.keep", { language: nameOf(code), size: sizeText(sizeOf([code]), "en") }),
    );
  }
});

test("readers who did not ask have no worker and load nothing of it", async () => {
  const page = await open("/en/offline/");
  await row(page, "en").waitFor();
  await open(`/en/${LESSON}`, page);
  await page.waitForLoadState("networkidle");
  expect(await workers(page)).toBe(0);
  expect(await stored(page)).toEqual([]);
  expect(host.asked.filter((url) => /notice-panel|sw\.js/.test(url))).toEqual([]);
});

test("without an offline copy nothing changes: the browser says that the network is gone", async () => {
  const page = await open("/en/");
  await cut();
  await expect(open(`/en/${LESSON}`, page)).rejects.toThrow(/ERR_/);
});

test("online, an address that does not exist is a 404 as ever", async () => {
  const page = await keep("en");
  const response = await page.goto(`${host.origin}/en/no-such-page/`);
  expect(response!.status()).toBe(404);
  expect(await page.locator("main").innerText()).toContain(say("en", "notFound.title"));
  expect(await page.locator("offline-missing:visible").count()).toBe(0);
});

describe("a download that stops halfway", () => {
  const contents = (page: Page) => stored(page).then((urls) => urls.filter((url) => url.includes("/content/")));

  test("changes nothing, is told, and goes on with the files that are missing", async () => {
    let served = 0;
    host.intercept = (_, request, response) => {
      if (!request.url!.includes("offline-copy=") || served++ < 20) return false;
      response.writeHead(503).end();
      return true;
    };
    const page = await open("/vi/offline/");
    await row(page, "vi").locator("button").click();
    await failed(page).waitFor();
    expect(await failed(page).innerText()).toBe(say("vi", "offline.trouble.network"));
    expect(await row(page, "vi").getAttribute("data-kept")).toBe("false");
    expect(await workers(page)).toBe(0);
    const before = await contents(page);
    expect(before.length).toBeGreaterThan(0);
    await incomplete(page).waitFor();
    expect(await barriers(page)).toEqual([]);
    await cut();
    await expect(page.reload()).rejects.toThrow(/ERR_/);

    await connect();
    host.intercept = undefined;
    host.asked = [];
    await open("/vi/offline/", page);
    await incomplete(page).locator("button").first().click();
    await page.locator("[data-done]:visible").waitFor();
    const total = new Set(filesOf(pick(list, ["vi"])).map(({ hash }) => hash)).size;
    expect(host.asked.filter((url) => url.includes("offline-copy="))).toHaveLength(total - before.length);
    expect(await contents(page)).toHaveLength(total);
    await cut();
    await open(`/vi/${LESSON}`, page);
    await notice(page).waitFor();
  });

  test("by closing the page: another tab sees it, and can discard it", async () => {
    let asked = 0;
    // The twentieth file never comes.
    host.intercept = (_, request) => request.url!.includes("offline-copy=") && asked++ === 20;
    const page = await open("/en/offline/");
    const other = await open("/zh/offline/");
    await row(page, "en").locator("button").click();
    await other.locator("[data-working]:visible").waitFor();
    await expect.poll(() => row(other, "zh").locator("button").isDisabled()).toBe(true);
    await expect.poll(async () => (await contents(other)).length).toBeGreaterThan(80);
    await page.close();
    await incomplete(other).waitFor();
    expect(await other.locator("[data-working]").isVisible()).toBe(false);
    expect(await workers(other)).toBe(0);
    await incomplete(other).locator("button").last().click();
    await expect.poll(() => stored(other)).toEqual([]);
    await expect.poll(() => incomplete(other).count()).toBe(0);
  });

  test("by the reader: the button stops it, and what is there stays for later", async () => {
    let asked = 0;
    host.intercept = (_, request) => request.url!.includes("offline-copy=") && asked++ === 30;
    const page = await open("/en/offline/");
    await row(page, "en").locator("button").click();
    await page.locator("[data-stop]:visible").click();
    await failed(page).waitFor();
    expect(await failed(page).innerText()).toBe(say("en", "offline.trouble.stopped"));
    await incomplete(page).waitFor();
    expect(await row(page, "en").getAttribute("data-kept")).toBe("false");
  });
});

describe("a newer build", () => {
  test("is read at once online, is offered with its size, and fetches only what has changed", async () => {
    const page = await keep("en");
    const next = otherBuild("en", "<h1", '<h1 data-build="next"');
    host.serve(next.folder);
    const isNew = (page: Page): Promise<boolean> => page.locator("h1[data-build=next]").isVisible();

    await open(`/en/${LESSON}`, page);
    expect(await isNew(page)).toBe(true);
    await notice(page).waitFor();
    const changed = next.list.languages["en"]!.find(({ path }) => path === `en/${LESSON}`)!;
    const text = await notice(page).innerText();
    expect(text).toContain(dateText(new Date(next.list.built), "en"));
    expect(text).toContain(dateText(new Date(list.built), "en"));
    expect(text).toContain(sizeText(changed.bytes, "en"));
    expect(await barriers(page, "offline-notice")).toEqual([]);

    // Not updated: offline it is the older version, and says so.
    await cut();
    await open(`/en/${LESSON}`, page);
    expect(await isNew(page)).toBe(false);
    await notice(page).waitFor();
    expect(await notice(page).innerText()).toContain(dateText(new Date(list.built), "en"));

    await connect();
    await open(`/en/${LESSON}`, page);
    await notice(page).waitFor();
    host.asked = [];
    await notice(page).locator("button").first().click();
    await notice(page).getByText(say("en", "offline.notice.done")).waitFor();
    expect(host.asked.filter((url) => url.includes("offline-copy="))).toEqual([
      `/en/${LESSON}?offline-copy=${changed.hash.slice(0, 8)}`,
    ]);
    await cut();
    await open(`/en/${LESSON}`, page);
    expect(await isNew(page)).toBe(true);
    await notice(page).waitFor();
    expect(await notice(page).innerText()).toContain(dateText(new Date(next.list.built), "en"));
  });

  test("with a file that is not the one of its list: the older copy stays whole", async () => {
    const page = await keep("zh");
    const next = otherBuild("zh", "<h1", '<h1 data-build="next"');
    host.serve(next.folder);
    host.intercept = (path, request, response) => {
      if (path !== `/zh/${LESSON}` || !request.url!.includes("offline-copy=")) return false;
      response.writeHead(200, { "content-type": "text/html" }).end("<h1>an advertisement</h1>");
      return true;
    };
    await open("/zh/offline/", page);
    await page.locator("[data-update]:visible button").click();
    await failed(page).waitFor();
    expect(await failed(page).innerText()).toBe(say("zh", "offline.trouble.changed", { file: `/zh/${LESSON}` }));
    await incomplete(page).waitFor();
    await cut();
    await open(`/zh/${LESSON}`, page);
    expect(await page.locator("h1[data-build=next]").count()).toBe(0);
    expect(await page.locator("#idea").isVisible()).toBe(true);
    await notice(page).waitFor();
    expect(await notice(page).innerText()).toContain(dateText(new Date(list.built), "zh-CN"));

    // Every page says that an update waits; "Later" holds for this visit.
    await connect();
    host.intercept = undefined;
    await open(`/zh/${LESSON}`, page);
    await notice(page).waitFor();
    expect(await notice(page).innerText()).toContain(
      say("zh", "offline.notice.interrupted", { kept: dateText(new Date(list.built), "zh-CN") }),
    );
    await notice(page).locator("button").last().click();
    await open("/zh/glossary/", page);
    await page.waitForLoadState("networkidle");
    expect(await notice(page).count()).toBe(0);
  });

  test("that has lost a file of its list is told with the file's name", async () => {
    const { path } = list.languages["en"]!.at(-1)!;
    host.intercept = (asked, _, response) => {
      if (asked !== `/${path}`) return false;
      response.writeHead(404).end("gone");
      return true;
    };
    const page = await open("/en/offline/");
    await row(page, "en").locator("button").click();
    await failed(page).waitFor();
    expect(await failed(page).innerText()).toBe(say("en", "offline.trouble.file", { file: `/${path}` }));
  });

  test("whose list cannot be read keeps nothing and says why", async () => {
    host.intercept = (path, _, response) => {
      if (path !== `/${LIST_PATH}`) return false;
      response
        .writeHead(200)
        .end(JSON.stringify({ ...list, shared: [{ path: "../../etc/passwd", bytes: 1, hash: "x" }] }));
      return true;
    };
    const page = await open("/vi/offline/");
    await page.locator("[data-site]:visible").waitFor();
    expect(await page.locator("[data-site]").innerText()).toBe(say("vi", "offline.trouble.list"));
    expect(await page.locator("offline-copy [data-act]:enabled").count()).toBe(0);
  });
});

describe("a network that is there and is not", () => {
  test("a server that fails, and one that does not answer: the copy, with its notice", async () => {
    const page = await keep("en");
    host.intercept = (_, __, response) => {
      response.writeHead(502).end("bad gateway");
      return true;
    };
    await open(`/en/${LESSON}`, page);
    expect(await page.locator("#idea").isVisible()).toBe(true);
    await notice(page).waitFor();

    host.intercept = () => true;
    await open("/en/start/welcome/", page);
    await notice(page).waitFor();
    await page.locator("course-search button").first().waitFor();

    host.intercept = undefined;
    await notice(page).locator("button").click();
    await page.waitForFunction(() => !("kept" in document.documentElement.dataset));
  });

  test("a second language that is not kept: a word under the title; with both kept it is there", async () => {
    const page = await keep("en");
    await cut();
    await open(`/en/${LESSON}`, page);
    await page.locator("course-bilingual select").selectOption("vi");
    const status = page.locator("course-bilingual [role=status]");
    await expect.poll(() => status.innerText()).toBe(say("en", "bilingual.failed"));
    expect(await status.evaluate((element) => element.getBoundingClientRect().height)).toBeGreaterThan(10);
    expect(await page.locator("#idea").isVisible()).toBe(true);

    await connect();
    await open("/en/offline/", page);
    await row(page, "vi").locator("button").click();
    await page.locator("[data-done]:visible").waitFor();
    await page.evaluate(() => localStorage.removeItem("course.bilingual"));
    await open(`/en/${LESSON}`, page);
    await page.waitForLoadState("networkidle");
    expect(await notice(page).count()).toBe(0);
    // The page is from the site; what it asks for from here on is not, and the reader is told.
    await cut();
    await page.locator("course-bilingual select").selectOption("vi");
    await page.locator(".sl-markdown-content.bilingual p").first().click();
    await page.locator(".counterpart").waitFor();
    await notice(page).waitFor();
    expect(await notice(page).innerText()).toContain(
      say("en", "offline.notice.parts", { built: dateText(new Date(list.built), "en") }),
    );
    await page.reload();
    await page.locator(".sl-markdown-content.bilingual p").first().click();
    await page.locator(".counterpart").waitFor();
  });
});

describe("storage in trouble", () => {
  test("no room: how much is needed, and how much there is", async () => {
    await context.addInitScript(() => {
      navigator.storage.estimate = () => Promise.resolve({ quota: 3_000_000, usage: 1_000_000 });
    });
    const page = await open("/vi/offline/");
    await row(page, "vi").locator("button").click();
    await failed(page).waitFor();
    expect(await failed(page).innerText()).toBe(
      say("vi", "offline.trouble.noRoom", { need: sizeText(sizeOf(["vi"]), "vi"), free: sizeText(2e6, "vi") }),
    );
    expect(await stored(page)).toEqual([]);
  });

  test("full in the middle: told, nothing activated, and it goes on later", async () => {
    await context.addInitScript(() => {
      const put = Cache.prototype.put;
      let count = 0;
      Cache.prototype.put = function (...args) {
        if (sessionStorage.getItem("room") || ++count < 30) return put.apply(this, args);
        return Promise.reject(new DOMException("no room", "QuotaExceededError"));
      };
    });
    const page = await open("/zh/offline/");
    await row(page, "zh").locator("button").click();
    await failed(page).waitFor();
    expect(await failed(page).innerText()).toBe(say("zh", "offline.trouble.full"));
    expect(await row(page, "zh").getAttribute("data-kept")).toBe("false");
    expect(await workers(page)).toBe(0);
    await page.evaluate(() => sessionStorage.setItem("room", "yes"));
    await incomplete(page).locator("button").first().click();
    await page.locator("[data-done]:visible").waitFor();
  });

  const obstacles: [string, () => void][] = [
    [
      "forbidden",
      () => {
        CacheStorage.prototype.has = () => Promise.reject(new DOMException("denied", "SecurityError"));
      },
    ],
    [
      "unsupported",
      () => {
        delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker;
      },
    ],
  ];
  test.each(obstacles)("%s: said in words, in each language, and the page stays whole", async (reason, make) => {
    await context.addInitScript(make);
    const page = await context.newPage();
    for (const { code } of languages) {
      await open(`/${code}/offline/`, page);
      await page.locator("[data-obstacle]:visible").waitFor();
      expect(await page.locator("[data-obstacle]").innerText()).toBe(say(code, `offline.obstacle.${reason}`));
      expect(await page.locator("offline-copy button:visible").count()).toBe(0);
      expect(await barriers(page)).toEqual([]);
    }
    await open(`/en/${LESSON}`, page);
    expect(await page.locator("#idea").isVisible()).toBe(true);
  });

  test("not served securely: said in words", async () => {
    const insecure = await openBrowser(["--host-resolver-rules=MAP course.test 127.0.0.1"]);
    try {
      const page = await (await insecure.newContext()).newPage();
      await page.goto(`${host.origin.replace("127.0.0.1", "course.test")}/en/offline/`);
      await page.locator("[data-obstacle]:visible").waitFor();
      expect(await page.locator("[data-obstacle]").innerText()).toBe(say("en", "offline.obstacle.insecure"));
    } finally {
      await insecure.close();
    }
  });

  test("contents that the browser has cleared: told, and only they are fetched again", async () => {
    const page = await keep("en");
    const lesson = list.languages["en"]!.find(({ path }) => path === `en/${LESSON}`)!;
    await page.evaluate(async (hash) => {
      const [name] = await caches.keys();
      await (await caches.open(name!)).delete(`/offline/kept/content/${hash}`);
    }, lesson.hash);
    await cut();
    await open(`/en/${LESSON}`, page);
    expect(await page.locator("main").innerText()).toContain(say("en", "offline.missing.pageTitle"));
    await connect();
    await open("/en/offline/", page);
    await incomplete(page).waitFor();
    host.asked = [];
    await incomplete(page).locator("button").click();
    await page.locator("[data-done]:visible").waitFor();
    expect(host.asked.filter((url) => url.includes("offline-copy="))).toHaveLength(1);
    await cut();
    await open(`/en/${LESSON}`, page);
    await notice(page).waitFor();
  });

  test("a copy that cannot be read counts as none, and is replaced", async () => {
    const page = await keep("en");
    await page.evaluate(async () => {
      const [name] = await caches.keys();
      await (await caches.open(name!)).put("/offline/kept/copy", new Response('{"format":1,"version":'));
    });
    await open(`/en/${LESSON}`, page);
    expect(await page.locator("#idea").isVisible()).toBe(true);
    await open("/en/offline/", page);
    host.asked = [];
    await row(page, "en").locator("button").click();
    await page.locator("[data-done]:visible").waitFor();
    expect(host.asked.filter((url) => url.includes("offline-copy="))).toEqual([]);
  });
});

test("two tabs: one at a time, and both show the same", async () => {
  const one = await open("/en/offline/");
  const two = await open("/vi/offline/");
  await row(two, "en").waitFor();
  await row(one, "en").locator("button").click();
  await two.locator('offline-copy li[data-language="en"][data-kept="true"]').waitFor();
  await row(two, "vi").locator("button").click();
  await one.locator('offline-copy li[data-language="vi"][data-kept="true"]').waitFor();
  await row(one, "en").locator("button").click();
  await two.locator('offline-copy li[data-language="en"][data-kept="false"]').waitFor();
  await cut();
  await open(`/vi/${LESSON}`, one);
  await notice(one).waitFor();
  await open(`/en/${LESSON}`, two);
  await two.locator("offline-missing:visible").waitFor();
});

test("removing frees the storage, and with the last language the worker goes too", async () => {
  const page = await keep("en", "zh");
  const both = await stored(page);
  await row(page, "zh").locator("button").click();
  await page.locator('offline-copy li[data-language="zh"][data-kept="false"]').waitFor();
  expect((await stored(page)).length).toBeLessThan(both.length);
  expect(await workers(page)).toBe(1);
  await row(page, "en").locator("button").click();
  await expect.poll(() => stored(page)).toEqual([]);
  await expect.poll(() => workers(page)).toBe(0);
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([]);
  await open(`/en/${LESSON}`, page);
  expect(await page.locator("#idea").isVisible()).toBe(true);
  await cut();
  await expect(open(`/en/${LESSON}`, page)).rejects.toThrow(/ERR_/);
});

test("without JavaScript the page says that a copy needs it, and shows no button", async () => {
  const still = await newContext({ javaScriptEnabled: false });
  try {
    const page = await still.newPage();
    await page.goto(`${host.origin}/zh/offline/`);
    expect(await page.locator("offline-copy").innerText()).toContain(say("zh", "offline.noscript"));
    expect(await page.locator("offline-copy button:visible").count()).toBe(0);
  } finally {
    await still.close();
  }
});

test.each(languages)("the course can be installed in $name", async ({ code, tag }) => {
  const page = await open(`/${code}/`);
  const href = (await page.locator('link[rel="manifest"]').getAttribute("href"))!;
  const manifest = JSON.parse(readFileSync(join(builtSite, href), "utf8")) as {
    name: string;
    start_url: string;
    scope: string;
    lang: string;
    icons: { src: string; sizes: string; purpose: string }[];
  };
  expect(manifest).toMatchObject({ name: say(code, "site.title"), start_url: `/${code}/`, scope: "/", lang: tag });
  for (const { src, sizes } of manifest.icons) {
    const { width, height, format } = await sharp(join(builtSite, src)).metadata();
    expect(`${width}x${height} ${format}`).toBe(`${sizes} png`);
  }
  expect(manifest.icons.map(({ purpose }) => purpose)).toContain("maskable");
  // What the browser itself finds wrong with it.
  const devtools = await context.newCDPSession(page);
  const { errors } = await devtools.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
});
