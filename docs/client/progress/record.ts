/** The learner's record: one for all languages, kept under ids that never change. What happens to it without a browser; keeping it is the store's task. */
import {
  boolOf,
  fields,
  idOf,
  isObject,
  mapOf,
  numberOf,
  oneOf,
  parsed,
  parseJson,
  Refused,
  timeOf,
  versionOf,
  wholeNumber,
  type Fields,
  type Parsed,
} from "./refusal.ts";

/** What `toISOString` writes; such texts sort by time. */
export type Time = string;

export const TARGETS = ["sandbox", "aws"] as const;
export type Target = (typeof TARGETS)[number];

export const VERDICTS = ["pass", "fail", "error", "skip"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** How sure the reader said to be before the answer was shown. */
export const CONFIDENCES = ["guess", "unsure", "sure"] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export interface Done {
  at: Time;
  by: "quiz" | "reader";
}

export interface LessonRecord {
  firstAt: Time;
  lastAt: Time;
  /** The section read last. */
  section?: string;
  /** Sections read, each with the last time. */
  sections: Record<string, Time>;
  done?: Done;
}

export interface Answer {
  at: Time;
  correct: boolean;
  confidence: Confidence;
  /** Which wrong belief the answer shows. */
  misconception?: string;
}

/** Right and certain: nothing to review. */
export function isKnown({ correct, confidence }: Answer): boolean {
  return correct && confidence === "sure";
}

export interface QuestionRecord {
  first: Answer;
  last: Answer;
  attempts: number;
}

export interface QuizRecord {
  questions: Record<string, QuestionRecord>;
}

export interface Points {
  reached: number;
  possible: number;
}

/** A run in which every check passed. */
interface Passed {
  at: Time;
  labVersion: string;
  slab: string;
  points: Points;
}

/** The last run against one target. */
export interface LabRun {
  at: Time;
  labVersion: string;
  slab: string;
  points: Points;
  checks: Record<string, { verdict: Verdict; at: Time }>;
  /** The latest run that passed; a later failure does not take it away. */
  passed?: Passed;
}

export type LabRecord = { [T in Target]?: LabRun };

/** What is known of how well an item is remembered, since it was reviewed for the first time. */
export interface Memory {
  /** The last answer that counted. */
  at: Time;
  due: Time;
  /** Days until the chance to recall the item has fallen to 90 %. */
  stability: number;
  /** From 1, easy, to 10. */
  difficulty: number;
  /** Which wrong belief that answer showed. */
  misconception?: string;
}

interface ReviewRecord {
  /** By quiz, then by question. */
  questions: Record<string, Record<string, Memory>>;
  terms: Record<string, Memory>;
}

export interface ProgressRecord {
  version: typeof VERSION;
  lessons: Record<string, LessonRecord>;
  quizzes: Record<string, QuizRecord>;
  labs: Record<string, LabRecord>;
  review: ReviewRecord;
  /** Where the reader was last. */
  last?: { lesson: string; section?: string; at: Time };
  /** How the record itself was looked after. */
  kept: { since?: Time; exported?: Time };
}

export const VERSION = 2;

export function emptyRecord(): ProgressRecord {
  return { version: VERSION, lessons: {}, quizzes: {}, labs: {}, review: { questions: {}, terms: {} }, kept: {} };
}

export function isEmpty({ lessons, quizzes, labs, review }: ProgressRecord): boolean {
  return [lessons, quizzes, labs, review.questions, review.terms].every((part) => Object.keys(part).length === 0);
}

/** Far above what the course has. */
const MOST = {
  lessons: 400,
  sections: 80,
  quizzes: 400,
  questions: 80,
  allQuestions: 5000,
  labs: 200,
  checks: 100,
  terms: 2000,
};

/** From each older version to the next. Version 0 was never published: it is version 1 without `kept`. Version 1 knew no review. */
const migrations: Readonly<Record<number, (older: Fields) => Fields>> = {
  0: (older) => ({ ...older, version: 1, kept: {} }),
  1: (older) => ({ ...older, version: 2, review: { questions: {}, terms: {} } }),
};

/** Reads an exported or stored record. Strict: what is not a record of ours in every detail is refused whole. */
export function parseRecord(text: string): Parsed<{ record: ProgressRecord }> {
  return parsed(() => ({ record: readRecord(migrate(parseJson(text))) }));
}

function migrate(value: unknown): Fields {
  if (!isObject(value)) throw new Refused({ code: "not-a-record" });
  if (Array.isArray(value["tests"]) && "slab" in value) throw new Refused({ code: "is-results" });
  let record: Fields = value;
  for (;;) {
    const version = record["version"];
    if (typeof version !== "number" || !Number.isSafeInteger(version) || version < 0)
      throw new Refused({ code: "not-a-record" });
    if (version > VERSION) throw new Refused({ code: "newer", version });
    const next = migrations[version];
    if (!next) return record;
    record = next(record);
  }
}

function readRecord(value: Fields): ProgressRecord {
  const record = fields(value, "", ["version", "lessons", "quizzes", "labs", "review", "kept"], ["last"]);
  const quizzes = mapOf(record["quizzes"], "quizzes", MOST.quizzes, readQuiz);
  limitAll(
    Object.values(quizzes).map((quiz) => quiz.questions),
    "quizzes",
  );
  return {
    version: VERSION,
    lessons: mapOf(record["lessons"], "lessons", MOST.lessons, readLesson),
    quizzes,
    labs: mapOf(record["labs"], "labs", MOST.labs, readLab),
    review: readReview(record["review"], "review"),
    ...optional("last", record, readLast),
    kept: readKept(record["kept"]),
  };
}

function readLesson(value: unknown, at: string): LessonRecord {
  const lesson = fields(value, at, ["firstAt", "lastAt", "sections"], ["section", "done"]);
  return {
    firstAt: timeOf(lesson["firstAt"], `${at}.firstAt`),
    lastAt: timeOf(lesson["lastAt"], `${at}.lastAt`),
    ...optional("section", lesson, idOf, at),
    sections: mapOf(lesson["sections"], `${at}.sections`, MOST.sections, timeOf),
    ...optional("done", lesson, readDone, at),
  };
}

function readDone(value: unknown, at: string): Done {
  const done = fields(value, at, ["at", "by"]);
  return { at: timeOf(done["at"], `${at}.at`), by: oneOf(done["by"], `${at}.by`, ["quiz", "reader"]) };
}

function readQuiz(value: unknown, at: string): QuizRecord {
  const quiz = fields(value, at, ["questions"]);
  return { questions: mapOf(quiz["questions"], `${at}.questions`, MOST.questions, readQuestion) };
}

function readQuestion(value: unknown, at: string): QuestionRecord {
  const question = fields(value, at, ["first", "last", "attempts"]);
  const first = readAnswer(question["first"], `${at}.first`);
  const last = readAnswer(question["last"], `${at}.last`);
  const attempts = wholeNumber(question["attempts"], `${at}.attempts`, same(first, last) ? 1 : 2, 100_000);
  return { first, last, attempts };
}

function readAnswer(value: unknown, at: string): Answer {
  const answer = fields(value, at, ["at", "correct", "confidence"], ["misconception"]);
  return {
    at: timeOf(answer["at"], `${at}.at`),
    correct: boolOf(answer["correct"], `${at}.correct`),
    confidence: oneOf(answer["confidence"], `${at}.confidence`, CONFIDENCES),
    ...optional("misconception", answer, idOf, at),
  };
}

function readLab(value: unknown, at: string): LabRecord {
  const lab = fields(value, at, [], TARGETS);
  return { ...optional("sandbox", lab, readRun, at), ...optional("aws", lab, readRun, at) };
}

function readRun(value: unknown, at: string): LabRun {
  const run = fields(value, at, ["at", "labVersion", "slab", "points", "checks"], ["passed"]);
  return {
    ...readPassed({ at: run["at"], labVersion: run["labVersion"], slab: run["slab"], points: run["points"] }, at),
    checks: mapOf(run["checks"], `${at}.checks`, MOST.checks, readCheck),
    ...optional("passed", run, readPassed, at),
  };
}

function readPassed(value: unknown, at: string): Passed {
  const run = fields(value, at, ["at", "labVersion", "slab", "points"]);
  return {
    at: timeOf(run["at"], `${at}.at`),
    labVersion: versionOf(run["labVersion"], `${at}.labVersion`),
    slab: versionOf(run["slab"], `${at}.slab`),
    points: readPoints(run["points"], `${at}.points`),
  };
}

export function readPoints(value: unknown, at: string): Points {
  const points = fields(value, at, ["reached", "possible"]);
  const possible = wholeNumber(points["possible"], `${at}.possible`, 0, 10_000);
  return { reached: wholeNumber(points["reached"], `${at}.reached`, 0, possible), possible };
}

function readCheck(value: unknown, at: string): { verdict: Verdict; at: Time } {
  const check = fields(value, at, ["verdict", "at"]);
  return { verdict: oneOf(check["verdict"], `${at}.verdict`, VERDICTS), at: timeOf(check["at"], `${at}.at`) };
}

function readReview(value: unknown, at: string): ReviewRecord {
  const review = fields(value, at, ["questions", "terms"]);
  const questions = mapOf(review["questions"], `${at}.questions`, MOST.quizzes, (quiz, place) =>
    mapOf(quiz, place, MOST.questions, readMemory),
  );
  limitAll(Object.values(questions), `${at}.questions`);
  return { questions, terms: mapOf(review["terms"], `${at}.terms`, MOST.terms, readMemory) };
}

/** Within what the scheduler can go on from: it throws at anything else. */
function readMemory(value: unknown, at: string): Memory {
  const memory = fields(value, at, ["at", "due", "stability", "difficulty"], ["misconception"]);
  const last = timeOf(memory["at"], `${at}.at`);
  const due = timeOf(memory["due"], `${at}.due`);
  if (due < last) throw new Refused({ code: "time", at: `${at}.due` });
  return {
    at: last,
    due,
    stability: numberOf(memory["stability"], `${at}.stability`, 0.001, 36_500),
    difficulty: numberOf(memory["difficulty"], `${at}.difficulty`, 1, 10),
    ...optional("misconception", memory, idOf, at),
  };
}

function limitAll(quizzes: Record<string, unknown>[], at: string): void {
  const questions = quizzes.reduce((sum, quiz) => sum + Object.keys(quiz).length, 0);
  if (questions > MOST.allQuestions) throw new Refused({ code: "too-many", at, limit: MOST.allQuestions });
}

function readLast(value: unknown, at: string): NonNullable<ProgressRecord["last"]> {
  const last = fields(value, at, ["lesson", "at"], ["section"]);
  return {
    lesson: idOf(last["lesson"], `${at}.lesson`),
    ...optional("section", last, idOf, at),
    at: timeOf(last["at"], `${at}.at`),
  };
}

function readKept(value: unknown): ProgressRecord["kept"] {
  const kept = fields(value, "kept", [], ["since", "exported"]);
  return { ...optional("since", kept, timeOf, "kept"), ...optional("exported", kept, timeOf, "kept") };
}

/** A member that may be absent: under the same name, or nothing. */
function optional<K extends string, T>(
  key: K,
  from: Fields,
  read: (value: unknown, at: string) => T,
  at = "",
): { [P in K]?: T } {
  if (!Object.hasOwn(from, key)) return {};
  return { [key]: read(from[key], at === "" ? key : `${at}.${key}`) } as { [P in K]?: T };
}

/** The same text for equal values, whatever the order of members. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

export function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}
