import { fork, type ChildProcess } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { CheckResult } from "../run/verdict.ts";
import type { GradedApp } from "./graded-app.ts";
import type { Answer } from "./worker.ts";

const WORKER = fileURLToPath(new URL("worker.ts", import.meta.url));
/** Each has a sandbox and functions of its own: about 1 GB of memory. */
const MAX_WORKERS = 4;

/**
 * Grades apps in two processes more than there are cores, because checks wait about as often as they work: a run reads and changes the environment of its
 * process, so that two at once need two.
 */
export class GradingPool {
  readonly #idle: ChildProcess[] = [];
  readonly #workers: ChildProcess[] = [];
  readonly #language: string;
  readonly #waiting: ((worker: ChildProcess) => void)[] = [];

  constructor(language: string) {
    this.#language = language;
  }

  /** In the order of the calls. Rejects with an Error that says in the author's language why the app could not be graded. */
  async grade(app: GradedApp): Promise<CheckResult[]> {
    const worker =
      this.#idle.pop() ?? this.#start() ?? (await new Promise<ChildProcess>((resolve) => this.#waiting.push(resolve)));
    const answer = await ask(worker, app);
    const next = this.#waiting.shift();
    if (next) next(worker);
    else this.#idle.push(worker);
    if ("problem" in answer) throw new Error(answer.problem);
    return answer.results;
  }

  #start(): ChildProcess | undefined {
    if (this.#workers.length >= Math.min(availableParallelism() + 2, MAX_WORKERS)) return undefined;
    const worker = fork(WORKER, [this.#language], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    this.#workers.push(worker);
    return worker;
  }

  /** Ends the processes; their sandboxes end with them. */
  close(): void {
    for (const worker of this.#workers) if (worker.connected) worker.disconnect();
  }
}

function ask(worker: ChildProcess, app: GradedApp): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer): void => {
      worker.off("message", onMessage).off("exit", onExit);
      resolve(answer);
    };
    const onMessage = (message: unknown): void => settle(message as Answer);
    const onExit = (code: number | null, signal: string | null): void =>
      settle({ problem: `a process of the proof ended (${code ?? signal})` });
    worker.once("message", onMessage).once("exit", onExit);
    if (worker.connected) worker.send(app);
    else onExit(worker.exitCode, worker.signalCode);
  });
}
