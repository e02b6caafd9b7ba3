/** A rendered page as a chapter of the book: ids that stay unique beside other pages, links that stay in the book, nothing to operate, and the answers of its quiz apart. */
import { ELEMENT_NODE, TEXT_NODE, renderSync, type ElementNode, type Node } from "ultrahtml";
import { childrenOf, hasClass, isElement, parseHtml } from "../texts/page.ts";
import { inlineHtml } from "../inline.ts";
import { answersId, bookId } from "./chapters.ts";

interface SheetOptions {
  /** Of the page on the site, complete: relative links start here. */
  url: URL;
  page: string;
  /** The page of the book that an address of the site leads to, if the book has it. */
  pageAt(url: URL): string | undefined;
  /** Under a quiz: that its answers are at the back. */
  answersAt: string;
}

export interface Answer {
  /** Of the question in the book. */
  id: string;
  /** HTML. */
  prompt: string;
  reasons: string;
}

export interface Sheet {
  html: string;
  answers: Answer[];
  /** Style sheets that stand in the text: Expressive Code writes its own in front of the first block of a page. */
  styles: string[];
}

const LEFT_OUT_TAGS = new Set(["script", "style", "noscript", "template", "link", "dialog", "lab-results"]);
/** Controls, and what a script fills. */
const LEFT_OUT_CLASSES = (
  "sl-anchor-link copy tip confidence actions message summary result answer recording move shown " +
  "live stage now controls states filter tall"
).split(" ");
/** Attributes with ids of the same page. */
const REFERENCES = ["for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"];
const DROPPED_ATTRIBUTES = ["name", "data-steps", "data-words", "data-option", "data-question", "autocomplete"];

export function sheetOf(html: string, options: SheetOptions): Sheet {
  const answers: Answer[] = [];
  const tree = parseHtml(html);
  const body = childrenOf(tree).flatMap((node) => convert(node, options, answers));
  const styles = descendants(tree).filter(({ name }) => name === "style");
  return { html: write(body), answers, styles: styles.map((style) => renderSync(style)) };
}

function convert(node: Node, options: SheetOptions, answers: Answer[]): Node[] {
  if (!isElement(node)) return node.type === TEXT_NODE ? [node] : [];
  if (isLeftOut(node)) return [];
  if (hasClass(node, "question")) answers.push(answerOf(node, options));
  const children = childrenOf(node).flatMap((child) => convert(child, options, answers));
  if (hasClass(node, "sl-heading-wrapper")) return children;
  if (hasClass(node, "term")) return [termLink(node, children, options)];
  if (node.name === "select") return [element("span", { class: "blank" }, [])];
  if (node.name === "course-quiz") children.push(answersLink(options));
  return [{ ...node, name: nameOf(node), attributes: attributesOf(node, options), children }];
}

function isLeftOut(element: ElementNode): boolean {
  if (LEFT_OUT_TAGS.has(element.name) || "hidden" in element.attributes) return true;
  if (element.name === "button") return !hasClass(element, "term");
  return LEFT_OUT_CLASSES.some((name) => hasClass(element, name));
}

/** A chapter's title is an h2, so its sections go down by one; the questions of a quiz would drown the others in the outline. */
function nameOf(element: ElementNode): string {
  const level = /^h([2-5])$/.exec(element.name)?.[1];
  if (!level) return element.name === "form" ? "div" : element.name;
  return isNumberOfQuestion(element) ? "p" : `h${Number(level) + 1}`;
}

function isNumberOfQuestion({ children }: ElementNode): boolean {
  const [first] = children.filter(isElement);
  return /^quiz-.*-number$/.test(first?.attributes["id"] ?? "");
}

function attributesOf({ name, attributes }: ElementNode, options: SheetOptions): Record<string, string> {
  const { page } = options;
  const result: Record<string, string> = {};
  for (const [key, value] of Object.entries(attributes)) {
    if (DROPPED_ATTRIBUTES.includes(key) || key.startsWith("data-pagefind")) continue;
    if (key === "id") result[key] = bookId(page, value);
    else if (REFERENCES.includes(key))
      result[key] = value
        .split(/\s+/)
        .map((id) => bookId(page, id))
        .join(" ");
    else if (key === "href" && name === "a") result[key] = linkOf(value, options);
    else result[key] = value.replaceAll(/url\(#([^)]+)\)/g, (_, id: string) => `url(#${bookId(page, id)})`);
  }
  if (name === "details") result["open"] = "";
  if (name === "input") result["disabled"] = "";
  return result;
}

/** A page of the book is linked in the book, everything else where it is. */
function linkOf(href: string, { url, pageAt }: SheetOptions): string {
  const target = new URL(href.replaceAll("&amp;", "&"), url);
  const page = pageAt(target);
  const link = page === undefined ? target.href : `#${bookId(page, decodeURIComponent(target.hash.slice(1)))}`;
  return link.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
}

/** <button class="term" aria-describedby="term-x"> shows a definition; on paper it leads to the glossary. */
function termLink({ attributes }: ElementNode, children: Node[], { page }: SheetOptions): Node {
  const term = attributes["aria-describedby"]!.replace(/^term-/, "");
  const href = page === "glossary" ? `#${bookId(page, term)}` : `#${bookId("glossary", term)}`;
  return element("a", { class: "term", href }, children);
}

function answersLink({ page, answersAt }: SheetOptions): Node {
  const text = { type: TEXT_NODE, value: inlineHtml(answersAt), loc: [] } as unknown as Node;
  const link = element("a", { href: `#${answersId(page)}` }, [text]);
  return element("p", { class: "answers-at" }, [link]);
}

/** The reasons that the page keeps under a disclosure, with the recording where there is one. */
function answerOf(question: ElementNode, options: SheetOptions): Answer {
  const take = (name: string): Node[] =>
    descendants(question)
      .filter((one) => hasClass(one, name))
      .slice(0, 1)
      .flatMap((one) => childrenOf(one))
      .filter((child) => !(isElement(child) && child.name === "summary"));
  const converted = (nodes: Node[]): Node[] => nodes.flatMap((child) => convert(child, options, []));
  return {
    id: bookId(options.page, question.attributes["id"]),
    prompt: write(converted(take("prompt"))),
    reasons: write(converted([...take("answer"), ...take("recording")])),
  };
}

function descendants(node: Node): ElementNode[] {
  return childrenOf(node)
    .filter(isElement)
    .flatMap((child) => [child, ...descendants(child)]);
}

function element(name: string, attributes: Record<string, string>, children: Node[]): Node {
  return { type: ELEMENT_NODE, name, attributes, children, loc: [] } as unknown as Node;
}

function write(nodes: Node[]): string {
  return nodes.map((node) => renderSync(node)).join("");
}
