/** Two records become one, item by item: the proposal never depends on which of them is the file. */
import {
  canonical,
  same,
  TARGETS,
  type Answer,
  type LabRun,
  type LessonRecord,
  type Memory,
  type ProgressRecord,
  type QuestionRecord,
  type Target,
  type Time,
} from "./record.ts";

interface Sides<T> {
  /** For `choices` of `merge`. */
  key: string;
  /** Absent: only the file has it. */
  here?: T;
  there: T;
  proposal: T;
}

export type Difference =
  | ({ kind: "lesson"; lesson: string } & Sides<LessonRecord>)
  | ({ kind: "question"; quiz: string; question: string } & Sides<QuestionRecord>)
  | ({ kind: "recall"; quiz: string; question: string } & Sides<Memory>)
  | ({ kind: "term"; term: string } & Sides<Memory>)
  | ({ kind: "lab"; lab: string; target: Target } & Sides<LabRun>);

export type Choice = "here" | "there" | "proposal";

/** What the file holds and this record does not, or holds otherwise. What only this record holds stays and is not listed. */
export function diff(current: ProgressRecord, incoming: ProgressRecord): Difference[] {
  const differences: Difference[] = [];
  for (const [lesson, there] of sorted(incoming.lessons)) {
    const sides = compare(`lesson/${lesson}`, current.lessons[lesson], there, mergeLesson);
    if (sides) differences.push({ kind: "lesson", lesson, ...sides });
  }
  for (const [quiz, { questions }] of sorted(incoming.quizzes))
    for (const [question, there] of sorted(questions)) {
      const here = current.quizzes[quiz]?.questions[question];
      const sides = compare(`question/${quiz}/${question}`, here, there, mergeQuestion);
      if (sides) differences.push({ kind: "question", quiz, question, ...sides });
    }
  for (const [quiz, questions] of sorted(incoming.review.questions))
    for (const [question, there] of sorted(questions)) {
      const here = current.review.questions[quiz]?.[question];
      const sides = compare(`recall/${quiz}/${question}`, here, there, later);
      if (sides) differences.push({ kind: "recall", quiz, question, ...sides });
    }
  for (const [term, there] of sorted(incoming.review.terms)) {
    const sides = compare(`term/${term}`, current.review.terms[term], there, later);
    if (sides) differences.push({ kind: "term", term, ...sides });
  }
  for (const [lab, runs] of sorted(incoming.labs))
    for (const target of TARGETS) {
      const there = runs[target];
      const sides = there && compare(`lab/${lab}/${target}`, current.labs[lab]?.[target], there, mergeRun);
      if (sides) differences.push({ kind: "lab", lab, target, ...sides });
    }
  return differences;
}

/** The record after an import. An item without a choice becomes its proposal. */
export function merge(
  current: ProgressRecord,
  incoming: ProgressRecord,
  choices: Readonly<Record<string, Choice>> = {},
): ProgressRecord {
  const result = structuredClone(current);
  for (const difference of diff(current, incoming)) {
    const choice = choices[difference.key] ?? "proposal";
    if (choice === "here") continue;
    if (difference.kind === "lesson") result.lessons[difference.lesson] = difference[choice];
    else if (difference.kind === "question")
      (result.quizzes[difference.quiz] ??= { questions: {} }).questions[difference.question] = difference[choice];
    else if (difference.kind === "recall")
      (result.review.questions[difference.quiz] ??= {})[difference.question] = difference[choice];
    else if (difference.kind === "term") result.review.terms[difference.term] = difference[choice];
    else (result.labs[difference.lab] ??= {})[difference.target] = difference[choice];
  }
  for (const quiz of Object.keys(incoming.quizzes)) result.quizzes[quiz] ??= { questions: {} };
  for (const quiz of Object.keys(incoming.review.questions)) result.review.questions[quiz] ??= {};
  for (const lab of Object.keys(incoming.labs)) result.labs[lab] ??= {};
  const last = either(current.last, incoming.last, later);
  if (last) result.last = last;
  const since = either(current.kept.since, incoming.kept.since, (a, b) => (a < b ? a : b));
  const exported = either(current.kept.exported, incoming.kept.exported, (a, b) => (a > b ? a : b));
  result.kept = { ...(since ? { since } : {}), ...(exported ? { exported } : {}) };
  return result;
}

function compare<T>(key: string, here: T | undefined, there: T, mergeBoth: (a: T, b: T) => T): Sides<T> | undefined {
  if (here === undefined) return { key, there, proposal: there };
  return same(here, there) ? undefined : { key, here, there, proposal: mergeBoth(here, there) };
}

function mergeLesson(a: LessonRecord, b: LessonRecord): LessonRecord {
  const newer = later(
    { at: a.lastAt, ...(a.section ? { section: a.section } : {}) },
    { at: b.lastAt, ...(b.section ? { section: b.section } : {}) },
  );
  const sections: Record<string, Time> = { ...a.sections };
  for (const [id, at] of Object.entries(b.sections))
    sections[id] = either(sections[id], at, (x, y) => (x > y ? x : y))!;
  const done = either(a.done, b.done, earlier);
  return {
    firstAt: a.firstAt < b.firstAt ? a.firstAt : b.firstAt,
    lastAt: newer.at,
    ...(newer.section ? { section: newer.section } : {}),
    sections,
    ...(done ? { done } : {}),
  };
}

function mergeQuestion(a: QuestionRecord, b: QuestionRecord): QuestionRecord {
  const first: Answer = earlier(a.first, b.first);
  const last: Answer = later(a.last, b.last);
  return { first, last, attempts: Math.max(a.attempts, b.attempts, same(first, last) ? 1 : 2) };
}

/** The newer run, with the latest pass of both. */
export function mergeRun(a: LabRun, b: LabRun): LabRun {
  const { passed: passedA, ...runA } = a;
  const { passed: passedB, ...runB } = b;
  const passed = either(passedA, passedB, later);
  return { ...later(runA, runB), ...(passed ? { passed } : {}) };
}

function either<T>(a: T | undefined, b: T | undefined, choose: (a: T, b: T) => T): T | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : choose(a, b);
}

/** At the same time any order will do, as long as it is the same from both sides. */
function later<T extends { at: Time }>(a: T, b: T): T {
  if (a.at !== b.at) return a.at > b.at ? a : b;
  return canonical(a) >= canonical(b) ? a : b;
}

function earlier<T extends { at: Time }>(a: T, b: T): T {
  if (a.at !== b.at) return a.at < b.at ? a : b;
  return canonical(a) <= canonical(b) ? a : b;
}

function sorted<T>(map: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
}
