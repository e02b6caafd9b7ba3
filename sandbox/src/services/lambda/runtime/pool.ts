import type { Clock } from "../../../core/clock.ts";
import { AwsError } from "../../../core/errors.ts";
import { trimCompileCache } from "./compile-cache.ts";
import type { Deployment, LogEvent, SessionCredentials } from "./deployment.ts";
import {
  Environment,
  type ChunkSink,
  type InitializationType,
  type InvokeRequest,
  type InvokeResult,
} from "./environment.ts";
import { platformLog } from "./platform-log.ts";
import { Reaper } from "../../../reaper.ts";

/** Environments that wait for their next invocation (about 50 MB each); those used longest ago end first. */
const MAX_IDLE = 20;

/** Processes at one time; further invocations wait for one, so that a function that calls itself cannot drown the machine. */
const MAX_PROCESSES = 64;

/** Before its credentials expire, an environment is replaced. */
const EXPIRY_MARGIN_MS = 60_000;

/** "Response payload size exceeded maximum allowed payload size (6291556 bytes)": recorded on AWS. */
const MAX_RESPONSE_BYTES = 6_291_556;

export interface Invocation {
  result: InvokeResult;
  isCold: boolean;
  /** The response went to the sink in chunks. */
  isStreamed: boolean;
  /** Without the init phase. */
  durationMs: number;
  initMs?: number;
  logStream: string;
  /** All log events, the platform's included, in order. */
  log: LogEvent[];
  /** Only what the function printed. */
  prints: string[];
}

interface PoolOptions {
  clock: Clock;
  endpoint: string;
  tempDir: string;
}

/** The execution environments of one sandbox. */
export class Pool {
  #options: PoolOptions;
  #idle = new Set<Environment>();
  #all = new Set<Environment>();
  #retired = new WeakSet<Deployment>();
  #waiting: (() => void)[] = [];
  #processes = 0;
  #isStopped = false;
  #reaper = new Reaper();

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Runs one invocation on an idle environment of the deployment, else on a new one. */
  async invoke(
    deployment: Deployment,
    request: InvokeRequest,
    credentials: () => Promise<SessionCredentials>,
    sink?: ChunkSink,
  ): Promise<Invocation> {
    const { clock } = this.#options;
    const log: LogEvent[] = [];
    const write = (messages: string[]) => log.push(...messages.map((message) => ({ timestamp: clock.now(), message })));

    const warm = this.#takeIdle(deployment);
    const environment = warm ?? (await this.#start(deployment, credentials));
    const isCold = warm === undefined;
    if (isCold) write(platformLog.initStart(deployment, clock.date()));
    const failure = isCold ? await environment.ready : undefined;
    const initPrints = environment.takeLines();
    log.push(...initPrints);

    write(platformLog.start(deployment, clock.date(), request.requestId));
    const startedAt = performance.now();
    let isStreamed = false;
    const taken: ChunkSink | undefined =
      sink &&
      ((chunk, contentType) => {
        isStreamed = true;
        sink(chunk, contentType);
      });
    let result: InvokeResult = failure
      ? initFailure(failure, request.requestId)
      : await environment.invoke(request, taken);
    const durationMs = performance.now() - startedAt;
    if (result.status === "success" && Buffer.byteLength(result.payload) > MAX_RESPONSE_BYTES)
      result = { status: "error", error: RESPONSE_TOO_LARGE };
    const prints = environment.takeLines();
    log.push(...prints);

    const error = result.status === "success" ? undefined : result.error;
    const report = {
      requestId: request.requestId,
      durationMs,
      ...(isCold ? { initMs: environment.initMs } : {}),
      maxMemoryMb: environment.maxMemoryMb,
      status: result.status,
      errorType: error?.errorType,
      traceHeader: request.traceHeader,
    };
    write(platformLog.end(deployment, clock.date(), report, error?.errorMessage));
    this.#release(environment);
    return {
      result,
      isCold,
      isStreamed,
      durationMs,
      ...(isCold ? { initMs: environment.initMs } : {}),
      logStream: environment.logStream,
      log,
      prints: [...initPrints, ...prints].map(({ message }) => message),
    };
  }

  /** Initialises environments ahead of their first invocation. They are kept until the deployment is retired. False when an init failed. */
  async prepare(
    deployment: Deployment,
    count: number,
    credentials: () => Promise<SessionCredentials>,
  ): Promise<boolean> {
    const environments = await Promise.all(
      Array.from({ length: count }, () => this.#start(deployment, credentials, "provisioned-concurrency")),
    );
    const failures = await Promise.all(environments.map((environment) => environment.ready));
    for (const environment of environments) this.#release(environment);
    return failures.every((failure) => failure === undefined);
  }

  /** The deployment is replaced or deleted: its idle environments end now, busy ones after their invocation. */
  retire(deployment: Deployment): void {
    this.#retired.add(deployment);
    for (const environment of this.#idle) if (environment.deployment === deployment) this.#end(environment);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    const environments = [...this.#all];
    for (const environment of environments) this.#end(environment);
    await Promise.all(environments.map((environment) => environment.stopped));
    this.#reaper.stop();
    await trimCompileCache();
  }

  #takeIdle(deployment: Deployment): Environment | undefined {
    const now = this.#options.clock.now();
    // The one used last first: as on AWS, what is not needed ages and goes.
    for (const environment of [...this.#idle].reverse()) {
      if (environment.deployment !== deployment) continue;
      if (!environment.usable || environment.expiresAt - EXPIRY_MARGIN_MS < now) {
        this.#end(environment);
        continue;
      }
      this.#idle.delete(environment);
      return environment;
    }
    return undefined;
  }

  async #start(
    deployment: Deployment,
    credentials: () => Promise<SessionCredentials>,
    initializationType: InitializationType = "on-demand",
  ): Promise<Environment> {
    const session = await credentials();
    while (this.#processes >= MAX_PROCESSES) {
      this.#endOldest();
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (this.#isStopped) throw new AwsError("ServiceException", "The sandbox has stopped.", { status: 500 });
    const environment = new Environment(deployment, { ...this.#options, credentials: session, initializationType });
    this.#processes++;
    const { pid } = environment;
    this.#all.add(environment);
    if (pid !== undefined) this.#reaper.watch(pid);
    void this.#forgetWhenStopped(environment);
    return environment;
  }

  async #forgetWhenStopped(environment: Environment): Promise<void> {
    await environment.stopped;
    this.#all.delete(environment);
    this.#idle.delete(environment);
    this.#processes--;
    if (environment.pid !== undefined) this.#reaper.forget(environment.pid);
    this.#waiting.shift()?.();
  }

  #release(environment: Environment): void {
    const isWanted = this.#waiting.length === 0 && !this.#retired.has(environment.deployment);
    if (!environment.usable || !isWanted) return this.#end(environment);
    this.#idle.add(environment);
    environment.freeze();
    if (this.#idle.size > MAX_IDLE) this.#endOldest();
  }

  /** What was provisioned stays. */
  #endOldest(): void {
    for (const environment of this.#idle)
      if (environment.initializationType === "on-demand") return this.#end(environment);
  }

  #end(environment: Environment): void {
    this.#idle.delete(environment);
    environment.stop();
  }
}

const RESPONSE_TOO_LARGE = {
  errorType: "Function.ResponseSizeTooLarge",
  errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
};

/** A process that ends or hangs during init has no request yet; its error names the one that waited for it. */
function initFailure(
  error: { errorType: string; errorMessage: string; trace?: string[] },
  requestId: string,
): InvokeResult {
  const status = error.errorType === "Sandbox.Timedout" ? "timeout" : "error";
  const named = error.trace ? error : { ...error, errorMessage: `RequestId: ${requestId} ${error.errorMessage}` };
  return { status, error: named };
}
