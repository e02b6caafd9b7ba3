/** The Markdown of a page, from the page as it was built: numbers, code, diagrams and recordings are in it as a reader has them. Quizzes are not. */
import { TEXT_NODE, type ElementNode, type Node } from "ultrahtml";
import { childrenOf, find, hasClass, isElement, textOf } from "./page.ts";

export interface MarkdownOptions {
  /** Of the page; links become absolute. */
  url: URL;
  /** Instead of a quiz, which holds its answers. */
  quiz: (questions: number) => string;
}

const SKIPPED = new Set(["script", "style", "svg", "template", "button", "input", "select", "textarea", "form"]);
const BLOCKS = new Set(
  "article aside blockquote dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li nav ol p pre section summary table tbody thead tr ul".split(
    " ",
  ),
);

/** Without a line break at either end. */
export function markdownOf(content: Node, options: MarkdownOptions): string {
  return blocks(childrenOf(content), options).join("\n\n");
}

/** Each block without empty lines around it. Inline nodes next to each other are a paragraph. */
function blocks(nodes: Node[], options: MarkdownOptions): string[] {
  const result: string[] = [];
  let inlines: Node[] = [];
  const endParagraph = (): void => {
    const text = inline(inlines, options).trim();
    if (text) result.push(guardLine(text));
    inlines = [];
  };
  for (const node of nodes) {
    if (isElement(node) && isBlock(node)) {
      endParagraph();
      result.push(...block(node, options).filter((text) => text !== ""));
    } else inlines.push(node);
  }
  endParagraph();
  return result;
}

function isBlock(element: ElementNode): boolean {
  if (isLeftOut(element)) return false;
  return (
    BLOCKS.has(element.name) ||
    (element.name.includes("-") && element.name !== "course-term") ||
    element.children.some((child: Node) => isElement(child) && isBlock(child))
  );
}

function isLeftOut(element: ElementNode): boolean {
  const { name, attributes } = element;
  if (hasClass(element, "term")) return false;
  if (name === "course-quiz") return false;
  return (
    SKIPPED.has(name) ||
    "hidden" in attributes ||
    "data-markdown-skip" in attributes ||
    attributes["aria-hidden"] === "true" ||
    hasClass(element, "sl-anchor-link") ||
    hasClass(element, "tip") ||
    hasClass(element, "sr-only") ||
    hasClass(element, "visually-hidden")
  );
}

function block(element: ElementNode, options: MarkdownOptions): string[] {
  const { name, children } = element;
  const inner = (): string[] => blocks(children, options);
  const line = (): string => inline(children, options).trim();
  if (name === "course-quiz") return [options.quiz(countQuestions(element))];
  if (hasClass(element, "starlight-aside"))
    return [quote([`**${element.attributes["aria-label"]}**`, ...inner()].join("\n\n"))];
  if (hasClass(element, "diagram")) return [quote(inner().join("\n\n"))];
  switch (name) {
    case "h1":
    case "h2":
    case "h3":
    case "h4":
    case "h5":
    case "h6":
      return [`${"#".repeat(Number(name[1]))} ${line()}`];
    case "pre":
      return [fence(element)];
    case "ul":
    case "ol":
      return [list(element, options)];
    case "table":
      return [table(element, options)];
    case "blockquote":
      return [quote(inner().join("\n\n"))];
    case "hr":
      return ["---"];
    case "dt":
    case "summary":
      return [`**${line()}**`];
    // The name of a file stands above its lines.
    case "figcaption":
      return hasClass(element, "header") ? [line() && `\`${textOf(element).trim()}\``] : inner();
    default:
      return inner();
  }
}

function countQuestions(quiz: ElementNode): number {
  return quiz.children.filter((child: Node) => isElement(child) && "data-question" in child.attributes).length;
}

function fence(pre: ElementNode): string {
  const rows: ElementNode[] = [];
  const collect = (node: Node): void => {
    if (isElement(node) && hasClass(node, "ec-line")) rows.push(node);
    else childrenOf(node).forEach(collect);
  };
  collect(pre);
  const isDifference = rows.some((row) => hasClass(row, "ins") || hasClass(row, "del"));
  const lines = rows.map((row) => {
    const sign = hasClass(row, "ins") ? "+" : hasClass(row, "del") ? "-" : " ";
    return (isDifference ? sign : "") + textOf(row).replace(/\n$/, "");
  });
  const text = (rows.length > 0 ? lines.join("\n") : textOf(pre)).trimEnd();
  const ticks = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  const language = isDifference ? "diff" : (pre.attributes["data-language"] ?? "");
  return `${ticks}${language === "plaintext" ? "text" : language}\n${text}\n${ticks}`;
}

function list(element: ElementNode, options: MarkdownOptions): string {
  const items = element.children.filter((child: Node): child is ElementNode => isElement(child) && child.name === "li");
  const first = Number(element.attributes["start"] ?? 1);
  return items
    .map((item, index) => {
      const mark = element.name === "ol" ? `${first + index}. ` : "- ";
      const parts = blocks(item.children, options);
      const isTight = parts.length < 2 || parts.slice(1).every((part) => /^(- |\d+\. )/.test(part));
      return mark + indent(parts.join(isTight ? "\n" : "\n\n"), mark.length);
    })
    .join("\n");
}

function table(element: ElementNode, options: MarkdownOptions): string {
  const rows: ElementNode[] = [];
  const collect = (node: Node): void => {
    if (isElement(node) && node.name === "tr") rows.push(node);
    else childrenOf(node).forEach(collect);
  };
  collect(element);
  const cells = rows.map((row) =>
    row.children
      .filter((child: Node): child is ElementNode => isElement(child) && /^t[hd]$/.test(child.name))
      .map((cell) =>
        blocks([cell], options)
          .join(" ")
          .replaceAll("\n", " ")
          .replaceAll("|", String.raw`\|`),
      ),
  );
  const [head, ...body] = cells;
  if (!head) return "";
  const caption = find(element, ({ name }) => name === "caption");
  const line = (row: string[]): string => `| ${row.join(" | ")} |`;
  return [
    ...(caption ? [`${inline(caption.children, options).trim()}\n`] : []),
    line(head),
    line(head.map(() => "---")),
    ...body.map(line),
  ].join("\n");
}

function inline(nodes: Node[], options: MarkdownOptions): string {
  let result = "";
  let last: Node | undefined;
  for (const node of nodes) {
    const text = inlineNode(node, options);
    if (text === "") continue;
    // What a style sheet sets apart.
    if (isPart(node) && last && isPart(last) && !/\s$/.test(result) && !/^\s/.test(text)) result += " ";
    result += text;
    last = node;
  }
  return result
    .replaceAll(/[ \t]*\n[ \t]*/g, " ")
    .replaceAll(/ {2,}/g, " ")
    .replaceAll("\u0000", "\n");
}

function isPart(node: Node): boolean {
  return isElement(node) && ["a", "b", "code", "span"].includes(node.name);
}

function inlineNode(node: Node, options: MarkdownOptions): string {
  if (node.type === TEXT_NODE) return escapeText(textOf(node));
  if (!isElement(node)) return "";
  if (isLeftOut(node)) return "";
  const { name, children, attributes } = node;
  const inner = (): string => inline(children, options);
  switch (name) {
    case "br":
      return "\\\u0000";
    case "code":
      return codeSpan(textOf(node));
    case "strong":
    case "b":
      return around("**", inner());
    case "em":
    case "i":
      return around("*", inner());
    case "q":
      return `“${inner()}”`;
    case "a": {
      const text = inner().trim();
      const { href } = attributes;
      return href && text ? `[${text}](${new URL(href.replaceAll("&amp;", "&"), options.url).href})` : text;
    }
    case "img":
      return attributes["alt"] ?? "";
    default:
      return inner();
  }
}

/** The spaces at the ends stay outside: `** bold **` is not bold. */
function around(mark: string, text: string): string {
  const trimmed = text.trim();
  if (!trimmed) return text;
  const [before, after] = text.split(trimmed);
  return `${before}${mark}${trimmed}${mark}${after}`;
}

function codeSpan(text: string): string {
  if (text === "") return "";
  const ticks = "`".repeat(1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)));
  const space = ticks.length > 1 ? " " : "";
  return `${ticks}${space}${text}${space}${ticks}`;
}

/** What would be markup within a line. An underscore within a word is none. */
function escapeText(text: string): string {
  return text
    .replaceAll(/[\\`*[\]]/g, String.raw`\$&`)
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\_`)
    .replaceAll(/<(?=[a-z/!?])/gi, String.raw`\<`);
}

/** What would be markup at the beginning of a line. */
function guardLine(text: string): string {
  return text.replace(/^(#{1,6} |[-+>] |\d+(?=[.)] ))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

function quote(text: string): string {
  return text
    .split("\n")
    .map((line) => (line ? `> ${line}` : ">"))
    .join("\n");
}

function indent(text: string, by: number): string {
  return text.replaceAll(/\n(?=.)/g, `\n${" ".repeat(by)}`);
}
