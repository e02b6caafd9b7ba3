/** A page as the check sees it: sections, each with what has to be the same in every language, its prose, and its hash. */
import { markdownToMdast, mdxToMdast } from "satteri";
import { frontMatterTexts, readFrontMatter } from "./front-matter.ts";
import { CODE, hash, normalText, OBJECT } from "./normal.ts";
import type { Item } from "./problem.ts";

export interface Page {
  language: string;
  /** From the repository's root. */
  file: string;
  frontMatter: Record<string, unknown>;
  imports: Item[];
  sections: Section[];
}

export interface Section {
  /** `intro`: title, description and what stands before the first `##`. Empty: the author forgot the id. */
  id: string;
  title: string;
  line: number;
  /** Of everything in it but formatting. */
  hash: string;
  /** Headings of every level that stand in it. Without `id`: the author forgot it. */
  headings: { id: string | undefined; title: string; depth: number; line: number }[];
  /** Headings, fences, components on lines of their own, tables, asides and quotes, in their order. */
  blocks: Item[];
  fences: { info: string; text: string; line: number }[];
  /** Components within sentences, in any order. */
  components: Item[];
  facts: Item[];
  terms: { id: string; text: string; line: number }[];
  links: Item[];
  images: Item[];
  codeSpans: Item[];
  listItems: { bullets: number; numbers: number };
  prose: Prose[];
}

/** A paragraph, heading, cell or the like as the reader sees it, with CODE and OBJECT for what is not text. */
interface Prose {
  text: string;
  /** Line in the file of each character. */
  lines: number[];
}

interface Node {
  type: string;
  children?: Node[];
  position: { start: { line: number; offset: number }; end: { offset: number } };
  data?: { hProperties?: { id?: string }; directiveLabel?: boolean };
  attributes?: Attribute[];
  depth: number;
  value: string;
  name: string;
  url: string;
  identifier: string;
  ordered: boolean;
  alt: string | null;
  title: string | null;
  lang: string | null;
  meta: string | null;
}

type Attribute =
  | { type: "mdxJsxAttribute"; name: string; value: string | null | { value: string } }
  | { type: "mdxJsxExpressionAttribute"; value: string };

interface PageOptions {
  language: string;
  file: string;
  /** What `<Fact id>` shows in this language; the spaces around it depend on it. */
  fact?: (id: string) => string | undefined;
}

/** Properties that hold words: they may differ between languages. */
const textProperties = new Set(["title", "label", "alt"]);
const features = { headingAttributes: true, directive: true };

/** Throws where the Markdown or the front matter cannot be read. */
export function parsePage(source: string, { language, file, fact }: PageOptions): Page {
  const tree = (file.endsWith(".mdx") ? mdxToMdast : markdownToMdast)(source, { features }) as unknown as Node;
  const reader = new SectionReader(source, fact ?? ((): undefined => undefined), definitionsOf(tree));
  const page: Page = { language, file, frontMatter: {}, imports: [], sections: [] };
  let nodes: Node[] = [];
  let heading: Node | undefined;
  const close = (): void => {
    page.sections.push(reader.read(heading, nodes, heading ? [] : frontMatterTexts(page.frontMatter, source)));
    nodes = [];
  };

  for (const node of tree.children ?? []) {
    if (node.type === "yaml") page.frontMatter = readFrontMatter(node.value);
    else if (node.type === "mdxjsEsm") page.imports.push(...importsOf(node));
    else if (node.type === "heading" && node.depth === 2) {
      close();
      heading = node;
    } else nodes.push(node);
  }
  close();
  return page;
}

function importsOf(node: Node): Item[] {
  return node.value
    .split(/;\s*\n|;\s*$|\n(?=import |export )/)
    .map((text) => ({ text: text.replaceAll(/\s+/g, " ").trim(), line: node.position.start.line }))
    .filter(({ text }) => text !== "");
}

function definitionsOf(node: Node, found = new Map<string, string>()): Map<string, string> {
  if (node.type === "definition") found.set(node.identifier, node.url);
  for (const child of node.children ?? []) definitionsOf(child, found);
  return found;
}

const phrasing = new Set([
  "break",
  "delete",
  "emphasis",
  "footnoteReference",
  "image",
  "imageReference",
  "inlineCode",
  "link",
  "linkReference",
  "mdxJsxTextElement",
  "mdxTextExpression",
  "strong",
  "text",
  "textDirective",
]);

class SectionReader {
  readonly #source: string;
  readonly #fact: (id: string) => string | undefined;
  readonly #definitions: Map<string, string>;
  #section!: Section;
  #normal: string[] = [];

  constructor(source: string, fact: (id: string) => string | undefined, definitions: Map<string, string>) {
    this.#source = source;
    this.#fact = fact;
    this.#definitions = definitions;
  }

  read(heading: Node | undefined, nodes: Node[], texts: Item[]): Section {
    this.#normal = [];
    this.#section = {
      id: heading ? (heading.data?.hProperties?.id ?? "") : "intro",
      title: "",
      line: heading?.position.start.line ?? 1,
      hash: "",
      headings: [],
      blocks: [],
      fences: [],
      components: [],
      facts: [],
      terms: [],
      links: [],
      images: [],
      codeSpans: [],
      listItems: { bullets: 0, numbers: 0 },
      prose: [],
    };
    for (const { text, line } of texts) {
      this.#section.prose.push({ text, lines: Array.from(text, () => line) });
      this.#normal.push(normalText(text));
    }
    if (heading) this.#heading(heading);
    this.#section.title = heading ? this.#section.headings[0]!.title : (texts[0]?.text ?? "");
    for (const node of nodes) this.#block(node);
    this.#section.hash = hash(this.#normal.join("\n"));
    return this.#section;
  }

  #heading(node: Node): void {
    this.#prose(node.children ?? [], "#".repeat(node.depth) + " ");
    const id = node.data?.hProperties?.id;
    const line = node.position.start.line;
    this.#section.headings.push({ id, title: textOf(node).trim(), depth: node.depth, line });
    if (node.depth !== 2) this.#section.blocks.push({ text: `${"#".repeat(node.depth)} … {#${id ?? ""}}`, line });
  }

  #block(node: Node): void {
    const { line } = node.position.start;
    const add = (text: string): void => {
      this.#section.blocks.push({ text, line });
      this.#normal.push(text);
    };
    switch (node.type) {
      case "heading":
        this.#heading(node);
        return;
      case "paragraph":
        this.#prose(node.children ?? []);
        return;
      case "code":
        this.#fence(node);
        return;
      case "list":
        for (const item of node.children ?? []) {
          this.#section.listItems[node.ordered ? "numbers" : "bullets"] += 1;
          this.#normal.push(node.ordered ? "1." : "-");
          this.#blocks(item.children ?? []);
        }
        return;
      case "table":
        add(`table of ${node.children?.length ?? 0} rows and ${node.children?.[0]?.children?.length ?? 0} columns`);
        for (const row of node.children ?? []) for (const cell of row.children ?? []) this.#prose(cell.children ?? []);
        return;
      case "containerDirective":
        add(`:::${node.name}${node.children?.[0]?.data?.directiveLabel ? "[title]" : ""}`);
        this.#blocks(node.children ?? []);
        return;
      case "leafDirective":
        // Starlight gives it back as the text that it was.
        this.#prose([{ ...node, type: "text", value: this.#sourceOf(node) }]);
        return;
      case "mdxJsxFlowElement":
        this.#component(node, this.#section.blocks, this.#normal);
        this.#blocks(node.children ?? []);
        return;
      case "mdxFlowExpression":
        if (!isComment(node.value)) add(`{${squeeze(node.value)}}`);
        return;
      case "definition":
      case "mdxjsEsm":
        return;
      case "html":
        if (!node.value.startsWith("<!--")) add(node.value);
        return;
      default:
        add(node.type);
        this.#blocks(node.children ?? []);
    }
  }

  /** Children of a block; a line of text in a component is no paragraph, but reads as one. */
  #blocks(nodes: Node[]): void {
    let run: Node[] = [];
    const end = (): void => {
      if (run.length > 0) this.#prose(run);
      run = [];
    };
    for (const node of nodes) {
      if (phrasing.has(node.type)) run.push(node);
      else {
        end();
        this.#block(node);
      }
    }
    end();
  }

  #fence(node: Node): void {
    const { line } = node.position.start;
    const info = [node.lang, node.meta].filter((part) => part !== null).join(" ");
    this.#section.fences.push({ info, text: node.value, line });
    this.#section.blocks.push({ text: "fence", line });
    this.#normal.push(`\`\`\`${info}\n${node.value}`);
  }

  #prose(nodes: Node[], prefix = ""): void {
    const prose: Prose = { text: "", lines: [] };
    const objects: string[] = [];
    let normal = "";
    const show = (text: string, line: number): void => {
      prose.text += text;
      for (let index = 0; index < text.length; index++) {
        prose.lines.push(line);
        if (text[index] === "\n") line++;
      }
    };
    const object = (text: string): void => {
      normal += OBJECT;
      objects.push(text);
    };

    const walk = (node: Node): void => {
      const { line } = node.position.start;
      switch (node.type) {
        case "text":
          show(node.value, line);
          normal += node.value;
          return;
        case "textDirective":
          show(this.#sourceOf(node), line);
          normal += this.#sourceOf(node);
          return;
        case "inlineCode":
          this.#section.codeSpans.push({ text: `\`${node.value}\``, line });
          show(CODE, line);
          object(`\`${node.value}\``);
          return;
        case "break":
          // Meant, unlike a soft wrap.
          show(OBJECT, line);
          normal += " ";
          return;
        case "link":
        case "linkReference": {
          const url = node.type === "link" ? node.url : (this.#definitions.get(node.identifier) ?? "");
          this.#section.links.push({ text: url, line });
          object("[");
          for (const child of node.children ?? []) walk(child);
          object(`](${url})`);
          return;
        }
        case "image":
        case "imageReference": {
          const url = node.type === "image" ? node.url : (this.#definitions.get(node.identifier) ?? "");
          this.#section.images.push({ text: `${url}${node.alt ? "" : " without alternative text"}`, line });
          show(OBJECT, line);
          object(`![${normalText(node.alt ?? "")}](${url})`);
          return;
        }
        case "mdxTextExpression": {
          if (isComment(node.value)) return;
          const literal = /^\s*(["'])([^"'\\]*)\1\s*$/.exec(node.value)?.[2];
          if (literal === undefined) {
            this.#section.components.push({ text: `{${squeeze(node.value)}}`, line });
            object(`{${squeeze(node.value)}}`);
          } else normal += literal;
          show(literal ?? OBJECT, line);
          return;
        }
        case "mdxJsxTextElement": {
          if (node.name === "Term") {
            const start = prose.text.length;
            for (const child of node.children ?? []) walk(child);
            this.#term(node, prose.text.slice(start));
            return;
          }
          const marks: string[] = [];
          this.#component(node, this.#section.components, marks);
          for (const mark of marks) object(mark);
          const isEmpty = (node.children ?? []).length === 0;
          if (isEmpty) show((node.name === "Fact" ? this.#fact(propertyOf(node, "id")) : undefined) ?? OBJECT, line);
          for (const child of node.children ?? []) walk(child);
          return;
        }
        case "footnoteReference":
          this.#section.components.push({ text: `[^${node.identifier}]`, line });
          object(`[^${node.identifier}]`);
          return;
        default:
          // Emphasis, strong, deleted: formatting.
          for (const child of node.children ?? []) walk(child);
      }
    };

    for (const node of nodes) walk(node);
    let next = 0;
    this.#normal.push(prefix + normalText(normal).replaceAll(OBJECT, () => objects[next++]!));
    if (prose.text.trim() !== "") this.#section.prose.push(prose);
  }

  #component(node: Node, list: Item[], normal: string[]): void {
    const { line } = node.position.start;
    if (node.name === "Term") {
      this.#term(node, textOf(node));
      return;
    }
    const signature = signatureOf(node, false);
    normal.push(signatureOf(node, true));
    if (node.name === "Fact") this.#section.facts.push({ text: signature, line });
    else list.push({ text: signature, line });
  }

  #term(node: Node, text: string): void {
    this.#section.terms.push({ id: propertyOf(node, "id"), text, line: node.position.start.line });
  }

  #sourceOf(node: Node): string {
    return this.#source.slice(node.position.start.offset, node.position.end.offset);
  }
}

/** `<Source file="a" mark={["b"]}>`, properties sorted; without the words that may differ. */
function signatureOf(node: Node, withWords: boolean): string {
  const attributes = (node.attributes ?? [])
    .map((attribute) => {
      if (attribute.type === "mdxJsxExpressionAttribute") return `{${squeeze(attribute.value)}}`;
      const { name, value } = attribute;
      if (value === null) return name;
      if (textProperties.has(name) && !withWords) return `${name}=…`;
      return typeof value === "string" ? `${name}=${JSON.stringify(value)}` : `${name}={${squeeze(value.value)}}`;
    })
    .toSorted();
  return `<${[node.name, ...attributes].join(" ")}>`;
}

function propertyOf(node: Node, name: string): string {
  const attribute = node.attributes?.find((each) => each.type === "mdxJsxAttribute" && each.name === name);
  const value = attribute?.value ?? "";
  return typeof value === "string" ? value : value.value;
}

function textOf(node: Node): string {
  return node.children ? node.children.map((child) => textOf(child)).join("") : (node.value ?? "");
}

/** An expression without the white space and the last commas that a formatter puts in. */
function squeeze(expression: string): string {
  return expression.replaceAll(
    /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)|\s+|,(?=\s*[\]}])/g,
    (_, text: string | undefined) => text ?? "",
  );
}

function isComment(expression: string): boolean {
  return /^\s*(\/\*[\s\S]*?\*\/\s*)*$/.test(expression);
}
