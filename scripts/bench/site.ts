/** The site's figures for `npm run bench`: what a reader loads, what Lighthouse says, and what a page costs to build beside a plain Starlight site. */
import { spawnSync } from "node:child_process";
import { cpSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import lighthouse from "lighthouse";
import type { Browser, Response } from "playwright-core";
import { languages } from "../../course.config.ts";
import { root } from "../../docs/lib/root.ts";
import { builtSite, serveSite } from "../../docs/lib/serve.ts";
import { readRegion } from "../../docs/lib/source.ts";
import { openBrowser } from "../../docs/lib/browser.ts";
import { ensureSite } from "../site.ts";
import type { Report } from "./report.ts";

const LESSON = "api/rest-api";
/** Of each simulator one lesson that shows it; of the cost calculator its page. */
const WITH_SIMULATOR = ["principles/concurrency", "start/choose-compute", "operate/memory", "cost-calculator"];
const RUNS = 3;

export async function siteFigures(report: Report): Promise<void> {
  await ensureSite();
  const compressed = join(root, ".cache", "site-gz");
  precompress(builtSite, compressed);
  const server = createServer(serveSite(compressed, { precompressed: true }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Lighthouse speaks to the browser by itself.
  const port = await freePort();
  const browser = await openBrowser([`--remote-debugging-port=${port}`]);
  try {
    for (const { code } of languages) {
      const page = await browser.newPage();
      const bytes = { script: 0, total: 0 };
      const answers: Response[] = [];
      page.on("response", (response) => {
        if (response.url().startsWith(origin) && response.status() === 200) answers.push(response);
      });
      await page.goto(`${origin}/${code}/${LESSON}/`, { waitUntil: "networkidle" });
      for (const response of answers) {
        const type = response.request().resourceType();
        if (type === "font") continue;
        const body = await response.body();
        const size = type === "image" ? body.length : gzipSync(body).length;
        bytes.total += size;
        if (type === "script") bytes.script += size;
      }
      await page.close();
      const times = (await searchTimes(browser, `${origin}/${code}/${LESSON}/`, code)).toSorted((a, b) => a - b);
      report(`search-p95-${code}`, [times[Math.ceil(times.length * 0.95) - 1]!], "ms", { most: 150 });
      // The page's own inline scripts count too.
      const html = readFileSync(join(builtSite, code, LESSON, "index.html"), "utf8");
      const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)(?![^>]*json)[^>]*>([\s\S]*?)<\/script>/g)]
        .map(([, text]) => text)
        .join("\n");
      report(`lesson-javascript-${code}`, [(bytes.script + gzipSync(inline).length) / 1024], "KB", { most: 60 });
      report(`lesson-first-visit-${code}`, [bytes.total / 1024], "KB", { most: 250 });
    }
    for (const { code } of languages) {
      const audit = (page: string) => lighthouseScores(`${origin}/${code}/${page}/`, port);
      const lesson = await audit(LESSON);
      report(`lighthouse-performance-${code}`, [lesson.performance], "", { least: 98 });
      report(`lighthouse-accessibility-${code}`, [lesson.accessibility], "", { least: 100 });
      report(`lighthouse-best-practices-${code}`, [lesson["best-practices"]], "", { least: 100 });
      report(`lighthouse-seo-${code}`, [lesson.seo], "", { least: 100 });
      for (const page of WITH_SIMULATOR) {
        const scores = await audit(page);
        report(`lighthouse-least-${code}-${page.replace(/^.*\//, "")}`, [Math.min(...Object.values(scores))], "", {
          least: 95,
        });
      }
    }
  } finally {
    await browser.close();
    server.close();
  }
  buildFigures(report);
}

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;

async function lighthouseScores(url: string, port: number): Promise<Record<(typeof CATEGORIES)[number], number>> {
  const result = await lighthouse(url, { port, output: "json", logLevel: "error", onlyCategories: [...CATEGORIES] });
  if (!result) throw new Error("Lighthouse gave no result");
  const { categories } = result.lhr;
  const entries = CATEGORIES.map((name) => [name, Math.round((categories[name]?.score ?? 0) * 100)]);
  return Object.fromEntries(entries) as Record<(typeof CATEGORIES)[number], number>;
}

/** Runs in the page: notes on the dialog how long it took from the last key to the frame that shows the results. */
const TIMER = `(() => {
  const dialog = document.querySelector("course-search dialog");
  const input = dialog.querySelector("input");
  let keyAt = 0;
  input.addEventListener("input", () => { keyAt = performance.now(); delete dialog.dataset.took; }, { capture: true });
  new MutationObserver(() => requestAnimationFrame(() => {
    if (dialog.dataset.query === input.value) dialog.dataset.took ??= String(performance.now() - keyAt);
  })).observe(dialog, { attributeFilter: ["data-query"] });
})()`;

const ANSWERED = `(query) => {
  const { dataset } = document.querySelector("course-search dialog");
  return dataset.query === query && dataset.took !== undefined;
}`;

/** For each query of the recall suite, typed as fast as a quick typist does. */
async function searchTimes(browser: Browser, url: string, language: string): Promise<number[]> {
  const file = join(root, "docs/tests/search-queries", `${language}.json`);
  const queries = JSON.parse(readFileSync(file, "utf8")) as { query: string }[];
  const page = await browser.newPage();
  await page.goto(url, { waitUntil: "networkidle" });
  await page.keyboard.press("Control+k");
  await page.evaluate(TIMER);
  const dialog = page.locator("course-search dialog");
  const times: number[] = [];
  // The first one loads the index.
  for (const query of ["Lambda", ...queries.map(({ query }) => query)]) {
    await dialog.locator("input").fill("");
    await page.keyboard.type(query, { delay: 60 });
    await page.waitForFunction(`(${ANSWERED})(${JSON.stringify(query)})`);
    times.push(Number(await dialog.getAttribute("data-took")));
  }
  await page.close();
  return times.slice(1);
}

/** By turns: ours, and a plain Starlight site whose pages have the same bodies with fences instead of our components. */
function buildFigures(report: Report): void {
  const plain = join(root, ".cache", "plain-site");
  makePlainSite(plain);
  const pages = globSync("**/index.html", { cwd: builtSite }).length;
  const plainPages = globSync("**/*.mdx", { cwd: join(plain, "src/content/docs") }).length;
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    ours.push(timeBuild(root, ["--outDir", ".cache/bench-site"]) / pages);
    theirs.push(timeBuild(plain) / plainPages);
  }
  rmSync(join(root, ".cache/bench-site"), { recursive: true, force: true });
  report("build-per-page", ours, "ms");
  report("build-per-page-plain", theirs, "ms");
  report(
    "build-per-page-ratio",
    ours.map((value, run) => value / theirs[run]!),
    "x",
    { most: 1.5 },
  );
}

function timeBuild(folder: string, args: string[] = []): number {
  const astro = join(dirname(createRequire(import.meta.url).resolve("astro/package.json")), "bin", "astro.mjs");
  const startedAt = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [astro, "build", ...args], {
    cwd: folder,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: "1" },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`astro build failed in ${folder}:\n${stdout.slice(-2000)}${stderr.slice(-2000)}`);
  return performance.now() - startedAt;
}

function makePlainSite(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const content = join(folder, "src/content/docs");
  cpSync(join(root, "docs/content/docs"), content, { recursive: true });
  for (const file of globSync("**/*.mdx", { cwd: content }))
    writeFileSync(join(content, file), plainBody(readFileSync(join(content, file), "utf8")));
  writeFileSync(
    join(folder, "astro.config.mjs"),
    `import { satteri } from "@astrojs/markdown-satteri";
import mdx from "@astrojs/mdx";
import starlight from "@astrojs/starlight";
export default {
  site: "http://127.0.0.1:4321",
  trailingSlash: "always",
  markdown: { processor: satteri({ features: { headingAttributes: true } }) },
  integrations: [starlight({ title: "Plain", locales: ${JSON.stringify(Object.fromEntries(languages.map(({ code, tag, name }) => [code, { label: name, lang: tag }])))}, defaultLocale: "en" }), mdx()],
};
`,
  );
  writeFileSync(
    join(folder, "src/content.config.ts"),
    `import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
import { defineCollection } from "astro:content";
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`,
  );
  // Astro bundles the packages that the package.json beside it names.
  cpSync(join(root, "package.json"), join(folder, "package.json"));
}

/** Code becomes a fence with the same lines, a term its words; what is ours alone goes. */
function plainBody(text: string): string {
  return text
    .replace(/^translation:\n(?: {2}.*\n)*/m, "")
    .replace(/^import .*\n/gm, "")
    .replace(/<Source\b([^>]*?)\/>/g, (_, attributes: string) => {
      const file = /file="([^"]+)"/.exec(attributes)![1]!;
      const region = /region="([^"]+)"/.exec(attributes)?.[1];
      const cut = readRegion(file, region);
      return `\`\`\`${cut.language} title="${file}"\n${cut.text}\n\`\`\``;
    })
    .replace(/<Term\b[^>]*>([\s\S]*?)<\/Term>/g, "$1")
    .replace(/<[A-Z]\w*\b(?:[^>"{]|"[^"]*"|\{(?:[^{}]|\{[^{}]*\})*\})*\/>/g, "");
}

function precompress(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  cpSync(from, to, { recursive: true });
  for (const name of readdirSync(to, { recursive: true, encoding: "utf8" })) {
    const file = join(to, name);
    if (statSync(file).isFile() && /\.(html|css|js|svg|json|xml)$/.test(name))
      writeFileSync(`${file}.gz`, gzipSync(readFileSync(file)));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
