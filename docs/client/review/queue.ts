/** What is to be reviewed, from the record and the course as it is today. Pure: the same in the browser and in tests. */
import type { Memory, ProgressRecord, QuestionRecord, Time } from "../progress/record.ts";
import type { ReviewCourse } from "./course.ts";
import { countingOf, DAY, isDue, memoryOf } from "./schedule.ts";

export type Item = { kind: "question"; quiz: string; question: string } | { kind: "term"; term: string };

/** Why something is asked. `belief`: an answer in the quiz `from` showed a wrong belief that this question tests in another setting. */
type Why =
  | { kind: "missed" | "unsure" | "again" }
  | { kind: "met"; lesson: string }
  | { kind: "belief"; misconception: string; from: string };

export interface Entry {
  item: Item;
  due: Time;
  why: Why;
  /** Of its last review. */
  memory?: Memory;
}

export interface Queue {
  /** Today's: the oldest first, and a belief in another setting before the question that showed it. */
  due: Entry[];
  /** What comes later, the next first. */
  later: Entry[];
  /** Reviewed once, but no longer in the course. */
  unknown: number;
}

/** A prompt of a text takes 6 seconds in the median (Orbit); ours are longer to read, and the reasons follow. */
const SECONDS = { question: 45, term: 12 };
const SITTING_SECONDS = 600;

export function queueOf(record: ProgressRecord, course: ReviewCourse, now: Date): Queue {
  const { entries: questions, unknown } = questionsOf(record, course);
  const beliefs = beliefsOf(record, course, questions);
  const terms = termsOf(record, course);
  const all = [...beliefs, ...questions, ...terms].sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
  const isToday = ({ due, memory }: Entry): boolean => isDue({ due, ...(memory ? { at: memory.at } : {}) }, now);
  const due = all.filter(isToday);
  const isBelief = ({ why }: Entry): boolean => why.kind === "belief";
  return {
    due: [...due.filter(isBelief), ...due.filter((entry) => !isBelief(entry))],
    later: all.filter((entry) => !isToday(entry)),
    unknown: unknown + Object.keys(record.review.terms).filter((term) => !course.glossary.includes(term)).length,
  };
}

/** The entries of one sitting of about ten minutes. */
export function sittingOf(due: readonly Entry[]): Entry[] {
  let seconds = 0;
  return due.filter(({ item }, index) => (seconds += SECONDS[item.kind]) <= SITTING_SECONDS || index === 0);
}

/** Whole minutes, at least one. */
export function minutesOf(entries: readonly Entry[]): number {
  return Math.max(1, Math.round(entries.reduce((sum, { item }) => sum + SECONDS[item.kind], 0) / 60));
}

export function keyOf(item: Item): string {
  return item.kind === "term" ? `term/${item.term}` : `${item.quiz}/${item.question}`;
}

/** Missed or unsure, in a quiz or in a review. */
function questionsOf(record: ProgressRecord, course: ReviewCourse): { entries: Entry[]; unknown: number } {
  const entries: Entry[] = [];
  let unknown = 0;
  const quizzes = new Set([...Object.keys(record.quizzes), ...Object.keys(record.review.questions)]);
  for (const quiz of quizzes) {
    const answers = record.quizzes[quiz]?.questions ?? {};
    const kept = record.review.questions[quiz] ?? {};
    for (const question of new Set([...Object.keys(answers), ...Object.keys(kept)])) {
      const memory = memoryIn(answers[question], kept[question]);
      if (!memory) continue;
      if (!isIn(course, quiz, question)) unknown++;
      else
        entries.push({
          item: { kind: "question", quiz, question },
          due: memory.due,
          why: whyOf(answers[question], kept[question]),
          memory,
        });
    }
  }
  return { entries, unknown };
}

function memoryIn(answers: QuestionRecord | undefined, kept: Memory | undefined): Memory | undefined {
  return answers ? memoryOf(answers, kept) : kept;
}

function whyOf(answers: QuestionRecord | undefined, kept: Memory | undefined): Why {
  if (kept) return { kind: kept.misconception ? "missed" : "again" };
  const answer = answers && countingOf(answers).at(-1)!;
  if (answer?.correct === false) return { kind: "missed" };
  return { kind: answer?.confidence === "sure" ? "again" : "unsure" };
}

/** For each wrong belief that the last answer to a question showed: another question that tests it, unless that was answered rightly since. */
function beliefsOf(record: ProgressRecord, course: ReviewCourse, questions: readonly Entry[]): Entry[] {
  const asked = new Set(questions.map(({ item }) => keyOf(item)));
  const entries: Entry[] = [];
  for (const { item, due, memory } of questions) {
    if (item.kind !== "question" || !memory?.misconception) continue;
    const { misconception, at } = memory;
    const others = (course.beliefs[misconception] ?? [])
      .filter((key) => key !== keyOf(item))
      .map((key) => {
        const [quiz, question] = key.split("/") as [string, string];
        return { key, quiz, question, last: record.quizzes[quiz]?.questions[question]?.last };
      });
    // One that is asked anyway is enough, and so is one that was right after it.
    if (others.some(({ key, last }) => asked.has(key) || (last?.correct && last.at > at))) continue;
    // A lesson that the reader has not opened would be examined before it is taught.
    const [other] = others
      .filter(({ quiz }) => Object.hasOwn(record.lessons, quiz) || Object.hasOwn(record.quizzes, quiz))
      .sort((a, b) => ((a.last?.at ?? "") < (b.last?.at ?? "") ? -1 : 1));
    if (!other) continue;
    asked.add(other.key);
    entries.push({
      item: { kind: "question", quiz: other.quiz, question: other.question },
      due,
      why: { kind: "belief", misconception, from: item.quiz },
    });
  }
  return entries;
}

/** Marked in a lesson that is done, from the day after; and those reviewed before. */
function termsOf(record: ProgressRecord, course: ReviewCourse): Entry[] {
  const entries = new Map<string, Entry>();
  for (const [term, memory] of Object.entries(record.review.terms))
    if (course.glossary.includes(term))
      entries.set(term, { item: { kind: "term", term }, due: memory.due, why: { kind: "again" }, memory });
  for (const [lesson, terms] of Object.entries(course.terms)) {
    const done = record.lessons[lesson]?.done;
    if (!done) continue;
    const due = new Date(Date.parse(done.at) + DAY).toISOString();
    for (const term of terms) {
      const known = entries.get(term);
      if (known?.memory || (known && known.due <= due)) continue;
      entries.set(term, { item: { kind: "term", term }, due, why: { kind: "met", lesson } });
    }
  }
  return [...entries.values()];
}

function isIn(course: ReviewCourse, quiz: string, question: string): boolean {
  return Object.hasOwn(course.quizzes, quiz) && course.quizzes[quiz]!.questions.includes(question);
}
