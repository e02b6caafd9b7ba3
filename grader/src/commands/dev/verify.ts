import { labs } from "../../../../course.config.ts";
import { UserError } from "../../errors.ts";
import { currentLanguage, languageCodes, t } from "../../language.ts";
import { readManifest, type Manifest } from "../../lab/manifest.ts";
import { readAlternatives, readMutants } from "../../lab/patches.ts";
import { textProblems } from "../../lab/texts.ts";
import type { GradedApp } from "../../proof/graded-app.ts";
import { dropOldAssemblies } from "../../proof/assembly-cache.ts";
import { GradingPool } from "../../proof/grading-pool.ts";
import type { CheckResult } from "../../run/verdict.ts";
import { print, styled } from "../../terminal.ts";

const MUTANTS_PER_CHECK = 2;

/** Something that a proof claims of a lab, and why it does not hold: `undefined` when it does. */
interface Claim {
  text: string;
  problem: Promise<string | undefined> | string | undefined;
}

/**
 * `slab dev verify <lab>` proves a lab: the starter fails exactly the listed checks, the solution passes every time, every mutant fails
 * exactly the checks it names, every check is failed by some mutant, another correct design passes, and the texts are complete in every
 * language. `--all` proves all labs of the course.
 */
export async function devVerifyCommand(
  lab: string | undefined,
  options: { runs: string; all?: boolean },
): Promise<number> {
  const runs = Number(options.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new UserError("badRuns", { runs: options.runs });
  if ((lab === undefined) !== (options.all === true)) throw new UserError("labOrAll");
  const proved = lab === undefined ? labs : [lab];
  const manifests = proved.map(readManifest);

  dropOldAssemblies();
  const pool = new GradingPool(currentLanguage());
  let passed = 0;
  let failed = 0;
  try {
    // All at once, so that the processes never wait for the last run of a lab; told in their order.
    const proofs = manifests.map((manifest) => proofOf(manifest, runs, pool));
    for (const { heading, claims } of proofs) {
      print(styled("bold", heading));
      for (const { text, problem } of claims) {
        const found = await problem;
        if (found === undefined) passed++;
        else failed++;
        const verdict = found === undefined ? styled("green", t("dev.holds")) : styled("red", t("dev.broken"));
        print(`${verdict}  ${text}${found === undefined ? "" : `\n        ${found}`}`);
      }
    }
  } finally {
    pool.close();
  }
  print(t("dev.result", { passed, failed }));
  return failed ? 1 : 0;
}

function proofOf(manifest: Manifest, runs: number, pool: GradingPool): { heading: string; claims: Claim[] } {
  const lab = manifest.id;
  const mutants = readMutants(lab);
  const alternatives = readAlternatives(lab);
  const checks = manifest.checks.map(({ id }) => id);
  const killed = new Set(mutants.flatMap(({ fails }) => fails));
  const unknown = [...killed].filter((id) => !checks.includes(id));
  const unkilled = checks.filter((id) => !killed.has(id));
  const counts = { mutants: mutants.length, checks: checks.length };
  const missingTexts = textProblems(manifest, languageCodes).map((problem) => t("dev.missingText", problem));
  /** What is wrong with a graded run; one that could not be judged proves nothing. */
  const judge = (app: GradedApp["app"], problemOf: (results: CheckResult[]) => string | undefined) =>
    pool.grade({ lab, app }).then(problemOf, (error: Error) => error.message);

  return {
    heading: t("dev.verifying", { lab, runs, mutants: mutants.length, alternatives: alternatives.length }),
    claims: [
      { text: t("dev.strings"), problem: missingTexts.join("; ") || undefined },
      {
        text: t("dev.coverage"),
        problem: [...unkilled, ...unknown].length
          ? t("dev.unkilled", { checks: [...unkilled, ...unknown].join(", ") })
          : undefined,
      },
      {
        text: t("dev.average"),
        problem: counts.mutants < MUTANTS_PER_CHECK * counts.checks ? t("dev.tooFew", counts) : undefined,
      },
      { text: t("dev.hasAlternative"), problem: alternatives.length ? undefined : t("dev.noAlternative", { lab }) },
      { text: t("dev.starter"), problem: judge("starter", (results) => mismatch(manifest.starterFails, results)) },
      ...mutants.map((mutant) => ({
        text: t("dev.mutant", { name: mutant.name, checks: mutant.fails.join(", ") }),
        problem: judge(mutant, (results) => mismatch(mutant.fails, results)),
      })),
      ...alternatives.map((alternative) => ({
        text: t("dev.alternative", { name: alternative.name }),
        problem: judge(alternative, notPassed),
      })),
      { text: t("dev.solution", { runs }), problem: firstBadRun(runs, () => judge("solution", notPassed)) },
    ],
  };
}

/** The solution again and again; the first run leaves the assembly to the others, so that what varies is the deployment and the checks. */
async function firstBadRun(runs: number, run: () => Promise<string | undefined>): Promise<string | undefined> {
  const first = await run();
  const others = await Promise.all(Array.from({ length: runs - 1 }, run));
  const problems = [first, ...others];
  const index = problems.findIndex((problem) => problem !== undefined);
  return index < 0 ? undefined : t("dev.run", { number: index + 1, verdicts: problems[index]! });
}

/** `undefined` when exactly the expected checks failed; an error of the grader is never what was expected. */
function mismatch(expected: string[], results: CheckResult[]): string | undefined {
  const errors = results.filter(({ verdict }) => verdict === "error");
  if (errors.length) return errors.map(describe).join("; ");
  const found = results.filter(({ verdict }) => verdict === "fail").map(({ id }) => id);
  if (found.length === expected.length && expected.every((id) => found.includes(id))) return undefined;
  return t("dev.unexpected", { expected: expected.join(", "), found: found.join(", ") || "-" });
}

function notPassed(results: CheckResult[]): string | undefined {
  const bad = results.filter(({ verdict }) => verdict !== "pass");
  return bad.map(describe).join("; ") || undefined;
}

function describe({ id, verdict, failure, error }: CheckResult): string {
  const why = failure ? `expected ${failure.expected}, found ${failure.found}, where ${failure.where}` : (error ?? "");
  return `${id} ${verdict}: ${why}`;
}
