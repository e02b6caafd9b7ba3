/** Serves the built site to the browser tests; `scripts/test.ts` builds it before them. */
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import sirv from "sirv";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { languages } from "../../course.config.ts";
import { contentPages } from "../lib/pages.ts";
import { serveSite } from "../lib/serve.ts";
import { openBrowser } from "../lib/browser.ts";

export interface Site {
  /** http://127.0.0.1:<port> */
  origin: string;
  browser: Browser;
  /** A page with storage of its own. A script error on it, or a failed request to the site, fails the test through `expectQuiet`. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
}

const FONTS = "/_fonts";

/** Letters of all three languages on a machine without fonts, under the names that the site's styles ask for. */
function addFonts(folder: string): void {
  if (!location.protocol.startsWith("http")) return;
  document.addEventListener("DOMContentLoaded", () => {
    const families = document.documentElement.lang.startsWith("zh") ? ["noto-sans", "noto-sans-sc"] : ["noto-sans"];
    for (const family of families)
      for (const weight of [400, 700]) {
        const link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = `${folder}/${family}/${weight}.css`;
        document.head.append(link);
      }
  });
}

const site = { origin: "" } as Site;
let server: Server;
const contexts: BrowserContext[] = [];
const troubles = new Map<Page, string[]>();

/** Call once at the top of a test file. */
export function useSite(): Site {
  beforeAll(async () => {
    const pages = serveSite();
    const fonts = sirv(
      join(dirname(createRequire(import.meta.url).resolve("@fontsource/noto-sans/package.json")), ".."),
      // A further page of the same reader takes them from the browser's cache.
      { maxAge: 3600, immutable: true },
    );
    server = createServer((request, response) => {
      if (!request.url!.startsWith(FONTS)) return pages(request, response);
      request.url = request.url!.slice(FONTS.length);
      fonts(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    site.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    site.browser = await openBrowser();
  });
  // What a test opened ends with it: pages that stay go on working, and every further one is slower.
  beforeEach(() => {
    const before = contexts.length;
    return () => Promise.all(contexts.splice(before).map((context) => context.close()));
  });
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await site.browser?.close();
    server.close();
  });
  site.open = async (path, options = {}) => {
    const context = await site.browser.newContext({
      viewport: { width: 1280, height: 900 },
      reducedMotion: "reduce",
      ...options,
    });
    contexts.push(context);
    await context.addInitScript(addFonts, FONTS);
    const page = await context.newPage();
    const seen: string[] = [];
    troubles.set(page, seen);
    page.on("pageerror", (error) => seen.push(error.message));
    page.on("response", (response) => {
      if (response.status() >= 400) seen.push(`${response.status()} ${response.url()}`);
    });
    await page.goto(site.origin + path);
    return page;
  };
  return site;
}

/** No script error and no failed request on this page so far. */
export function expectQuiet(page: Page): void {
  expect(troubles.get(page)).toEqual([]);
}

/** Every page of every language: { language, page, path }. */
export function allPages(): { language: string; page: string; path: string }[] {
  const pages = contentPages();
  return languages.flatMap(({ code }) =>
    pages[code]!.map((page) => ({ language: code, page, path: `/${code}/${page === "index" ? "" : `${page}/`}` })),
  );
}
