/** The built pages of the course as trees, for what is made from what a reader sees: the search index and the Markdown. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ELEMENT_NODE, TEXT_NODE, parse, type ElementNode, type Node } from "ultrahtml";
import { languages, type Language } from "../../../course.config.ts";
import { contentPages } from "../pages.ts";

export interface BuiltPage {
  language: Language;
  /** Its path below the language; "" is the home page. */
  page: string;
  title: string;
  description: string;
  /** `pagefind: false` in the front matter keeps a page out of the search. */
  isSearchable: boolean;
  /** What stands between title and footer. */
  content: ElementNode;
}

/** Every page that is written, by language in the order of their paths; copies of the English one in another language are not. */
export function builtPages(folder: string): BuiltPage[] {
  const pages = contentPages();
  return languages.flatMap((language) =>
    pages[language.code]!.map((id) => readBuiltPage(folder, language, id === "index" ? "" : id)),
  );
}

function readBuiltPage(folder: string, language: Language, page: string): BuiltPage {
  const file = join(folder, language.code, page, "index.html");
  const html = readFileSync(file, "utf8");
  const from = html.indexOf("<main");
  const to = html.lastIndexOf("</main>");
  if (from < 0 || to < 0) throw new Error(`${file} has no <main>`);
  const main = find(parseHtml(html.slice(from, to + "</main>".length)), ({ name }) => name === "main")!;
  const content = find(main, (element) => hasClass(element, "sl-markdown-content"));
  const heading = find(main, ({ name }) => name === "h1");
  if (!content || !heading) throw new Error(`${file} has no content or no h1`);
  return {
    language,
    page,
    title: textOf(heading),
    description: decode(/<meta name="description" content="([^"]*)"/.exec(html)?.[1] ?? ""),
    isSearchable: "data-pagefind-body" in main.attributes,
    content,
  };
}

/** The parser takes a "<" within an attribute (code to be copied) for a tag, and what follows for its content. */
export function parseHtml(html: string): Node {
  const guarded = html.replaceAll(/<[a-z][\w-]*(?:\s+[^\s=>/]+(?:="[^"]*")?)*\s*\/?>/gi, (tag) =>
    tag.replaceAll(/"[^"]*"/g, (value) => value.replaceAll("<", "&lt;").replaceAll(">", "&gt;")),
  );
  return parse(guarded) as Node;
}

export function isElement(node: Node): node is ElementNode {
  return node.type === ELEMENT_NODE;
}

export function hasClass(element: ElementNode, name: string): boolean {
  return (element.attributes["class"] ?? "").split(/\s+/).includes(name);
}

export function childrenOf(node: Node): Node[] {
  return "children" in node ? (node.children as Node[]) : [];
}

/** The first element below the node, itself included, in the order of the page. */
export function find(node: Node, test: (element: ElementNode) => boolean): ElementNode | undefined {
  if (isElement(node) && test(node)) return node;
  for (const child of childrenOf(node)) {
    const found = find(child, test);
    if (found) return found;
  }
  return undefined;
}

/** The text of a node as it stands, without what is no text. */
export function textOf(node: Node): string {
  if (node.type === TEXT_NODE) return decode(node.value);
  if (isElement(node) && ["script", "style", "svg", "template"].includes(node.name)) return "";
  return childrenOf(node).map(textOf).join("");
}

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00A0" };

function decode(text: string): string {
  return text.replaceAll(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) =>
    hex
      ? String.fromCodePoint(Number.parseInt(hex, 16))
      : decimal
        ? String.fromCodePoint(Number(decimal))
        : (NAMED[name!] ?? whole),
  );
}
