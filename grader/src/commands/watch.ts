import { existsSync } from "node:fs";
import { describeError } from "../describe-error.ts";
import { UserError } from "../errors.ts";
import { grade } from "../grade.ts";
import { t } from "../language.ts";
import { selectChecks } from "../lab/check-selection.ts";
import { readManifest, type Manifest } from "../lab/manifest.ts";
import { starterState } from "../lab/starter-base.ts";
import { WorkWatcher } from "../lab/work-watcher.ts";
import { workDir } from "../paths.ts";
import { saveEvidence } from "../run/evidence.ts";
import { newlyPassed, saveLastCheck } from "../run/last-check.ts";
import { printChanges } from "../run/report.ts";
import { statusOf, type CheckResult } from "../run/verdict.ts";
import { startSandboxTarget, type Inspection } from "../target/sandbox.ts";
import type { Target } from "../target/target.ts";
import { print, styled } from "../terminal.ts";
import { checkCommand } from "./check.ts";
import { hintCommand } from "./hint.ts";
import { readInspection, type InspectOptions } from "./inspection.ts";

/** Mistakes in the app that show before anything is deployed: the stack still stands as it was. */
const BEFORE_DEPLOYMENT = [
  "appFailed",
  "appNeverEnds",
  "appWithoutAssembly",
  "lookups",
  "noSuchStack",
  "emptyStack",
  "brokenFile",
];
const CTRL_C = "\u0003";

type Wish = "again" | "hint" | "verdict" | "quit";
const KEYS: Record<string, Wish> = {
  "\r": "again",
  "\n": "again",
  h: "hint",
  v: "verdict",
  q: "quit",
  [CTRL_C]: "quit",
};

/**
 * `slab watch <lab>`: checks again whenever a file is saved. The loop keeps one sandbox and its stack and swaps only what changed (hotswap);
 * when everything passes, a clean run in a sandbox of its own gives the verdict.
 */
export async function watchCommand(lab: string, options: { only?: string } & InspectOptions): Promise<number> {
  const manifest = readManifest(lab);
  if (!existsSync(workDir(lab))) throw new UserError("notStarted", { lab });
  const only = options.only === undefined ? undefined : selectChecks(manifest, options.only);
  const inspection = readInspection(workDir(lab), options);
  const watcher = new WorkWatcher(lab);
  const wishes = new Wishes();
  const loop = new Loop(manifest, only, inspection);
  try {
    print(t("watch.begin", { lab }));
    if (starterState(lab) === "newer") print(t("check.newerStarter", { lab }));
    for (let wish: Wish | undefined = "again"; wish !== "quit";) {
      const passes = wish === "again" && (await wishes.orQuit(loop.round()));
      if (passes === "quit") break;
      if (wish === "hint") await tell(() => hintCommand(lab, undefined, {}));
      // Some checks alone are no verdict on the lab.
      if (wish === "verdict" || (passes && !only))
        await wishes.orQuit(tell(() => checkCommand(lab, { only: options.only, plain: true })));
      print();
      print(styled("gray", t(process.stdin.isTTY ? "watch.waitKeys" : "watch.wait", { lab })));
      wish = await wishes.next(watcher);
    }
  } finally {
    wishes.close();
    await loop.close();
  }
  return 0;
}

/** In the loop a mistake is told, and the loop goes on. */
async function tell(command: () => Promise<number>): Promise<void> {
  try {
    await command();
  } catch (error) {
    print(describeError(error));
  }
}

/** The sandbox of the loop, and what the last round said. */
class Loop {
  readonly #manifest: Manifest;
  readonly #only: ReadonlySet<string> | undefined;
  readonly #inspection: Inspection | undefined;
  #target: Target;
  #before: CheckResult[] = [];

  constructor(manifest: Manifest, only: ReadonlySet<string> | undefined, inspection: Inspection | undefined) {
    this.#manifest = manifest;
    this.#only = only;
    this.#inspection = inspection;
    this.#target = startSandboxTarget(inspection);
  }

  /** Deploys what changed and checks; true when all that was checked passes. */
  async round(): Promise<boolean> {
    const startedAt = new Date();
    let events = 0;
    try {
      const { results, evidence } = await grade({
        manifest: this.#manifest,
        app: { folder: workDir(this.#manifest.id) },
        target: this.#target,
        only: this.#only,
        unlimited: this.#inspection !== undefined,
        keep: true,
        hotswap: true,
        onPhase: () => {},
        onEvent: () => events++,
      });
      saveEvidence(evidence);
      const fresh = newlyPassed(this.#manifest.id, results);
      printChanges(this.#manifest, results, evidence.resources, {
        before: this.#before,
        newlyPassed: fresh,
        only: this.#only,
      });
      const seconds = ((Date.now() - startedAt.getTime()) / 1000).toFixed(1);
      print(styled("gray", t(events ? "watch.deployed" : "watch.swapped", { seconds })));
      this.#before = results;
      saveLastCheck(this.#manifest.id, startedAt, results);
      return statusOf(results) === "pass";
    } catch (error) {
      print();
      print(describeError(error));
      if (!(error instanceof UserError && BEFORE_DEPLOYMENT.includes(error.key))) await this.#startAnew();
      return false;
    }
  }

  /** What a failed deployment leaves is nothing to build on. */
  async #startAnew(): Promise<void> {
    await this.#target.close();
    this.#target = startSandboxTarget(this.#inspection);
  }

  close(): Promise<void> {
    return this.#target.close();
  }
}

/** What the learner asks for by a key, by saving a file, or by Ctrl-C. */
class Wishes {
  readonly #quit = Promise.withResolvers<"quit">();
  #onKey: (wish: Wish) => void = () => {};

  constructor() {
    process.on("SIGINT", this.#end).on("SIGTERM", this.#end);
    if (!process.stdin.isTTY) return;
    process.stdin.setRawMode(true).setEncoding("utf8").on("data", this.#read);
  }

  /** Ends waiting when the learner wants to stop. */
  orQuit<T>(work: Promise<T>): Promise<T | "quit"> {
    return Promise.race([work, this.#quit.promise]);
  }

  async next(watcher: WorkWatcher): Promise<Wish> {
    const stop = new AbortController();
    const saved = watcher.changes(stop.signal).then((files): Wish => {
      print(t("watch.saved", { files: files.join(", ") }));
      return "again";
    });
    // Its end by `stop` is nobody's concern.
    saved.catch(() => {});
    const pressed = new Promise<Wish>((resolve) => (this.#onKey = resolve));
    try {
      return await Promise.race([saved, pressed, this.#quit.promise]);
    } finally {
      stop.abort();
      this.#onKey = () => {};
    }
  }

  close(): void {
    process.off("SIGINT", this.#end).off("SIGTERM", this.#end);
    if (process.stdin.isTTY) process.stdin.off("data", this.#read).setRawMode(false).pause();
  }

  readonly #end = (): void => this.#quit.resolve("quit");

  readonly #read = (key: string): void => {
    const wish = KEYS[key];
    if (wish === "quit") this.#end();
    else if (wish) this.#onKey(wish);
  };
}
