import type { Question } from "./load.ts";

/** Every explanation that a question gives, for whatever is answered. */
export function reasonsOf(question: Question): string[] {
  if (question.kind === "numeric") return [question.right, ...question.wrong.map(({ why }) => why), question.otherwise];
  if (question.kind === "order") return question.items.map(({ why }) => why);
  if (question.kind === "match") return question.pairs.map(({ why }) => why);
  return question.options.map(({ why }) => why);
}
