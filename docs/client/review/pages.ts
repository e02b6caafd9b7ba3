/** The review asks with the course's own pages: the questions as they stand in the lessons, the definitions as they stand in the glossary. So nothing exists twice, and a language kept for offline reading is enough. */
import type { QuizData } from "../quiz.ts";
import { dataOf, Words } from "../progress/words.ts";

/** A page of the course could not be loaded: no network, and not kept. */
export class NotLoaded extends Error {}

const pages = new Map<string, Promise<Document>>();

function pageAt(href: string): Promise<Document> {
  const loading = pages.get(href) ?? load(href);
  pages.set(href, loading);
  // Tried again when it is asked for again.
  loading.catch(() => pages.delete(href));
  return loading;
}

/** Loads a page that will be needed soon. What fails is tried again when it is. */
export function prepare(href: string): void {
  pageAt(href).catch(() => undefined);
}

async function load(href: string): Promise<Document> {
  try {
    const response = await fetch(href);
    if (!response.ok) throw new Error(`${response.status}`);
    return new DOMParser().parseFromString(await response.text(), "text/html");
  } catch (error) {
    throw new NotLoaded(href, { cause: error });
  }
}

export interface QuestionParts {
  root: HTMLElement;
  data: QuizData["questions"][number];
  words: Words;
}

/** Undefined: the page no longer asks it. */
export async function questionOf(href: string, quiz: string, question: string): Promise<QuestionParts | undefined> {
  const page = await pageAt(href);
  for (const element of page.querySelectorAll("course-quiz")) {
    const all = dataOf<QuizData>(element, "quiz");
    const data = all.questions.find(({ id }) => id === question);
    const found = element.querySelector<HTMLElement>(`[data-question="${question}"]`);
    if (all.quiz !== quiz || !data || !found) continue;
    const root = document.importNode(found, true);
    // Links within its own page.
    for (const link of root.querySelectorAll<HTMLAnchorElement>('a[href^="#"]'))
      link.setAttribute("href", href + link.getAttribute("href")!);
    return { root, data, words: new Words(dataOf(element, "words"), document.documentElement.lang) };
  }
  return undefined;
}

export interface TermParts {
  name: string;
  definition: Node[];
  /** What it is called in the other languages. */
  others: Node[];
}

/** Undefined: the glossary no longer has it. */
export async function termOf(href: string, term: string): Promise<TermParts | undefined> {
  const page = await pageAt(href);
  const entry = page.getElementById(term);
  const definition = entry?.querySelector("dd > p:first-child");
  if (!entry || !definition) return undefined;
  return {
    name: entry.querySelector("dt")!.textContent.trim(),
    definition: copies(definition.childNodes),
    others: copies(entry.querySelectorAll(".others > span")),
  };
}

function copies(nodes: Iterable<Node>): Node[] {
  return [...nodes].map((node) => document.importNode(node, true));
}
