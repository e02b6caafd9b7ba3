import { randomBytes } from "node:crypto";
import type { AccessRequest, OperationContext } from "../../../core/service.ts";
import { defineStore } from "../../../core/state.ts";
import { EvaluationFailure, type StatesError } from "../asl/errors.ts";
import type { Callback } from "../asl/host.ts";
import type { Json } from "../../../core/json.ts";
import { activities, offerTask } from "../activity.ts";
import { invalidToken, taskTimedOut } from "../errors.ts";

/** A task that waits for SendTaskSuccess or SendTaskFailure. */
export interface OpenTask {
  /** Who may answer it is a matter of permissions on this. */
  stateMachineArn: string;
  succeed(output: Json): void;
  fail(error: StatesError): void;
  beat(): void;
}

/** By token. */
const openTasks = defineStore("regional", () => new Map<string, OpenTask>());
/** Tokens of tasks that have ended: AWS tells them from those that never were. */
const closedTasks = defineStore("regional", () => new Set<string>());

export function openCallback(
  activityArn: string | undefined,
  stateMachineArn: string,
  context: OperationContext,
): Callback {
  if (activityArn !== undefined && !context.state(activities).has(activityArn))
    throw new EvaluationFailure(`The activity ${activityArn} does not exist.`);
  const token = `AQC${randomBytes(300).toString("base64")}`;
  const listeners: (() => void)[] = [];
  let task!: OpenTask;
  const result = new Promise<Json>((resolve, reject) => {
    task = { stateMachineArn, succeed: resolve, fail: reject, beat: () => listeners.forEach((listener) => listener()) };
  });
  result.catch(() => {});
  const tasks = context.state(openTasks);
  tasks.set(token, task);
  const closed = context.state(closedTasks);
  let withdraw: (() => void) | undefined;
  return {
    token,
    result,
    onHeartbeat: (listener) => listeners.push(listener),
    offer: (input) =>
      new Promise((resolve) => {
        withdraw = offerTask(activityArn!, { token, input: JSON.stringify(input), take: resolve }, context);
      }),
    close: () => {
      withdraw?.();
      tasks.delete(token);
      closed.add(token);
    },
  };
}

/** Answering a task is allowed by the ARN of the state machine that waits for it, as CDK's grantTaskResponse grants it. */
export function onTask(action: string, token: string | undefined, context: OperationContext): AccessRequest[] {
  const task = context.state(openTasks).get(token ?? "");
  return [{ action: `states:${action}`, resource: task?.stateMachineArn ?? "*" }];
}

/** The task that a token stands for. Throws InvalidToken or TaskTimedOut. */
export function openTask(token: string, context: OperationContext): OpenTask {
  const task = context.state(openTasks).get(token);
  if (task) return task;
  throw context.state(closedTasks).has(token) ? taskTimedOut() : invalidToken();
}
