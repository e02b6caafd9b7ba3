import type { ExecutionStatus } from "@aws-sdk/client-sfn";
import type { Principal } from "../../core/principal.ts";
import type { OperationContext } from "../../core/service.ts";
import { defineStore } from "../../core/state.ts";
import { resourceOf } from "./arns.ts";
import type { History } from "./asl/history.ts";
import type { JsonObject } from "../../core/json.ts";
import { executionDoesNotExist, invalidArn } from "./errors.ts";
import type { Reference, Revision, StateMachine } from "./state-machine.ts";

export interface Execution {
  arn: string;
  name: string;
  machine: StateMachine;
  /** What it runs; an update of the state machine does not change it. */
  revision: Revision;
  versionArn: string | undefined;
  aliasArn: string | undefined;
  mapRunArn: string | undefined;
  /** As it was given. */
  input: string;
  startedAt: number;
  stoppedAt: number | undefined;
  status: ExecutionStatus;
  output: string | undefined;
  error: string | undefined;
  cause: string | undefined;
  traceHeader: string | undefined;
  history: History;
  stop: AbortController;
  /** Settles when it has ended. */
  ended: Promise<void>;
}

/** By ARN, oldest first. Express executions are here as long as they run. */
export const executions = defineStore("regional", () => new Map<string, Execution>());

/** Throws InvalidArn or ExecutionDoesNotExist. */
export function getExecution(arn: string, context: OperationContext): Execution {
  const [kind] = resourceOf(arn);
  if (kind !== "execution") throw invalidArn(`Resource type not valid in this context: ${kind}`);
  const execution = context.state(executions).get(arn);
  if (!execution) throw executionDoesNotExist(arn);
  return execution;
}

export interface StartRequest {
  name: string;
  input: string;
  traceHeader?: string | undefined;
  mapRunArn?: string;
  /** Beside Execution and StateMachine: the item of a distributed Map. */
  moreContext?: JsonObject;
  /** The session of the role, where there is one already. */
  role?: Principal;
}

export type Started = Pick<Reference, "machine" | "revision" | "version" | "alias">;
