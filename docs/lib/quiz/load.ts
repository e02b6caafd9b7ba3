/** Reads quizzes/<id>: facts once, words per language. What is wrong is said with file, question and fix; nothing wrong gets onto a page. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { course as ours, type Course } from "./course.ts";
import {
  lessonPage,
  quizFile,
  readFacts,
  type BugOption,
  type Place,
  type QuestionFacts,
  type QuizFacts,
} from "./facts.ts";
import type { Key, KeyOption } from "./grade.ts";
import { Reader } from "./reader.ts";
import { pageFile, readPage } from "./sections.ts";
import { factsIn } from "./text.ts";

export interface Reasoned {
  id: string;
  text: string;
  why: string;
}

type Facts<Kind> = Extract<QuestionFacts, { kind: Kind }>;
type Words<Kind, Part, Rest> = Omit<Facts<Kind>, Part & string> & { prompt: string } & Rest;

/** A question with its words in one language. */
export type Question =
  | Words<"single", "options", { options: (KeyOption & Reasoned)[] }>
  | Words<"multiple", "options", { options: (KeyOption & Reasoned)[] }>
  | Words<"predict", "options", { options: (KeyOption & Reasoned)[] }>
  | Words<"bug", "options", { options: (BugOption & Omit<Reasoned, "text">)[] }>
  | Words<"order", "items", { items: Reasoned[] }>
  | Words<"match", "pairs", { pairs: { id: string; left: string; right: string; why: string }[] }>
  | Words<
      "numeric",
      "wrong",
      { right: string; wrong: (Facts<"numeric">["wrong"][number] & { why: string })[]; otherwise: string }
    >;

interface Misconception extends Place {
  text: string;
}

export interface Quiz {
  id: string;
  /** The lesson's page; a review has none. */
  page?: string;
  questions: Question[];
  /** All that its questions name, also those that other quizzes define. */
  misconceptions: Map<string, Misconception>;
}

/** Ids of all quizzes. */
export function quizIds(course: Course = ours): string[] {
  const folder = join(course.root, "quizzes");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

/** The quiz in the words of a language. Throws one error with everything that is wrong in its files. */
export function loadQuiz(id: string, language: string, course: Course = ours): Quiz {
  if (!quizIds(course).includes(id))
    throw new Error(`There is no ${quizFile(id)}: write it, or correct <Quiz id="${id}">`);
  const all = readAll(course);
  const { facts, reader } = all.get(id)!;
  const { quiz, problems } = readWords(course, all, facts, language);
  const found = [...reader.problems, ...misconceptionProblems(all, id), ...problems];
  if (found.length) throw new Error(found.join("\n"));
  return quiz;
}

/** What is wrong in the files of all quizzes, in every language; and which lessons have none. */
export function quizProblems(course: Course = ours): string[] {
  const all = readAll(course);
  const problems = [...all].flatMap(([id, { facts, reader }]) => [
    ...reader.problems,
    ...misconceptionProblems(all, id),
    ...course.languages.flatMap(({ code }) => readWords(course, all, facts, code).problems),
  ]);
  const { code } = course.languages[0]!;
  for (const { slug, hasReview } of course.modules)
    if (hasReview && readPage(course.root, code, `${slug}/review`)?.quizzes.includes(`review-${slug}`) !== true)
      problems.push(`${pageFile(code, `${slug}/review`)}: the page with <Quiz id="review-${slug}" /> is missing.`);
  for (const { slug } of course.modules.flatMap(({ lessons }) => lessons)) {
    const page = lessonPage(course, slug)!;
    if (!all.has(slug)) problems.push(`${quizFile(slug)}: the lesson ${page} has no quiz. Write 6 to 10 questions.`);
    else if (readPage(course.root, code, page)?.quizzes.includes(slug) === false)
      problems.push(
        `${pageFile(code, page)}: the page does not show its quiz. Put <Quiz id="${slug}" /> into the section check.`,
      );
  }
  return problems;
}

export function keyOf(question: Question): Key {
  switch (question.kind) {
    case "order":
      return { kind: "order", items: question.items.map(({ id }) => id) };
    case "match":
      return { kind: "match", pairs: question.pairs.map(({ id }) => id) };
    case "numeric": {
      const wrong = question.wrong.map(({ id, value, misconception }) => ({ id, value, misconception }));
      return { kind: "numeric", answer: question.answer, tolerance: question.tolerance, wrong };
    }
    default: {
      const options = question.options.map(({ id, correct, misconception }) => ({
        id,
        correct,
        ...(misconception ? { misconception } : {}),
      }));
      return { kind: question.kind, options };
    }
  }
}

type All = Map<string, ReturnType<typeof readFacts>>;

function readAll(course: Course): All {
  return new Map(quizIds(course).map((id) => [id, readFacts(course, id)]));
}

function misconceptionsOf(question: QuestionFacts): string[] {
  if (question.kind === "numeric") return question.wrong.map(({ misconception }) => misconception);
  return "options" in question ? question.options.flatMap(({ misconception }) => misconception ?? []) : [];
}

/** Those that only show when all quizzes are read: a belief defined twice, nowhere, or for nobody. */
function misconceptionProblems(all: All, id: string): string[] {
  const { facts } = all.get(id)!;
  const reader = new Reader(quizFile(id));
  const used = new Set([...all.values()].flatMap(({ facts }) => facts.questions.flatMap(misconceptionsOf)));
  for (const name of facts.misconceptions.keys()) {
    const at = `misconception "${name}"`;
    for (const { facts: other } of all.values())
      if (other.id !== id && other.misconceptions.has(name))
        reader.wrong(at, `also defined in ${quizFile(other.id)}`, "Define it in one quiz; any quiz may use it");
    if (!used.has(name)) reader.wrong(at, "no option of any quiz names it", "Remove it, or use it");
  }
  for (const question of facts.questions)
    for (const name of new Set(misconceptionsOf(question)))
      if (!definitionOf(all, name))
        reader.wrong(
          `question "${question.id}"`,
          `the misconception "${name}" is defined in no quiz`,
          'Define it under "misconceptions", or correct the id',
        );
  return reader.problems;
}

function definitionOf(all: All, name: string): QuizFacts | undefined {
  return [...all.values()].find(({ facts }) => facts.misconceptions.has(name))?.facts;
}

/** The words of a language put to the facts. With problems the quiz is incomplete and must not be shown. */
function readWords(course: Course, all: All, facts: QuizFacts, language: string): { quiz: Quiz; problems: string[] } {
  const reader = new Reader(`quizzes/${facts.id}/${language}.json`);
  const misconceptions = new Map<string, Misconception>();
  const quiz: Quiz = { id: facts.id, ...(facts.page ? { page: facts.page } : {}), questions: [], misconceptions };
  const defined = [...facts.misconceptions.keys()];
  const file = reader.object(
    reader.parse(course.root) ?? {},
    "",
    defined.length ? ["misconceptions", "questions"] : ["questions"],
    ["misconceptions"],
  );
  if (reader.problems.length || !file) return { quiz, problems: reader.problems.slice(0, 1) };

  /** A text of the file; its facts must exist. */
  const text = (value: unknown, place: string, what: string): string => {
    const words = reader.text(value, place, what) ?? "";
    for (const fact of factsIn(words))
      try {
        course.readFact(fact);
      } catch (error) {
        reader.wrong(place, (error as Error).message, "Correct the id, or add the fact");
      }
    return words;
  };
  const texts = <Name extends string>(value: unknown, place: string, ...names: Name[]): Record<Name, string> => {
    const fields = reader.object(value, place, names) ?? {};
    return Object.fromEntries(
      names.map((name) => [name, name in fields ? text(fields[name], place, name) : ""]),
    ) as Record<Name, string>;
  };

  const beliefs = reader.keys(file["misconceptions"] ?? {}, "misconceptions", defined);
  for (const name of defined) {
    const words = beliefs && name in beliefs ? text(beliefs[name], `misconception "${name}"`, "the text") : "";
    misconceptions.set(name, { ...facts.misconceptions.get(name)!, text: words });
  }
  const questions =
    reader.keys(
      file["questions"],
      "questions",
      facts.questions.map(({ id }) => id),
    ) ?? {};
  for (const question of facts.questions) {
    if (!Object.hasOwn(questions, question.id)) continue;
    const at = `question "${question.id}"`;
    const part = PARTS[question.kind];
    const fields = reader.object(questions[question.id], at, ["prompt", ...part]);
    if (!fields) continue;
    const prompt = text(fields["prompt"], at, "prompt");
    const each = <Item extends { id: string }, Name extends string>(
      items: Item[],
      member: string,
      ...names: Name[]
    ) => {
      const words =
        reader.keys(
          fields[member],
          `${at}, ${member}`,
          items.map(({ id }) => id),
        ) ?? {};
      const all = items.map((item) => ({
        ...item,
        ...(Object.hasOwn(words, item.id)
          ? texts(words[item.id], `${at}, ${member}, "${item.id}"`, ...names)
          : ({} as Record<Name, string>)),
      }));
      // Two that read the same cannot be told apart: one of them would be marked wrong.
      for (const name of names.filter((name) => name !== "why")) {
        const shown = all.map((item) => (item as Record<string, string>)[name] ?? "").filter(Boolean);
        reader.distinct(shown, `${at}, ${member}`, `the same ${name}`, "Make them differ");
      }
      return all;
    };
    switch (question.kind) {
      case "order": {
        const items = each(
          question.items.map((id) => ({ id })),
          "items",
          "text",
          "why",
        );
        quiz.questions.push({ ...question, prompt, items });
        break;
      }
      case "match": {
        const pairs = each(
          question.pairs.map((id) => ({ id })),
          "pairs",
          "left",
          "right",
          "why",
        );
        quiz.questions.push({ ...question, prompt, pairs });
        break;
      }
      case "bug":
        quiz.questions.push({ ...question, prompt, options: each(question.options, "options", "why") });
        break;
      case "numeric": {
        const right = text(fields["right"], at, "right");
        const otherwise = text(fields["otherwise"], at, "otherwise");
        const reasons =
          reader.keys(
            fields["wrong"],
            `${at}, wrong`,
            question.wrong.map(({ id }) => id),
          ) ?? {};
        const wrong = question.wrong.map((number) => ({
          ...number,
          why: number.id in reasons ? text(reasons[number.id], `${at}, wrong`, number.id) : "",
        }));
        quiz.questions.push({ ...question, prompt, right, wrong, otherwise });
        break;
      }
      case "predict":
        quiz.questions.push({ ...question, prompt, options: each(question.options, "options", "text", "why") });
        break;
      default:
        quiz.questions.push({ ...question, prompt, options: each(question.options, "options", "text", "why") });
    }
  }
  for (const name of new Set(facts.questions.flatMap(misconceptionsOf)))
    if (!misconceptions.has(name)) {
      const definer = definitionOf(all, name);
      const belief = definer && readBelief(course, definer.id, language, name);
      if (belief) misconceptions.set(name, { ...definer.misconceptions.get(name)!, text: belief });
      else if (definer)
        reader.wrong(
          `misconception "${name}"`,
          `quizzes/${definer.id}/${language}.json has no text for it`,
          "Write it there",
        );
    }
  return { quiz, problems: reader.problems };
}

const PARTS: Record<QuestionFacts["kind"], string[]> = {
  single: ["options"],
  multiple: ["options"],
  predict: ["options"],
  bug: ["options"],
  order: ["items"],
  match: ["pairs"],
  numeric: ["right", "wrong", "otherwise"],
};

function readBelief(course: Course, quiz: string, language: string, name: string): string | undefined {
  const file = new Reader(`quizzes/${quiz}/${language}.json`).parse(course.root) as
    { misconceptions?: Record<string, unknown> } | undefined;
  const text = file?.misconceptions?.[name];
  return typeof text === "string" ? text : undefined;
}
