import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { synthesize } from "../../deploy/synth.ts";
import { UserError } from "../../errors.ts";
import { grade } from "../../grade.ts";
import { languageCodes, t } from "../../language.ts";
import { composeMutant, removeComposed } from "../../lab/compose.ts";
import { readManifest, type Manifest } from "../../lab/manifest.ts";
import { readMutants } from "../../lab/mutants.ts";
import { textProblems } from "../../lab/texts.ts";
import { labDir, solutionDir, stateDir } from "../../paths.ts";
import type { CheckResult } from "../../run/verdict.ts";
import { startSandboxTarget } from "../../target/sandbox.ts";
import { print, styled } from "../../terminal.ts";

/**
 * `slab dev verify <lab>` proves a lab: the starter fails exactly the listed checks, the solution passes every time, every mutant fails
 * exactly the checks it names, every check is failed by some mutant, and the texts are complete in every language.
 */
export async function devVerifyCommand(lab: string, options: { runs: string }): Promise<number> {
  const manifest = readManifest(lab);
  const mutants = readMutants(lab);
  const runs = Number(options.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new UserError("badRuns", { runs: options.runs });
  print(styled("bold", t("dev.verifying", { lab, runs, mutants: mutants.length })));
  let passed = 0;
  let failed = 0;
  const report = (claim: string, problem: string | undefined): void => {
    if (problem === undefined) passed++;
    else failed++;
    const verdict = problem === undefined ? styled("green", t("dev.holds")) : styled("red", t("dev.broken"));
    print(`${verdict}  ${claim}${problem === undefined ? "" : `\n        ${problem}`}`);
  };

  report(
    t("dev.strings"),
    textProblems(manifest, languageCodes)
      .map((problem) => t("dev.missingText", problem))
      .join("; ") || undefined,
  );
  const known = new Set(manifest.checks.map(({ id }) => id));
  const killed = new Set(mutants.flatMap(({ fails }) => fails));
  const unknown = [...killed].filter((id) => !known.has(id));
  const unkilled = [...known].filter((id) => !killed.has(id));
  report(
    t("dev.coverage"),
    [...unknown, ...unkilled].length ? t("dev.unkilled", { checks: [...unkilled, ...unknown].join(", ") }) : undefined,
  );

  report(t("dev.starter"), mismatch(manifest.starterFails, await gradeOnce(manifest, labDir(lab))));
  for (const mutant of mutants) {
    const folder = composeMutant(lab, mutant);
    try {
      const claim = t("dev.mutant", { name: mutant.name, checks: mutant.fails.join(", ") });
      report(claim, mismatch(mutant.fails, await gradeOnce(manifest, folder)));
    } finally {
      removeComposed(folder);
    }
  }
  report(t("dev.solution", { runs }), await firstBadRun(manifest, runs));

  print(t("dev.result", { passed, failed }));
  return failed ? 1 : 0;
}

/** The solution again and again, from one assembly: what varies is the deployment and the checks. */
async function firstBadRun(manifest: Manifest, runs: number): Promise<string | undefined> {
  const assembly = join(stateDir, "composed", `${manifest.id}-assembly-${process.pid}`);
  rmSync(assembly, { recursive: true, force: true });
  mkdirSync(assembly, { recursive: true });
  try {
    const target = startSandboxTarget();
    try {
      await synthesize(solutionDir(manifest.id), assembly, target);
    } finally {
      await target.close();
    }
    for (let number = 1; number <= runs; number++) {
      const results = await gradeOnce(manifest, solutionDir(manifest.id), assembly);
      const bad = results.filter(({ verdict }) => verdict !== "pass");
      if (bad.length) return t("dev.run", { number, verdicts: bad.map(describe).join("; ") });
    }
    return undefined;
  } finally {
    rmSync(assembly, { recursive: true, force: true });
  }
}

async function gradeOnce(manifest: Manifest, appDir: string, assembly?: string): Promise<CheckResult[]> {
  const target = startSandboxTarget();
  try {
    const { results } = await grade({
      manifest,
      appDir,
      target,
      keep: false,
      onPhase: () => {},
      onLeftBehind: (error) => {
        if (error) throw error;
      },
      ...(assembly ? { assembly } : {}),
    });
    return results;
  } finally {
    await target.close();
  }
}

/** `undefined` when exactly the expected checks failed; an error of the grader is never what was expected. */
function mismatch(expected: string[], results: CheckResult[]): string | undefined {
  const errors = results.filter(({ verdict }) => verdict === "error");
  if (errors.length) return errors.map(describe).join("; ");
  const found = results.filter(({ verdict }) => verdict === "fail").map(({ id }) => id);
  if (found.length === expected.length && expected.every((id) => found.includes(id))) return undefined;
  return t("dev.unexpected", { expected: expected.join(", "), found: found.join(", ") || "-" });
}

function describe({ id, verdict, failure, error }: CheckResult): string {
  const why = failure ? `expected ${failure.expected}, found ${failure.found}, where ${failure.where}` : (error ?? "");
  return `${id} ${verdict}: ${why}`;
}
