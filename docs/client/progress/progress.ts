/** Keeps the learner's record in a browser's storage: one for all languages, followed across tabs. Where it cannot be kept, the course goes on and `trouble` says why. */
import { merge } from "./merge.ts";
import {
  emptyRecord,
  parseRecord,
  type Confidence,
  type Done,
  type LabRecord,
  type LessonRecord,
  type Memory,
  type ProgressRecord,
  type QuizRecord,
} from "./record.ts";
import { isId } from "./refusal.ts";
import { runOf, type Results } from "./results.ts";

export const KEY = "course.progress";
/** A record that could not be read is moved here (and to this with a time behind it, when the place is taken). */
export const BROKEN_KEY = "course.progress.broken";
const ASKED_KEY = "course.progress.asked";

/** Why the record is not kept, or was not found: `progress.trouble.<trouble>`. */
export type Trouble = "forbidden" | "full" | "broken" | "broken-in-place" | "newer";

/** What the browser gives; the unit tests give their own. */
export interface Surroundings {
  /** May throw: some browsers forbid it on every access. */
  storage(): Storage;
  now(): Date;
  /** Asks the browser not to evict what is stored. */
  persist(): void;
  /** Calls back when another tab may have changed the record. */
  onOutsideChange(callback: () => void): void;
}

export interface AnswerGiven {
  quiz: string;
  question: string;
  correct: boolean;
  confidence: Confidence;
  misconception?: string;
  /** Of an answer in a review: when the question comes back. */
  memory?: Memory;
  /** Ids of all questions of the quiz: with the last of them answered, its lesson is done. */
  of: readonly string[];
}

export class Progress {
  readonly #surroundings: Surroundings;
  readonly #listeners = new Set<() => void>();
  #record = emptyRecord();
  /** The stored text that `#record` was read from or written as; undefined before the first look. */
  #seen: string | null | undefined;
  /** The last write failed: memory holds more than the storage. */
  #unsaved = false;
  #trouble: Trouble | undefined;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    surroundings.onOutsideChange(() => {
      if (this.#look()) this.#tell();
    });
  }

  /** The whole record, as it is now; never changed in place. */
  record(): ProgressRecord {
    this.#look();
    return this.#record;
  }

  lesson(slug: string): LessonRecord | undefined {
    return own(this.record().lessons, slug);
  }

  quiz(id: string): QuizRecord | undefined {
    return own(this.record().quizzes, id);
  }

  lab(id: string): LabRecord | undefined {
    return own(this.record().labs, id);
  }

  /** Where the reader was last. */
  resume(): ProgressRecord["last"] {
    return this.record().last;
  }

  /** Why progress is not kept, if it is not. */
  trouble(): Trouble | undefined {
    this.#look();
    return this.#trouble;
  }

  /** Calls back after every change, also of another tab, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The reader is in this lesson, at this section. */
  visit(slug: string, section?: string): void {
    checkNames(slug, section);
    this.#change((record, at) => {
      const lesson = lessonIn(record, slug, at);
      lesson.lastAt = at;
      record.last = { lesson: slug, at };
      if (section === undefined) return;
      lesson.section = section;
      lesson.sections[section] = at;
      record.last.section = section;
    });
  }

  markDone(slug: string, by: Done["by"]): void {
    checkNames(slug);
    this.#change((record, at) => {
      lessonIn(record, slug, at).done ??= { at, by };
    });
    this.#askToPersist();
  }

  unmark(slug: string): void {
    this.#change((record) => {
      delete own(record.lessons, slug)?.done;
    });
  }

  recordAnswer({ quiz, question, correct, confidence, misconception, memory, of }: AnswerGiven): void {
    checkNames(quiz, question, misconception);
    this.#change((record, at) => {
      const { questions } = entry<QuizRecord>(record.quizzes, quiz, () => ({ questions: {} }));
      const answer = { at, correct, confidence, ...(misconception === undefined ? {} : { misconception }) };
      const before = own(questions, question);
      questions[question] = {
        first: before?.first ?? answer,
        last: answer,
        attempts: (before?.attempts ?? 0) + 1,
      };
      if (memory) entry<Record<string, Memory>>(record.review.questions, quiz, () => ({}))[question] = memory;
      // A review belongs to a module, not to a lesson.
      if (!quiz.startsWith("review-") && of.every((id) => Object.hasOwn(questions, id)))
        lessonIn(record, quiz, at).done ??= { at, by: "quiz" };
    });
    this.#askToPersist();
  }

  /** A term was reviewed. */
  recordTerm(term: string, memory: Memory): void {
    checkNames(term);
    this.#change((record) => {
      record.review.terms[term] = memory;
    });
    this.#askToPersist();
  }

  /** Keeps the run of a results file; "older" when a newer run against the same target was already kept. */
  labRun(results: Results): "kept" | "older" {
    const before = this.lab(results.lab)?.[results.target];
    this.#change((record) => {
      entry<LabRecord>(record.labs, results.lab, () => ({}))[results.target] = runOf(results, before);
    });
    this.#askToPersist();
    return before && before.at > results.at ? "older" : "kept";
  }

  /** The record as a file, which then knows when it was exported. */
  export(): string {
    this.#change((record, at) => {
      record.kept.exported = at;
    });
    return `${JSON.stringify(this.#record, null, 2)}\n`;
  }

  /** Puts another record in the place of this one: the result of an import. */
  replace(record: ProgressRecord): void {
    this.#change(() => record);
    this.#askToPersist();
  }

  /** Forgets everything, also what was set aside. */
  clear(): void {
    this.#record = emptyRecord();
    this.#unsaved = false;
    this.#trouble = undefined;
    try {
      const storage = this.#surroundings.storage();
      for (const key of keysOf(storage)) if (key === KEY || key.startsWith(`${KEY}.`)) storage.removeItem(key);
      this.#seen = null;
    } catch {
      this.#trouble = "forbidden";
    }
    this.#tell();
  }

  /** Records that could not be read and were set aside. */
  broken(): { key: string; text: string }[] {
    try {
      const storage = this.#surroundings.storage();
      return keysOf(storage)
        .filter((key) => key.startsWith(BROKEN_KEY))
        .sort()
        .map((key) => ({ key, text: storage.getItem(key) ?? "" }));
    } catch {
      return [];
    }
  }

  dropBroken(): void {
    for (const { key } of this.broken()) this.#surroundings.storage().removeItem(key);
    if (this.#trouble === "broken") this.#trouble = undefined;
    this.#tell();
  }

  #change(edit: (record: ProgressRecord, at: string) => ProgressRecord | void): void {
    this.#look();
    const at = this.#surroundings.now().toISOString();
    const draft = structuredClone(this.#record);
    const next = edit(draft, at) ?? draft;
    next.kept.since ??= at;
    const text = JSON.stringify(next);
    // What could not be read back is a mistake of ours, and must not reach the storage.
    const check = parseRecord(text);
    if (!check.ok) throw new Error(`progress: refused to keep ${JSON.stringify(check.refusal)}`);
    this.#record = next;
    this.#write(text);
    this.#tell();
  }

  /** Reads the storage again if its text is not the one seen last; true when the record or the trouble changed. */
  #look(): boolean {
    let text: string | null;
    try {
      text = this.#surroundings.storage().getItem(KEY);
    } catch {
      return this.#setTrouble("forbidden");
    }
    if (text === this.#seen) return false;
    this.#seen = text;
    if (text === null) {
      if (!this.#unsaved) this.#record = emptyRecord();
      return true;
    }
    const stored = parseRecord(text);
    if (stored.ok) {
      this.#record = this.#unsaved ? merge(this.#record, stored.record) : stored.record;
      if (this.#trouble !== "broken") this.#trouble = undefined;
    } else if (stored.refusal.code === "newer") this.#setTrouble("newer");
    else this.#setAside(text);
    return true;
  }

  /** Moves a text that is no record out of the way, without losing it. */
  #setAside(text: string): void {
    try {
      const storage = this.#surroundings.storage();
      const taken = storage.getItem(BROKEN_KEY);
      const place =
        taken === null || taken === text ? BROKEN_KEY : `${BROKEN_KEY}.${this.#surroundings.now().getTime()}`;
      // First the removal: there may not be room for both.
      storage.removeItem(KEY);
      try {
        storage.setItem(place, text);
      } catch (error) {
        storage.setItem(KEY, text);
        throw error;
      }
      this.#seen = null;
      this.#setTrouble("broken");
    } catch {
      this.#setTrouble("broken-in-place");
    }
  }

  #write(text: string): void {
    // These texts stay where they are: another version of the course may read them.
    if (this.#trouble === "newer" || this.#trouble === "broken-in-place") {
      this.#unsaved = true;
      return;
    }
    try {
      this.#surroundings.storage().setItem(KEY, text);
      this.#seen = text;
      this.#unsaved = false;
      if (this.#trouble !== "broken") this.#trouble = undefined;
    } catch (error) {
      this.#unsaved = true;
      this.#setTrouble(isFull(error) ? "full" : "forbidden");
    }
  }

  #setTrouble(trouble: Trouble): boolean {
    const changed = this.#trouble !== trouble;
    this.#trouble = trouble;
    return changed;
  }

  /** Once in the life of a record: some browsers show the reader a question. */
  #askToPersist(): void {
    if (this.#unsaved) return;
    try {
      const storage = this.#surroundings.storage();
      if (storage.getItem(ASKED_KEY) !== null) return;
      storage.setItem(ASKED_KEY, "yes");
      this.#surroundings.persist();
    } catch {
      // No room for the note: the question is left out, the record itself is kept.
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function lessonIn(record: ProgressRecord, slug: string, at: string): LessonRecord {
  return entry(record.lessons, slug, () => ({ firstAt: at, lastAt: at, sections: {} }));
}

/** A name that is no id could not be read back, or would reach what every object inherits: a mistake of ours. */
function checkNames(...names: (string | undefined)[]): void {
  for (const name of names)
    if (name !== undefined && !isId(name)) throw new Error(`progress: "${name}" is no id (a-z, 0-9 and hyphens)`);
}

/** What stands under a key, or a new one; never what every object inherits. */
function entry<T>(map: Record<string, T>, key: string, make: () => T): T {
  if (!Object.hasOwn(map, key)) map[key] = make();
  return map[key]!;
}

function own<T>(map: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function keysOf(storage: Storage): string[] {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && /quota/i.test(error.name);
}
