/** Prints the page of the book to a PDF: A4, bookmarks, tags, links that work inside, and the fonts of the course on any machine. */
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import type { Browser } from "playwright-core";
import sirv from "sirv";
import { pathTo } from "../paths.ts";
import { serveSite } from "../serve.ts";
import { edition } from "./edition.ts";
import { readPdf } from "./pdf-reader.ts";

const FONTS = "/_fonts";
const FONT_FILES = [
  "noto-sans/400",
  "noto-sans/400-italic",
  "noto-sans/700",
  "noto-sans-sc/400",
  "noto-sans-sc/700",
  "noto-sans-mono/400",
  "noto-sans-mono/700",
];

/** Text in Chinese takes its quotation marks from the Chinese font, where they are as wide as a character. */
const FAMILIES: Record<string, string[]> = {
  zh: ["Noto Sans SC", "Noto Sans"],
};
const FAMILY = ["Noto Sans", "Noto Sans SC"];

/** The built site with the fonts beside it, at an address of this machine. */
export async function serveWithFonts(folder: string): Promise<{ origin: string; server: Server }> {
  const pages = serveSite(folder);
  const fonts = sirv(join(dirname(createRequire(import.meta.url).resolve("@fontsource/noto-sans/package.json")), ".."));
  const server = createServer((request, response) => {
    if (!request.url!.startsWith(FONTS)) return pages(request, response);
    request.url = request.url!.slice(FONTS.length);
    fonts(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** Printed twice: only the first print tells on which page a chapter begins. */
export async function printBook(
  browser: Browser,
  origin: string,
  language: string,
): Promise<{ bytes: Buffer; pages: number }> {
  const page = await browser.newPage();
  try {
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    await page.goto(origin + pathTo(language, "book"));
    for (const file of FONT_FILES) await page.addStyleTag({ url: `${origin}${FONTS}/${file}.css` });
    await page.addStyleTag({ content: fontStyle(language) });
    await page.evaluate(fontsAreThere);
    const { pages, destinations } = readPdf(await page.pdf({ preferCSSPageSize: true }));
    await page.evaluate(writePageNumbers, Object.fromEntries(destinations));
    return { bytes: undated(await page.pdf({ preferCSSPageSize: true, outline: true, tagged: true })), pages };
  } finally {
    await page.close();
  }
}

/** In the browser: into the table of contents. */
function writePageNumbers(pages: Record<string, number>): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-page-of]")) {
    const page = pages[place.dataset["pageOf"]!];
    if (page === undefined) throw new Error(`The PDF has no place for #${place.dataset["pageOf"]}`);
    place.textContent = String(page);
  }
}

/** The day of the course instead of the moment of printing: two builds of one state give the same file. */
function undated(pdf: Buffer): Buffer {
  const day = edition().date.replaceAll("-", "");
  const text = pdf
    .toString("latin1")
    .replaceAll(/\/(CreationDate|ModDate) \(D:\d{14}\+00'00'\)/g, `/$1 (D:${day}000000+00'00')`);
  return Buffer.from(text, "latin1");
}

/** In the browser: the title of the document is the one of the PDF. */
async function fontsAreThere(): Promise<void> {
  document.title = document.querySelector("h1")!.textContent.trim();
  // The layout asks for the fonts that the text needs.
  while (document.body.offsetHeight > 0 && document.fonts.status !== "loaded") await document.fonts.ready;
}

function fontStyle(language: string): string {
  const families = (FAMILIES[language] ?? FAMILY).map((family) => `"${family}"`).join(", ");
  return `
    @page { size: A4; @bottom-right { font-family: ${families}; } }
    :root:root {
      --sl-font: ${families};
      --sl-font-mono: "Noto Sans Mono", "DejaVu Sans Mono", "Liberation Mono", Menlo, Consolas, monospace, ${families};
    }`;
}
