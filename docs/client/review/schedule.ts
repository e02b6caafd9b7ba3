/** When something answered is asked again. The arithmetic of memory is FSRS's; what counts as an answer is ours. */
import { FSRSAlgorithm, Rating } from "ts-fsrs";
import { isKnown, type Answer, type Memory, type QuestionRecord } from "../progress/record.ts";

export const DAY = 86_400_000;
/** An answer so soon after another is given with the reasons still in mind: it says nothing about memory. */
const SITTING = 6 * 3_600_000;

// One answer a day counts; what was missed comes back in the same sitting by itself. So no steps of minutes.
const fsrs = new FSRSAlgorithm({
  request_retention: 0.9,
  maximum_interval: 365,
  enable_fuzz: false,
  enable_short_term: false,
});

/** What is known after an answer that counts. */
export function remember(before: Memory | undefined, answer: Answer): Memory {
  const days = before ? Math.max(0, daysBetween(before.at, answer.at)) : 0;
  const next = fsrs.next_state(before ?? null, days, ratingOf(answer));
  const due = Date.parse(answer.at) + fsrs.next_interval(next.stability, days) * DAY;
  return {
    at: answer.at,
    due: new Date(due).toISOString(),
    stability: next.stability,
    difficulty: next.difficulty,
    ...(answer.misconception && !answer.correct ? { misconception: answer.misconception } : {}),
  };
}

/** Of a question with these answers, and what reviews before the last of them left behind. Undefined: it is not reviewed, because it was right and certain. */
export function memoryOf(question: QuestionRecord, kept?: Memory): Memory | undefined {
  const answers = countingOf(question);
  if (!kept && answers.every(isKnown)) return undefined;
  return answers.reduce(
    (memory, answer) =>
      memory && Date.parse(answer.at) - Date.parse(memory.at) < SITTING ? memory : remember(memory, answer),
    kept,
  );
}

/** Its answers as far as they say something about memory: of two in one sitting the worse, because the second was given with the reasons in view. */
export function countingOf({ first, last }: QuestionRecord): Answer[] {
  const isOneSitting = Date.parse(last.at) - Date.parse(first.at) < SITTING;
  return isOneSitting ? [{ ...worse(first, last), at: last.at }] : [first, last];
}

/** Due today, where the reader is. A clock that was set back must not put anything off for years. */
export function isDue({ at, due }: Pick<Memory, "due"> & { at?: string }, now: Date): boolean {
  const midnight = new Date(now).setHours(24, 0, 0, 0);
  return Date.parse(due) < midnight || (at !== undefined && Date.parse(at) > now.getTime() + DAY);
}

function ratingOf({ correct, confidence }: Answer): Rating.Again | Rating.Hard | Rating.Good {
  if (!correct) return Rating.Again;
  return confidence === "sure" ? Rating.Good : Rating.Hard;
}

function worse(a: Answer, b: Answer): Answer {
  return ratingOf(b) < ratingOf(a) ? b : a;
}

/** Nights between two times, where the reader is. */
function daysBetween(from: string, to: string): number {
  return Math.round((new Date(to).setHours(0, 0, 0, 0) - new Date(from).setHours(0, 0, 0, 0)) / DAY);
}
