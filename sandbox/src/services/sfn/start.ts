import { randomUUID } from "node:crypto";
import type { AwsError } from "../../core/errors.ts";
import { servicePrincipal, type Principal } from "../../core/principal.ts";
import type { OperationContext } from "../../core/service.ts";
import { executionArn, expressArn } from "./arns.ts";
import { History } from "./asl/history.ts";
import type { Json, JsonObject } from "../../core/json.ts";
import { runExecution, type ExecutionEnd } from "./asl/run-execution.ts";
import { executions, type Execution, type Started, type StartRequest } from "./execution.ts";
import { EXPRESS_SECONDS } from "./limits.ts";
import { logExecution } from "./logging.ts";
import { assumeRole } from "./role.ts";
import { announce } from "./status-events.ts";
import { createHost } from "./tasks/host.ts";

/** Begins an execution; it goes on behind the answer. */
export function startExecution(started: Started, request: StartRequest, context: OperationContext): Execution {
  const { machine, revision } = started;
  const { clock } = context;
  let finish!: () => void;
  const execution: Execution = {
    arn:
      machine.type === "EXPRESS"
        ? expressArn(context, machine.name, request.name, randomUUID())
        : executionArn(context, machine.name, request.name),
    name: request.name,
    machine,
    revision,
    versionArn: started.version?.arn,
    aliasArn: started.alias?.arn,
    mapRunArn: request.mapRunArn,
    input: request.input,
    startedAt: clock.now(),
    stoppedAt: undefined,
    status: "RUNNING",
    output: undefined,
    error: undefined,
    cause: undefined,
    traceHeader: request.traceHeader,
    history: new History(() => clock.now(), machine.type),
    stop: new AbortController(),
    ended: new Promise((resolve) => (finish = resolve)),
  };
  const all = context.state(executions);
  all.set(execution.arn, execution);
  const asService = context.as(servicePrincipal("states.amazonaws.com", context.account, machine.arn));
  logExecution(execution, asService);
  announce(execution, asService);
  asService.background(
    run(execution, request, asService).finally(() => {
      if (machine.type === "EXPRESS") all.delete(execution.arn);
      announce(execution, asService);
      finish();
    }),
  );
  return execution;
}

async function run(execution: Execution, request: StartRequest, context: OperationContext): Promise<void> {
  const { machine, revision, history } = execution;
  const startedAt = performance.now();
  const end = await assumed(execution, request, context).then(
    (role) => {
      const input = JSON.parse(execution.input) as Json;
      return runExecution(
        {
          definition: limited(revision.definition, machine.type),
          input,
          context: { ...contextOf(execution, input), ...request.moreContext },
          roleArn: revision.roleArn,
        },
        history,
        createHost(execution, role, context, startExecution),
        execution.stop.signal,
      );
    },
    // The role is gone, or trusts others now.
    ({ code, message }: AwsError): ExecutionEnd => ({ status: "FAILED", error: code, cause: message }),
  );
  execution.status = end.status;
  execution.stoppedAt = context.clock.now();
  context.hop({
    caller: "states.amazonaws.com",
    service: "sfn",
    action: "execution",
    resource: execution.arn,
    result: end.status === "SUCCEEDED" ? "ok" : (end.error ?? end.status),
    ...(end.status !== "SUCCEEDED" && end.cause !== undefined ? { detail: end.cause } : {}),
    durationMs: performance.now() - startedAt,
  });
  if (end.status === "SUCCEEDED") {
    execution.output = JSON.stringify(end.output);
    return;
  }
  execution.error = end.error;
  execution.cause = end.cause;
  // Reported with its stack where it is a fault of the sandbox.
  if (end.fault !== undefined) throw end.fault;
}

async function assumed(
  { machine, revision }: Execution,
  { role }: StartRequest,
  context: OperationContext,
): Promise<Principal> {
  return role ?? assumeRole(revision.roleArn, machine.arn, context);
}

function contextOf({ arn, name, machine, revision, startedAt }: Execution, input: Json): JsonObject {
  return {
    Execution: {
      Id: arn,
      Input: input,
      StartTime: new Date(startedAt).toISOString(),
      Name: name,
      RoleArn: revision.roleArn,
      RedriveCount: 0,
    },
    StateMachine: { Id: machine.arn, Name: machine.name },
  };
}

function limited(definition: Started["revision"]["definition"], type: string): typeof definition {
  if (type !== "EXPRESS") return definition;
  return { ...definition, TimeoutSeconds: Math.min(definition.TimeoutSeconds ?? Infinity, EXPRESS_SECONDS) };
}
