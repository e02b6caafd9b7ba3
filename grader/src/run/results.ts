import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UserError } from "../errors.ts";
import type { Manifest } from "../lab/manifest.ts";
import { currentLanguage } from "../language.ts";
import { problemsOf } from "../schema.ts";
import type { Target } from "../target/target.ts";
import { slabVersion } from "../version.ts";
import { pointsOf, type CheckResult, type Status } from "./verdict.ts";

export interface Run {
  manifest: Manifest;
  target: Target["kind"];
  startedAt: Date;
  status: Status;
  results: CheckResult[];
  /** With status error: why slab could not judge. */
  message?: string;
}

/** The file that `--results` writes; shape: grader/schemas/results.schema.json. `message` tells why slab could not judge. */
export function writeResults(file: string, run: Run): void {
  const { manifest, results } = run;
  const value = {
    version: 3,
    slab: slabVersion,
    lab: { id: manifest.id, version: manifest.version },
    target: run.target,
    lang: currentLanguage(),
    startedAt: run.startedAt.toISOString(),
    status: run.status,
    ...(run.message === undefined ? {} : { message: run.message }),
    points: pointsOf(results),
    tests: results.map(({ id, task, verdict, points, durationMs, failure, error, hops }) => ({
      name: id,
      task_id: task,
      status: verdict === "skip" ? "error" : verdict,
      verdict,
      ...(failure || error
        ? { message: failure ? `expected ${failure.expected}; found ${failure.found}; where ${failure.where}` : error }
        : {}),
      points,
      durationMs: Math.round(durationMs),
      ...(hops.length ? { hops: hops.map(({ id: _id, requestId: _requestId, parent: _parent, ...hop }) => hop) } : {}),
    })),
  };
  const problems = problemsOf("results", value);
  if (problems.length) throw new Error(`the results do not match their schema: ${problems.join("; ")}`);
  writeReportFile(file, `${JSON.stringify(value, null, 2)}\n`);
}

/** Writes a file that other programs wait for: whole or not at all. */
export function writeReportFile(file: string, content: string): void {
  const path = resolve(file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.tmp`, content);
    renameSync(`${path}.tmp`, path);
  } catch (cause) {
    throw new UserError("cannotWrite", { file: path, problem: (cause as Error).message });
  }
}
