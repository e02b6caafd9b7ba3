import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Hop } from "@course/sandbox";
import { createVitest, type CliOptions, type Reporter, type TestCase, type TestModule, type Vitest } from "vitest/node";
import { SESSION_CHANNEL, SESSION_QUESTION, type Session } from "../checks/session.ts";
import { labDir, root } from "../paths.ts";
import type { Manifest } from "../lab/manifest.ts";
import type { OpenTarget } from "../target/target.ts";
import { nowhere } from "../terminal.ts";
import type { CheckResult } from "./verdict.ts";

/** One check, from its first request to its verdict: on AWS resources answer late. */
const CHECK_TIMEOUT_MS = 120_000;
const EVIDENCE_HOPS = 8;
/** What happens around every invocation and says nothing while it goes well. */
const PLUMBING = new Set([
  "sts AssumeRole",
  "lambda Invoke",
  "cloudwatch-logs CreateLogGroup",
  "cloudwatch-logs CreateLogStream",
  "cloudwatch-logs PutLogEvents",
]);

/** The checks of a lab on vitest. They are loaded at once, while the app is being synthesised and deployed, and begin when `run` gives them the session. */
export class CheckRun {
  readonly #manifest: Manifest;
  readonly #only: ReadonlySet<string> | undefined;
  readonly #channel = new BroadcastChannel(SESSION_CHANNEL);
  readonly #session = Promise.withResolvers<Session | null>();
  readonly #results = new Map<string, CheckResult>();
  readonly #faults: string[] = [];
  readonly #vitest: Promise<Vitest>;
  readonly #ended: Promise<unknown>;

  constructor(
    manifest: Manifest,
    target: OpenTarget,
    {
      onResult,
      only,
      unlimited = false,
    }: {
      onResult: (result: CheckResult) => void;
      only?: ReadonlySet<string> | undefined;
      unlimited?: boolean | undefined;
    },
  ) {
    this.#manifest = manifest;
    this.#only = only;
    this.#channel.onmessage = (event) => {
      if ((event as { data: unknown }).data === SESSION_QUESTION)
        void this.#session.promise.then((session) => this.#channel.postMessage(session));
    };
    const lock = target.kind === "sandbox" ? [fileURLToPath(import.meta.resolve("@course/sandbox/lock"))] : [];
    const reporter: Reporter = {
      onTestCaseResult: (testCase) => {
        if (!this.#isSelected(testCase.name)) return;
        const result = this.#judge(testCase);
        this.#results.set(result.id, result);
        onResult(result);
      },
      onTestModuleEnd: (module: TestModule) => {
        this.#faults.push(...module.errors().map(({ message }) => message));
      },
    };
    const options: CliOptions = {
      root,
      config: false,
      watch: false,
      // Nothing to remember between runs, and two at once would write one file.
      cache: false,
      reporters: [reporter],
      include: [`labs/${manifest.id}/checks/*.check.ts`],
      exclude: [],
      setupFiles: lock,
      env: target.environment,
      pool: "threads",
      maxWorkers: 1,
      fileParallelism: false,
      testTimeout: unlimited ? 0 : CHECK_TIMEOUT_MS,
      passWithNoTests: true,
      // Ids are letters, digits and hyphens: nothing to escape.
      ...(only ? { testNamePattern: `^(${[...only].join("|")})$` } : {}),
    };
    this.#vitest = withoutSignalHandlers(() =>
      createVitest(options, { logLevel: "silent" }, { stdout: nowhere, stderr: nowhere }),
    );
    this.#ended = this.#vitest.then((vitest) => vitest.start([join(labDir(manifest.id), "checks")]));
    // A rejection before `run` is awaited is reported there.
    this.#ended.catch(() => {});
  }

  /** Results in the order of the manifest; a check that did not report is an error. Rejects when the engine itself cannot run. */
  async run(session: Session): Promise<CheckResult[]> {
    this.#session.resolve(session);
    await this.#ended;
    return this.#manifest.checks.map(
      ({ id }) =>
        this.#results.get(id) ?? {
          ...this.#frame(id),
          points: 0,
          durationMs: 0,
          hops: [],
          ...(this.#isSelected(id)
            ? {
                verdict: "error",
                error: this.#faults.join("\n") || `no check "${id}" in labs/${this.#manifest.id}/checks`,
              }
            : { verdict: "skip" }),
        },
    );
  }

  #isSelected(id: string): boolean {
    return this.#only?.has(id) ?? true;
  }

  /** Checks that still wait for a session are told that there will be none; otherwise the engine would never end. */
  async close(): Promise<void> {
    this.#session.resolve(null);
    await this.#ended.catch(() => {});
    this.#channel.close();
    await this.#vitest.then(
      (vitest) => vitest.close(),
      () => {},
    );
  }

  #frame(id: string): { id: string; task: string; possible: number } {
    return {
      id,
      task: this.#manifest.tasks.find(({ checks }) => checks.includes(id))?.id ?? "",
      possible: this.#manifest.checks.find((check) => check.id === id)?.points ?? 0,
    };
  }

  #judge(testCase: TestCase): CheckResult {
    const { state, errors } = testCase.result();
    const frame = this.#frame(testCase.name);
    const { failure, hops = [] } = testCase.meta();
    const common = {
      ...frame,
      durationMs: testCase.diagnostic()?.duration ?? 0,
      hops: hops.filter(isTelling).slice(-EVIDENCE_HOPS),
    };
    if (!frame.task)
      return { ...common, verdict: "error", points: 0, error: `the check "${testCase.name}" is not in lab.json` };
    if (state === "passed") return { ...common, verdict: "pass", points: frame.possible, hops: [] };
    if (state === "skipped") return { ...common, verdict: "skip", points: 0 };
    if (failure) return { ...common, verdict: "fail", points: 0, failure };
    const error = errors?.map(describeThrown).join("\n") ?? "unknown";
    return { ...common, verdict: "error", points: 0, error };
  }
}

/** vitest ends the process on Ctrl-C. Here Ctrl-C is slab's: a stack in an account must be destroyed first. */
async function withoutSignalHandlers<Started>(start: () => Promise<Started>): Promise<Started> {
  const signals = ["SIGINT", "SIGTERM"] as const;
  const before = new Set(signals.flatMap((signal) => process.listeners(signal)));
  const started = await start();
  for (const signal of signals)
    for (const listener of process.listeners(signal))
      if (listener.name === "onExit" && !before.has(listener)) process.off(signal, listener);
  return started;
}

interface Thrown {
  message: string;
  stack?: string | undefined;
  cause?: unknown;
}

/** "fetch failed" alone helps nobody: the causes say which host refused. */
function describeThrown(error: Thrown): string {
  const cause = error.cause as Thrown | undefined;
  const text = error.stack ?? error.message;
  return cause ? `${text}\n${describeThrown(cause)}` : text;
}

function isTelling({ service, action, result }: Hop): boolean {
  return result !== "ok" || !PLUMBING.has(`${service} ${action}`);
}
