import type { ItemProcessor } from "./definition.ts";
import type { Json, JsonObject } from "../../../core/json.ts";

/** What a task asks of the world. */
export interface TaskCall {
  resource: TaskResource;
  parameters: Json;
  /** The role that Credentials names, in place of the execution's own. */
  roleArn?: string;
  /** Ends when nobody waits for the answer any more. */
  signal: AbortSignal;
}

export type TaskResource =
  | { kind: "function"; arn: string }
  | { kind: "activity"; arn: string }
  | {
      kind: "service";
      arn: string;
      /** Called as the SDK names it (aws-sdk:...), not through an optimized integration. */
      isSdk: boolean;
      service: string;
      /** As in the ARN, without the pattern: putItem, invoke. */
      action: string;
      pattern: "request" | "sync" | "sync:2" | "waitForTaskToken";
    };

/** A task that somebody else completes, by its token. */
export interface Callback {
  token: string;
  /** What SendTaskSuccess brought; rejects with a StatesError at SendTaskFailure. */
  result: Promise<Json>;
  onHeartbeat(listener: () => void): void;
  /** For an activity: puts the task up for the workers; resolves when one has taken it. */
  offer(input: Json): Promise<{ workerName?: string }>;
  close(): void;
}

/** The executions that a distributed Map state starts, one for each item. */
export interface MapRun {
  arn: string;
  /** Rejects with the StatesError of the execution. */
  execute(input: Json, context: JsonObject, signal: AbortSignal): Promise<Json>;
  /** How many executions there will be. */
  begin(executions: number): void;
  /** The executions that have ended, as ResultWriter writes them. */
  records(): JsonObject[];
  end(status: "SUCCEEDED" | "FAILED"): void;
}

export interface MapRunRequest {
  /** Undefined: one is made up. */
  label: string | undefined;
  processor: ItemProcessor;
  maxConcurrency: number;
  toleratedFailureCount: number;
  toleratedFailurePercentage: number;
}

/** The world around an execution. The interpreter itself has no clock, no randomness and no I/O. */
export interface Host {
  region: string;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after the time; rejects with Aborted when the signal ends it. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Lets the other branches take their step. */
  turn(): Promise<void>;
  /** Starts a branch that runs beside others. */
  fork<T>(branch: () => Promise<T>): Promise<T>;
  /** Waits for time to pass, for somebody's answer, or for branches: meanwhile this path does nothing itself. */
  waiting<T>(event: Promise<T>): Promise<T>;
  uuid(): string;
  /** 0 to 1, not 1. */
  random(): number;
  /** Hexadecimal digest. */
  hash(text: string, algorithm: string): string;
  /** Rejects with an EvaluationFailure for parameters that the task cannot start with. */
  check(resource: TaskResource, parameters: Json): Promise<void>;
  /** Rejects with a StatesError that has the name and the cause that AWS gives. */
  call(task: TaskCall): Promise<Json>;
  /** For the patterns .sync: waits for the end of what `call` started. */
  completion(task: TaskCall, answer: Json): Promise<Json>;
  /** Throws an EvaluationFailure when the activity does not exist. */
  openCallback(activityArn?: string): Callback;
  openMapRun(request: MapRunRequest): MapRun;
}
