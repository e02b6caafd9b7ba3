/** Grading, pure: the same in the browser, in tests and at build time. */

export interface KeyOption {
  id: string;
  correct: boolean;
  misconception?: string;
}

export interface KeyNumber {
  /** How the texts name it: the number, or the id of the fact. */
  id: string;
  value: number;
  misconception: string;
}

/** What is needed to grade one question. */
export type Key =
  | { kind: "single" | "multiple" | "predict" | "bug"; options: KeyOption[] }
  | { kind: "order"; items: string[] }
  | { kind: "match"; pairs: string[] }
  | { kind: "numeric"; answer: number; tolerance: number; wrong: KeyNumber[] };

export type Kind = Key["kind"];

/** Choices: the ids chosen. Order: the ids in the order given. Match: left id -> right id. Numeric: the number. */
export type Response = string[] | Record<string, string> | number;

export interface Grade {
  correct: boolean;
  /** What a wrong answer rests on. */
  misconception?: string;
  /** Per option, item or pair: right as answered. Empty for a number. */
  parts: Record<string, boolean>;
  /** Of a wrong number that the quiz knows. */
  known?: string;
}

export function grade(key: Key, response: Response): Grade {
  switch (key.kind) {
    case "order": {
      const order = response as string[];
      return whole(Object.fromEntries(key.items.map((id, place) => [id, order[place] === id])));
    }
    case "match": {
      const matches = response as Record<string, string>;
      return whole(Object.fromEntries(key.pairs.map((id) => [id, matches[id] === id])));
    }
    case "numeric": {
      const number = response as number;
      if (isClose(number, key.answer, key.tolerance)) return { correct: true, parts: {} };
      const wrong = key.wrong.find(({ value }) => isClose(number, value, key.tolerance));
      return wrong
        ? { correct: false, parts: {}, misconception: wrong.misconception, known: wrong.id }
        : { correct: false, parts: {} };
    }
    default: {
      const chosen = response as string[];
      const result = whole(
        Object.fromEntries(key.options.map(({ id, correct }) => [id, correct === chosen.includes(id)])),
      );
      const misconception = key.options.find(({ id, correct }) => !correct && chosen.includes(id))?.misconception;
      return misconception ? { ...result, misconception } : result;
    }
  }
}

function whole(parts: Record<string, boolean>): Grade {
  return { correct: Object.values(parts).every(Boolean), parts };
}

/** Within the tolerance; the last digits of binary fractions (0.1 + 0.2) never decide. */
export function isClose(number: number, target: number, tolerance: number): boolean {
  return Math.abs(number - target) <= tolerance + 1e-9 * Math.max(Math.abs(number), Math.abs(target));
}
