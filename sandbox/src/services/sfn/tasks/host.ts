import { createHash, randomUUID } from "node:crypto";
import type { Principal } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import { Aborted } from "../asl/errors.ts";
import type { Host } from "../asl/host.ts";
import type { Execution } from "../execution.ts";
import { checkParameters } from "./check.ts";
import { callTask } from "./call.ts";
import { openCallback } from "./callbacks.ts";
import { openMapRun, type StartExecution } from "./map-run.ts";
import { awaitCompletion } from "./nested.ts";

/** The sandbox around an execution: its clock, its services, and the role that the tasks act with. */
export function createHost(
  execution: Execution,
  role: Principal,
  context: OperationContext,
  start: StartExecution,
): Host {
  const asRole = context.as(role);
  return {
    region: context.region,
    now: () => context.clock.now(),
    sleep: (milliseconds, signal) => sleep(milliseconds, signal, context),
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    fork: (branch) => context.running(branch()),
    waiting: (event) => context.waiting(event),
    uuid: () => randomUUID(),
    random: () => Math.random(),
    hash: (text, algorithm) => createHash(algorithm).update(text).digest("hex"),
    check: checkParameters,
    call: (task) => callTask(task, execution, asRole),
    completion: (task, answer) => awaitCompletion(task, answer, asRole),
    openCallback: (activityArn) => openCallback(activityArn, execution.machine.arn, context),
    openMapRun: (request) => openMapRun(request, execution, role, context, start),
  };
}

function sleep(milliseconds: number, signal: AbortSignal, { clock }: OperationContext): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      timer.cancel();
      reject(signal.reason instanceof Aborted ? signal.reason : new Aborted());
    };
    const timer = clock.after(milliseconds, () => {
      signal.removeEventListener("abort", abort);
      resolve();
    });
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
  });
}
