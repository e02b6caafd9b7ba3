import { fork, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Clock } from "../../../core/clock.ts";
import {
  claimInspector,
  INSPECTED_LIMIT_MS,
  inspectors,
  isInspectorsOwn,
  releaseInspector,
} from "../../../core/inspection.ts";
import { childEnvironment } from "./child-environment.ts";
import { exitError, exitReason, timeoutError } from "./exit-errors.ts";
import type { Deployment, LogEvent, SessionCredentials } from "./deployment.ts";
import { MemoryWatch } from "./memory-watch.ts";
import type { ChildMessage, ChildOptions, FunctionErrorBody, InvokeMessage } from "./protocol.ts";

const BOOTSTRAP = fileURLToPath(new URL("./child/bootstrap.ts", import.meta.url));

/** "Init phase ... limited to 10 seconds": https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html (2026-11) */
const INIT_LIMIT_MS = 10_000;

/** How long output may follow the end of a process. */
const DRAIN_MS = 200;

export interface InvokeRequest {
  requestId: string;
  event: string;
  invokedFunctionArn: string;
  /** _X_AMZN_TRACE_ID while it runs. */
  traceHeader: string;
  clientContext?: string;
}

export type InvokeResult =
  | { status: "success"; payload: string; contentType?: string }
  | { status: "error" | "timeout"; error: FunctionErrorBody };

/** Takes a streamed response as it comes; without one, it is gathered into the payload. */
export type ChunkSink = (chunk: Buffer, contentType?: string) => void;

export type InitializationType = "on-demand" | "provisioned-concurrency";

export interface Surroundings {
  initializationType: InitializationType;
  clock: Clock;
  endpoint: string;
  tempDir: string;
  credentials: SessionCredentials;
}

/** One execution environment: a child process that runs one invocation at a time until it fails, is replaced, or is not needed. */
export class Environment {
  readonly deployment: Deployment;
  readonly logStream: string;
  readonly initializationType: InitializationType;
  readonly expiresAt: number;
  /** Milliseconds from fork to the loaded handler; known once `ready` has resolved. */
  initMs = 0;
  /** The process can take another invocation. */
  usable = true;
  /** Resolves to undefined when the handler is loaded, else to what failed. */
  readonly ready: Promise<FunctionErrorBody | undefined>;
  readonly pid: number | undefined;
  #child: ChildProcess;
  #clock: Clock;
  #tempDir: string;
  #lines: LogEvent[] = [];
  #onMessage: (message: ChildMessage) => void = () => {};
  #exited: Promise<string>;
  #memory: MemoryWatch;
  #isHeapFull = false;
  #isFrozen = false;
  /** Where a debugger can attach to this environment. */
  readonly #inspectorPort: number | undefined;

  constructor(deployment: Deployment, { clock, endpoint, tempDir, credentials, initializationType }: Surroundings) {
    const id = randomBytes(16).toString("hex");
    const day = clock.date().toISOString().slice(0, 10).replaceAll("-", "/");
    this.deployment = deployment;
    this.initializationType = initializationType;
    this.logStream = `${day}/[${deployment.version}]${id}`;
    this.expiresAt = credentials.expiresAt;
    this.#clock = clock;
    this.#tempDir = join(tempDir, "lambda", "tmp", id);
    mkdirSync(this.#tempDir, { recursive: true });

    const options: ChildOptions = {
      codeDir: deployment.codeDir,
      ...(deployment.optDir === undefined ? {} : { optDir: deployment.optDir }),
      tmpDir: this.#tempDir,
      ephemeralStorageMb: deployment.ephemeralStorage,
      handler: deployment.handler,
      runtime: deployment.runtime,
      logFormat: deployment.logging.format,
      logLevel: deployment.logging.applicationLevel,
      clockOffset: clock.offset,
    };
    this.#inspectorPort = claimInspector(deployment.functionName);
    const startedAt = performance.now();
    this.#child = fork(BOOTSTRAP, [JSON.stringify(options)], {
      cwd: deployment.codeDir,
      env: childEnvironment(deployment, {
        credentials,
        endpoint,
        logStream: this.logStream,
        initializationType,
        tempDir: this.#tempDir,
      }),
      // The type stripping of the bootstrap is nothing the function prints about.
      execArgv: [
        "--disable-warning=ExperimentalWarning",
        `--max-old-space-size=${deployment.memorySize}`,
        ...(this.#inspectorPort ? [`--inspect-wait=127.0.0.1:${this.#inspectorPort}`] : []),
      ],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.pid = this.#child.pid;
    this.#memory = new MemoryWatch(this.pid, deployment.memorySize, () => this.stop());
    this.#collect(this.#child.stdout!);
    this.#collect(this.#child.stderr!);
    this.#exited = new Promise((resolve) => {
      const ended = (reason: string) => {
        this.usable = false;
        rmSync(this.#tempDir, { recursive: true, force: true });
        resolve(reason);
      };
      this.#child.once("error", (error) => ended(`Runtime could not be started: ${error.message}`));
      this.#child.once("exit", (code, signal) => {
        this.usable = false;
        if (this.#inspectorPort) releaseInspector(deployment.functionName);
        // AWS ends a process that outgrows its memory; here V8 may be first to say that its heap is full.
        const end = () => ended(this.#isHeapFull ? exitReason(null, "SIGKILL") : exitReason(code, signal));
        this.#child.once("close", end);
        setTimeout(end, DRAIN_MS).unref();
      });
    });
    this.#child.on("message", (message) => this.#receive(message as ChildMessage));
    this.ready = this.#init(startedAt);
  }

  /** Runs one invocation, in real time at most the function's timeout. A process that is no longer trustworthy afterwards is killed. */
  async invoke(request: InvokeRequest, sink?: ChunkSink): Promise<InvokeResult> {
    const limit = this.#inspectorPort ? INSPECTED_LIMIT_MS : this.deployment.timeoutSeconds * 1000;
    const message: InvokeMessage = { ...request, deadline: Date.now() + limit, clockOffset: this.#clock.offset };
    let timer: NodeJS.Timeout | undefined;
    const gathered: Buffer[] = [];
    const take = sink ?? ((chunk: Buffer) => gathered.push(chunk));
    const answered = new Promise<InvokeResult>((resolve) => {
      this.#onMessage = (answer) => {
        if (answer.type !== "succeeded" && answer.type !== "failed" && answer.type !== "chunk") return;
        if (answer.requestId !== request.requestId) return;
        if (answer.type === "chunk") {
          take(Buffer.from(answer.data, "base64"), answer.contentType);
          return;
        }
        // An answer does not help: the process would have been ended before it.
        if (this.#memory.isExceeded(answer.rss) && !this.#inspectorPort) return this.stop();
        if (answer.type === "succeeded") {
          const payload = answer.streamed ? Buffer.concat(gathered).toString() : answer.payload;
          return resolve({ status: "success", payload, ...answer.streamed });
        }
        if (answer.fatal) this.usable = false;
        resolve({ status: "error", error: answer.error });
      };
    });
    const timedOut = new Promise<InvokeResult>((resolve) => {
      timer = setTimeout(
        () => resolve({ status: "timeout", error: timeoutError(request.requestId, this.deployment) }),
        limit,
      );
    });
    const crashed = this.#exited.then((reason): InvokeResult => ({
      status: "error",
      error: exitError(request.requestId, reason),
    }));
    this.#child.send(message, () => {}); // a failure to send shows as the exit
    this.#thaw();
    this.#watchMemory();
    const result = await Promise.race([answered, crashed, timedOut]);
    this.#memory.stop();
    clearTimeout(timer);
    this.#onMessage = () => {};
    if (result.status === "timeout") this.stop();
    return result;
  }

  get maxMemoryMb(): number {
    return this.#memory.peakMb;
  }

  /** What was printed since the last call. */
  takeLines(): LogEvent[] {
    return this.#lines.splice(0);
  }

  /** Between invocations AWS freezes an environment: what the function left behind stands still until the next one. */
  freeze(): void {
    // A debugger must be able to talk to it.
    if (this.#inspectorPort) return;
    this.#isFrozen = this.#child.kill("SIGSTOP");
  }

  stop(): void {
    this.usable = false;
    this.#child.kill("SIGKILL");
  }

  /** Resolves when the process is gone. */
  get stopped(): Promise<unknown> {
    return this.#exited;
  }

  async #init(startedAt: number): Promise<FunctionErrorBody | undefined> {
    let timer: NodeJS.Timeout | undefined;
    this.#watchMemory();
    const failure = await Promise.race([
      new Promise<FunctionErrorBody | undefined>((resolve) => {
        this.#onMessage = (message) => {
          if (message.type === "ready") resolve(undefined);
          if (message.type === "init-failed") resolve(message.error);
        };
      }),
      this.#exited.then((reason) => exitError("", reason)),
      new Promise<FunctionErrorBody>((resolve) => {
        // AWS gives a failed init a second chance inside the invocation; here both count as one, with the sum of their limits.
        const limit = this.#inspectorPort ? INSPECTED_LIMIT_MS : INIT_LIMIT_MS + this.deployment.timeoutSeconds * 1000;
        timer = setTimeout(() => resolve(timeoutError("", this.deployment)), limit);
      }),
    ]);
    clearTimeout(timer);
    this.#memory.stop();
    this.initMs = performance.now() - startedAt;
    if (failure) this.stop();
    return failure;
  }

  /** After the next event was sent: the process wakes once and finds it. */
  #thaw(): void {
    if (this.#isFrozen) this.#child.kill("SIGCONT");
    this.#isFrozen = false;
  }

  #receive(message: ChildMessage): void {
    if (message.type === "log") this.#print(message.message);
    else this.#onMessage(message);
  }

  /** Not while somebody debugs: the debugger needs memory of its own. */
  #watchMemory(): void {
    if (!this.#inspectorPort) this.#memory.start();
  }

  #announce(line: string): void {
    if (!line.startsWith("Debugger listening on")) return;
    inspectors.publish({ functionName: this.deployment.functionName, port: this.#inspectorPort });
  }

  #print(message: string): void {
    this.#lines.push({ timestamp: this.#clock.now(), message });
  }

  /** What is written to stdout and stderr past console.*: an event a line. */
  #collect(stream: NodeJS.ReadableStream): void {
    let rest = "";
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop()!;
      for (const line of lines) {
        if (this.#inspectorPort && isInspectorsOwn(line)) this.#announce(line);
        else if (line) this.#print(`${line}\n`);
        this.#isHeapFull ||= line.endsWith("JavaScript heap out of memory");
      }
    });
    stream.on("end", () => rest && this.#print(`${rest}\n`));
  }
}
