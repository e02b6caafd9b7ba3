/** What the book needs after the build: it repeats the pages, so the sitemap leaves it out; and with BOOK_PDF=yes a PDF of it in each language. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration, AstroIntegrationLogger } from "astro";
import { languages } from "../../../course.config.ts";
import { pathTo } from "../paths.ts";
import { site } from "../site.ts";
import { makesPdf, pdfPath, SIZE_MARK } from "./pdf-file.ts";

export function book(): AstroIntegration {
  return {
    name: "course:book",
    hooks: {
      "astro:build:done": async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        leaveOutOfSitemap(join(folder, "sitemap-0.xml"));
        if (makesPdf) await makePdfs(folder, logger);
      },
    },
  };
}

function leaveOutOfSitemap(file: string): void {
  const books = new Set(languages.map(({ code }) => new URL(pathTo(code, "book"), site.origin).href));
  const text = readFileSync(file, "utf8");
  writeFileSync(
    file,
    text.replaceAll(/<url><loc>([^<]*)<\/loc>.*?<\/url>/gs, (entry, url: string) => (books.has(url) ? "" : entry)),
  );
}

async function makePdfs(folder: string, logger: AstroIntegrationLogger): Promise<void> {
  // Only here: a build without PDFs needs neither a browser nor its driver.
  const [{ printBook, serveWithFonts }, { openBrowser }] = await Promise.all([
    import("./pdf.ts"),
    import("../browser.ts"),
  ]);
  const browser = await openBrowser();
  const { origin, server } = await serveWithFonts(folder);
  try {
    for (const { code, tag } of languages) {
      const startedAt = performance.now();
      const { bytes, pages } = await printBook(browser, origin, code);
      writeFileSync(join(folder, pdfPath(code).slice(site.base.length)), bytes);
      const size = new Intl.NumberFormat(tag, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 }).format(
        bytes.length / 1e6,
      );
      for (const page of ["", "book"]) writeSize(join(folder, code, page, "index.html"), size);
      const seconds = Math.round((performance.now() - startedAt) / 1000);
      logger.info(`${pdfPath(code)}: ${pages} pages, ${size}, ${seconds} s`);
    }
  } finally {
    await browser.close();
    server.close();
  }
}

function writeSize(file: string, size: string): void {
  const html = readFileSync(file, "utf8");
  if (!html.includes(SIZE_MARK)) throw new Error(`${file} does not link the PDF: <BookLinks> has to stand on it`);
  writeFileSync(file, html.replaceAll(SIZE_MARK, size));
}
