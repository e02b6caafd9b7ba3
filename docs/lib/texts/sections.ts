/** A page cut into what a search leads to: its beginning, each section with a heading, each entry of a list that has an address of its own. */
import { TEXT_NODE, type ElementNode, type Node } from "ultrahtml";
import { childrenOf, hasClass, isElement, textOf, type BuiltPage } from "./page.ts";

export interface Section {
  /** "" is the beginning of the page. */
  id: string;
  title: string;
  /** Of a list that is for looking up: the glossary, the corrections. */
  isEntry: boolean;
  /** One line for each block of text. */
  lines: string[];
}

const SKIPPED = new Set(["script", "style", "svg", "template", "button", "input", "select"]);
const BLOCKS = new Set(
  "address article aside blockquote dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 li ol p pre section summary table td th tr ul".split(
    " ",
  ),
);

export function sectionsOf({ title, description, content }: BuiltPage): Section[] {
  const sections: Section[] = [{ id: "", title, isEntry: false, lines: [description] }];
  let line = "";
  const endLine = (): void => {
    const text = line.replaceAll(/\s+/g, " ").trim();
    if (text) sections.at(-1)!.lines.push(text);
    line = "";
  };
  const walk = (node: Node): void => {
    if (node.type === TEXT_NODE) {
      line += textOf(node);
      return;
    }
    if (!isElement(node)) return childrenOf(node).forEach(walk);
    if (isLeftOut(node)) return;
    const { name, attributes } = node;
    if (/^h[23]$/.test(name) && attributes["id"]) {
      endLine();
      const heading = textOf(node).replaceAll(/\s+/g, " ").trim();
      sections.push({ id: attributes["id"], title: heading, isEntry: false, lines: [] });
      return;
    }
    if (attributes["data-search-title"]) {
      endLine();
      const around = sections.at(-1)!;
      sections.push({ id: attributes["id"]!, title: attributes["data-search-title"], isEntry: true, lines: [] });
      childrenOf(node).forEach(walk);
      endLine();
      // What follows belongs to the section around it.
      sections.push({ ...around, lines: [] });
      return;
    }
    if (hasClass(node, "ec-line")) {
      endLine();
      line = textOf(node);
      return endLine();
    }
    // A word that a reader can open for its definition is a word of the sentence.
    const isBlock = BLOCKS.has(name);
    if (isBlock) endLine();
    for (const [index, child] of node.children.entries()) {
      // What a style sheet sets apart.
      if (isPart(child) && isPart(node.children[index - 1]) && !/\s$/.test(line)) line += " ";
      walk(child);
    }
    if (isBlock) endLine();
  };
  walk(content);
  endLine();
  // A heading over nothing but a quiz leads nowhere that is worth a result.
  return [...Map.groupBy(sections, ({ id }) => id).values()]
    .map((parts) => ({ ...parts[0]!, lines: parts.flatMap(({ lines }) => lines) }))
    .filter(({ lines }) => lines.length > 0);
}

function isPart(node: Node | undefined): boolean {
  return node !== undefined && isElement(node) && (node.name === "span" || node.name === "a");
}

function isLeftOut(element: ElementNode): boolean {
  if (hasClass(element, "term")) return false;
  return (
    SKIPPED.has(element.name) ||
    "data-pagefind-ignore" in element.attributes ||
    hasClass(element, "sl-anchor-link") ||
    hasClass(element, "starlight-aside__title")
  );
}
