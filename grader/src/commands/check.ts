import { existsSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import type { StackPlan } from "../deploy/precheck.ts";
import { UserError } from "../errors.ts";
import { grade } from "../grade.ts";
import { t } from "../language.ts";
import { selectChecks } from "../lab/check-selection.ts";
import { readManifest, readStrings, type Manifest } from "../lab/manifest.ts";
import { starterState } from "../lab/starter-base.ts";
import { labDir, solutionDir, workDir } from "../paths.ts";
import { showProgress } from "../progress.ts";
import { writeJunit } from "../run/junit.ts";
import { saveEvidence } from "../run/evidence.ts";
import { newlyPassed, saveLastCheck } from "../run/last-check.ts";
import { printReport } from "../run/report.ts";
import { writeResults } from "../run/results.ts";
import { EXIT_CODES, statusOf, type CheckResult } from "../run/verdict.ts";
import { openableUrl, startSandboxTarget } from "../target/sandbox.ts";
import type { Target } from "../target/target.ts";
import { print, styled } from "../terminal.ts";
import { describeError } from "../describe-error.ts";
import { isInspecting, readInspection, type InspectOptions } from "./inspection.ts";
import { printExports } from "./sandbox.ts";

export interface CheckOptions extends InspectOptions {
  solution?: boolean;
  starter?: boolean;
  aws?: boolean;
  keep?: boolean;
  results?: string;
  plain?: boolean;
  /** Ids of checks or tasks, separated by commas. */
  only?: string | undefined;
  junit?: string;
}

/** `slab check <lab>`; answers the exit code. */
export async function checkCommand(lab: string, options: CheckOptions): Promise<number> {
  const manifest = readManifest(lab);
  const only = options.only === undefined ? undefined : selectChecks(manifest, options.only);
  const startedAt = new Date();
  const appDir = chooseApp(lab, options);
  if (options.aws && isInspecting(options)) throw new UserError("inspectOnlyInSandbox");
  const inspection = readInspection(appDir, options);
  const target = options.aws
    ? await (await import("../target/aws.ts")).findAwsTarget()
    : startSandboxTarget(inspection);
  const abort = new AbortController();
  const stopListening = onInterrupt(target, manifest, abort);
  const finish = (status: keyof typeof EXIT_CODES, results: CheckResult[], message?: string): number => {
    const run = { manifest, target: target.kind, startedAt, status, results, ...(message ? { message } : {}) };
    if (options.results) writeResults(options.results, run);
    if (options.junit) writeJunit(options.junit, run);
    return EXIT_CODES[status];
  };

  let left: { error: unknown } | undefined;
  let progress: ReturnType<typeof showProgress> | undefined;
  try {
    printHeader(manifest, target, options);
    // A live list would overwrite a question, and where to attach a debugger.
    const isPlain = options.plain === true || target.kind === "aws" || inspection !== undefined;
    progress = showProgress({ plain: isPlain, keep: options.keep === true });
    const { results, evidence, outputs } = await grade({
      manifest,
      app: { folder: appDir },
      target,
      keep: options.keep === true,
      only,
      unlimited: inspection !== undefined,
      signal: abort.signal,
      ...(target.kind === "aws" ? { confirm: (plan) => confirmAws(plan, target) } : {}),
      onLeftBehind: (error) => {
        if (error) left = { error };
        else if (target.kind === "aws") printLeft(manifest, target);
      },
      onPhase: progress.onPhase,
      onEvent: progress.onEvent,
    });
    saveEvidence(evidence);
    await progress.end(false);
    const isWork = !options.solution && !options.starter;
    printReport(manifest, results, evidence.resources, {
      only,
      newlyPassed: isWork ? newlyPassed(lab, results) : new Set(),
    });
    if (isWork) saveLastCheck(lab, startedAt, results);
    const status = statusOf(results);
    const code = finish(status, results, left && describeError(left.error));
    printNext(lab, status, options);
    // The verdict stands, but the run did not end as it should.
    if (left) {
      print();
      print(describeError(left.error));
      if (target.kind === "aws") printLeft(manifest, target);
      return EXIT_CODES.error;
    }
    const { sandbox } = await target.open();
    if (options.keep) {
      stopListening();
      if (sandbox) await holdOpen(sandbox, outputs);
      else printLeft(manifest, target);
    }
    return code;
  } catch (error) {
    await progress?.end(true);
    finish("error", [], error instanceof UserError ? t(`errors.${error.key}`, error.values) : String(error));
    print();
    print(describeError(error));
    return EXIT_CODES.error;
  } finally {
    stopListening();
    await target.close();
  }
}

function chooseApp(lab: string, { solution, starter }: CheckOptions): string {
  if (solution && starter) throw new UserError("solutionAndStarter");
  if (solution) return solutionDir(lab);
  if (starter) return labDir(lab);
  if (!existsSync(workDir(lab))) throw new UserError("notStarted", { lab });
  return workDir(lab);
}

function printHeader(manifest: Manifest, target: Target, options: CheckOptions): void {
  const which = options.solution ? "solution" : options.starter ? "starter" : "work";
  print(`${styled("bold", readStrings(manifest.id).title)} ${styled("gray", `(${manifest.id} ${manifest.version})`)}`);
  print(
    t(`check.what.${which}`, { lab: manifest.id }) +
      "  " +
      t(`check.target.${target.kind}`, { account: target.account, region: target.region }),
  );
  if (which === "work" && starterState(manifest.id) === "newer") print(t("check.newerStarter", { lab: manifest.id }));
  print();
}

function printNext(lab: string, status: string, options: CheckOptions): void {
  if (options.solution || options.starter) return;
  print();
  print(t(status === "pass" ? "check.nextPass" : "check.nextFail", { lab }));
}

/** Shows what is about to happen in the learner's own account and asks. Anything but the account's last four digits is a no. */
async function confirmAws(plan: StackPlan, target: Target): Promise<void> {
  print();
  print(t("aws.plan", { account: target.account, region: target.region, stack: plan.stackName }));
  for (const [type, count] of [...plan.types].sort()) print(`  ${String(count).padStart(3)}  ${type}`);
  if (plan.retained.length) print(t("aws.retained", { resources: plan.retained.join(", ") }));
  if (!process.stdin.isTTY) throw new UserError("awsNeedsTerminal");
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await prompt.question(t("aws.question"));
    if (answer.trim() !== target.account.slice(-4)) throw new UserError("awsRefused");
  } finally {
    prompt.close();
  }
}

/** `--keep`: the app stays deployed in its sandbox until Ctrl-C. */
async function holdOpen(sandbox: { endpoint: string; token: string }, outputs: Record<string, string>): Promise<void> {
  print();
  print(t("check.kept"));
  for (const [name, value] of Object.entries(outputs)) print(`  ${name} = ${openableUrl(value, sandbox.endpoint)}`);
  printExports(sandbox);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve).once("SIGTERM", resolve);
  });
}

/** A stack that stays in an account costs money: how to remove it. */
function printLeft(manifest: Manifest, target: Target): void {
  print(t("aws.left", { stack: manifest.stack, region: target.region }));
}

/** Against the sandbox an interrupt ends everything at once; in an account it lets the running step end and destroys the stack, a second one leaves it. */
function onInterrupt(target: Target, manifest: Manifest, abort: AbortController): () => void {
  const listener = (): void => {
    if (target.kind === "sandbox") {
      // The sandbox and the app end with this process: their pipe closes.
      process.exit(130);
    }
    if (abort.signal.aborted) {
      printLeft(manifest, target);
      process.exit(130);
    }
    abort.abort(new UserError("interrupted"));
    print(t("aws.interrupted", { stack: manifest.stack }));
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
}
