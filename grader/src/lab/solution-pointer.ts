import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import { solutionDir } from "../paths.ts";

export interface SolutionPointer {
  file: string;
  /** A text that stands in the file exactly once. */
  at: string;
}

/** The line, counted from 1, that a pointer of lab.json names. */
export function lineOf(lab: string, { file, at }: SolutionPointer): number {
  const path = `solutions/${lab}/${file}`;
  let lines: string[];
  try {
    lines = readFileSync(join(solutionDir(lab), file), "utf8").split("\n");
  } catch (error) {
    throw new UserError("brokenFile", { file: path, problem: (error as Error).message });
  }
  const found = lines.flatMap((line, index) => (line.includes(at) ? [index + 1] : []));
  if (found.length !== 1)
    throw new UserError("brokenFile", { file: path, problem: `"${at}" stands there ${found.length} times, not once` });
  return found[0]!;
}
