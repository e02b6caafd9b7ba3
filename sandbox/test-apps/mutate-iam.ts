/**
 * IAM by mutation: every policy statement of every test app, taken away, must lead to a denial that the app's behaviour shows. A statement that
 * may be missing is superfluous, and the app's entry says why; an entry that is not true any more fails, too.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hop } from "../src/index.ts";
import { startTestSandbox, type TestSandbox } from "../src/testing.ts";
import { apps } from "./apps/index.ts";
import { live, versionsOf } from "./lifecycle.ts";
import { statementsOf, without, type Statement } from "./statements.ts";
import type { Synthesised } from "./synthesise.ts";
import type { TestApp } from "./test-app.ts";
import { createWorld } from "./world.ts";

interface IamProof {
  apps: number;
  statements: number;
  denied: number;
  superfluous: number;
  failures: string[];
}

/** Sandboxes at work at the same time: much of the time is spent waiting for functions to start. */
const LANES = 4;
/** How long the behaviour may need to recover from a denial before it counts. */
const GRACE_MS = 300;
const DENIAL =
  /AccessDenied|Access Denied|not authorized|does not have permission|cannot be assumed|ensure the role can perform|Forbidden/i;
/** In the words of an assertion: 403, where something else was expected. */
const FOUND_403 = /^403 !== |^\+ +403,?$/m;

interface Job {
  name: string;
  app: TestApp;
  versions: Synthesised[];
}

/** Mutates the named apps, or all of them; prints a line for each app, and for each statement of those that are named. */
export async function mutateIam(named: string[]): Promise<IamProof> {
  const folder = mkdtempSync(join(tmpdir(), "mutate-iam-"));
  const sum: IamProof = { apps: 0, statements: 0, denied: 0, superfluous: 0, failures: [] };
  try {
    const jobs = (named.length ? named : Object.keys(apps)).map((name): Job => {
      const app = apps[name]!;
      return { name, app, versions: versionsOf(name, app, folder) };
    });
    await Promise.all(
      Array.from({ length: LANES }, async () => {
        const sandbox = await startTestSandbox();
        try {
          for (let job = jobs.shift(); job; job = jobs.shift()) {
            const proof = await mutateApp(job, sandbox, named.length > 0);
            console.log(
              `${job.name}: ${proof.statements} statements, ${proof.denied} denied, ${proof.superfluous} superfluous`,
            );
            for (const failure of proof.failures) console.log(`  ${failure}`);
            sum.apps++;
            for (const count of ["statements", "denied", "superfluous"] as const) sum[count] += proof[count];
            sum.failures.push(...proof.failures.map((failure) => `${job.name}: ${failure}`));
          }
        } finally {
          await sandbox.stop();
        }
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return sum;
}

async function mutateApp({ name, app, versions }: Job, sandbox: TestSandbox, tells: boolean): Promise<IamProof> {
  const statements = new Map(versions.flatMap(statementsOf).map((statement) => [statement.name, statement]));
  const proof: IamProof = { apps: 1, statements: statements.size, denied: 0, superfluous: 0, failures: [] };
  const explained = app.superfluous ?? {};
  for (const stale of Object.keys(explained).filter((explanation) => !statements.has(explanation)))
    proof.failures.push(`explains ${stale}, a statement that it does not have (${[...statements.keys()].join(" ")})`);

  const whole = await attempt({ name, app, versions }, sandbox);
  if (whole.error) {
    proof.failures.push(`does not work with all its statements: ${whole.error}`);
    return proof;
  }
  for (const statement of statements.values()) {
    const mutant = { name, app, versions: versions.map((version) => without(statement.name, version)) };
    const result = await attempt(mutant, sandbox, whole.phases);
    const verdict = judge(statement, result, statement.name in explained);
    if (tells)
      console.log(`${name} ${statement.name} (${statement.text}) ${verdict}: ${result.error ?? "works without it"}`);
    if (verdict === "denied" || verdict === "superfluous") proof[verdict]++;
    else proof.failures.push(`${statement.name} (${statement.text}): ${verdict}`);
  }
  return proof;
}

/** "denied", "superfluous", or what is wrong. */
function judge({ effect }: Statement, { error, isDenied }: Attempt, isExplained: boolean): string {
  if (error === undefined) return isExplained ? "superfluous" : "everything works without it, and nothing explains why";
  // A prohibition that is gone shows in what should have been refused.
  if (effect === "Allow" && !isDenied) return `without it something else than a denial happens: ${error}`;
  return isExplained ? `is explained as superfluous, but without it: ${error}` : "denied";
}

/** How many, by operation. */
type Denials = Map<string, number>;

interface Attempt {
  error?: string;
  /** The denials seen until the end of each phase. */
  phases: Denials[];
  /** Something was denied that was not in the denials to expect. */
  isDenied: boolean;
}

/** One life of an app in an empty sandbox; `expected`: the denials that belong to its behaviour, until the end of each phase. */
async function attempt({ app, versions }: Job, sandbox: TestSandbox, expected: Denials[] = []): Promise<Attempt> {
  await sandbox.control("reset");
  await sandbox.control("warm");
  await app.prepare?.(createWorld(sandbox, {}));
  const phases: Denials[] = [];
  let deniedAt: number | undefined;
  const isDenied = async () => exceeds(await denialsIn(sandbox), expected[phases.length]);
  const isHopeless = async () => {
    if (expected.length && (await isDenied())) deniedAt ??= performance.now();
    return deniedAt !== undefined && performance.now() - deniedAt > GRACE_MS;
  };
  const onPhase = async () => {
    phases.push(await denialsIn(sandbox));
  };
  try {
    await live(app, versions, sandbox, { isHopeless, onPhase });
    return { phases, isDenied: false };
  } catch (thrown) {
    const error = String(thrown);
    return { phases, error, isDenied: DENIAL.test(error) || FOUND_403.test(error) || (await isDenied()) };
  }
}

async function denialsIn(sandbox: TestSandbox): Promise<Denials> {
  const response = await fetch(`${sandbox.endpoint}/_sandbox/events?follow=false`, {
    headers: { authorization: `Bearer ${sandbox.token}` },
  });
  const denials: Denials = new Map();
  for (const [, data] of (await response.text()).matchAll(/^data: (.*)$/gm)) {
    const { service, action, result, detail = "" } = JSON.parse(data!) as Hop;
    // A data plane answers a denial with the bare status.
    if (result === "ok" || !(result === "403" || DENIAL.test(`${result} ${detail}`))) continue;
    const key = `${service} ${action}`;
    denials.set(key, (denials.get(key) ?? 0) + 1);
  }
  return denials;
}

function exceeds(denials: Denials, expected: Denials = new Map()): boolean {
  return [...denials].some(([key, count]) => count > (expected.get(key) ?? 0));
}
