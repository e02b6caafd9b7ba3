/** Everything that the content must satisfy: `node docs/check.ts` runs it, and so does the build. One line per problem, naming file, item and fix. */
import { correctionProblems } from "./corrections.ts";
import { priceProblems } from "./cost/prices.ts";
import { diagramProblems } from "./diagram.ts";
import { factProblems } from "./facts.ts";
import { glossaryProblems } from "./glossary.ts";
import { lintQuizzes } from "./quiz/lint.ts";
import { quizProblems } from "./quiz/load.ts";
import { simulatorProblems } from "./simulator.ts";
import { traceProblems } from "./trace.ts";

export interface Check {
  /** What is looked at, for the summary. */
  name: string;
  problems(): string[];
}

export const checks: Check[] = [
  { name: "facts", problems: factProblems },
  { name: "prices", problems: priceProblems },
  { name: "glossary", problems: glossaryProblems },
  { name: "diagrams", problems: diagramProblems },
  { name: "traces", problems: traceProblems },
  { name: "simulators", problems: simulatorProblems },
  { name: "corrections", problems: correctionProblems },
  { name: "quizzes", problems: quizProblems },
  { name: "questions", problems: lintQuizzes },
];

export function contentProblems(): string[] {
  return checks.flatMap(problemsOf);
}

/** A check that fails itself (a file that is missing altogether) is a problem like any other. */
export function problemsOf({ name, problems }: Check): string[] {
  try {
    return [...new Set(problems())];
  } catch (error) {
    return [`${name}: ${(error as Error).message}`];
  }
}
