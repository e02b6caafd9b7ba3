import { randomUUID } from "node:crypto";
import type { MapRunStatus } from "@aws-sdk/client-sfn";
import { formatArn } from "../../../core/arn.ts";
import type { Principal } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import { defineStore } from "../../../core/state.ts";
import { Aborted, StatesError } from "../asl/errors.ts";
import type { MapRun, MapRunRequest } from "../asl/host.ts";
import type { Json, JsonObject } from "../../../core/json.ts";
import { Stopped } from "../asl/run-execution.ts";
import { resourceOf } from "../arns.ts";
import { resourceNotFound } from "../errors.ts";
import type { Execution, Started, StartRequest } from "../execution.ts";
import type { StateMachine } from "../state-machine.ts";

/** How the executions of the items begin. */
export type StartExecution = (started: Started, request: StartRequest, context: OperationContext) => Execution;

export interface MapRunRecord {
  arn: string;
  executionArn: string;
  stateMachineArn: string;
  status: MapRunStatus;
  startedAt: number;
  stoppedAt: number | undefined;
  total: number;
  maxConcurrency: number;
  toleratedFailureCount: number;
  toleratedFailurePercentage: number;
  executions: Execution[];
}

/** By ARN. */
export const mapRuns = defineStore("regional", () => new Map<string, MapRunRecord>());

export function getMapRun(arn: string, context: OperationContext): MapRunRecord {
  resourceOf(arn);
  const run = context.state(mapRuns).get(arn);
  if (!run) throw resourceNotFound(arn);
  return run;
}

/** As DescribeMapRun counts; an item is an execution here, there are no batches. */
export function countsOf({ total, executions }: MapRunRecord) {
  const count = (status: string) => executions.filter((execution) => execution.status === status).length;
  return {
    pending: total - executions.length,
    running: count("RUNNING"),
    succeeded: count("SUCCEEDED"),
    failed: count("FAILED"),
    timedOut: count("TIMED_OUT"),
    aborted: count("ABORTED"),
    total,
    resultsWritten: count("SUCCEEDED"),
  };
}

export function openMapRun(
  { label, processor, ...settings }: MapRunRequest,
  parent: Execution,
  role: Principal,
  context: OperationContext,
  start: StartExecution,
): MapRun {
  const { account, region, clock } = context;
  const { machine, revision } = parent;
  const name = `${machine.name}/${label ?? randomUUID()}`;
  const childArn = formatArn({ service: "states", region, account, resource: `stateMachine:${name}` });
  const record: MapRunRecord = {
    arn: formatArn({ service: "states", region, account, resource: `mapRun:${name}:${randomUUID()}` }),
    executionArn: parent.arn,
    stateMachineArn: childArn,
    status: "RUNNING",
    startedAt: clock.now(),
    stoppedAt: undefined,
    total: 0,
    ...settings,
    executions: [],
  };
  context.state(mapRuns).set(record.arn, record);
  const child: StateMachine = {
    ...machine,
    name,
    arn: childArn,
    type: processor.ProcessorConfig?.ExecutionType ?? "STANDARD",
  };
  const definition = { ...processor, QueryLanguage: revision.definition.QueryLanguage ?? "JSONPath" };
  return {
    arn: record.arn,
    async execute(input, itemContext, signal): Promise<Json> {
      const execution = start(
        { machine: child, revision: { ...revision, definition } },
        {
          name: randomUUID(),
          input: JSON.stringify(input),
          traceHeader: parent.traceHeader,
          mapRunArn: record.arn,
          moreContext: itemContext["Map"] === undefined ? {} : { Map: itemContext["Map"] },
          role,
        },
        context,
      );
      record.executions.push(execution);
      const stop = () => execution.stop.abort(new Stopped({}));
      signal.addEventListener("abort", stop, { once: true });
      await context.waiting(execution.ended);
      signal.removeEventListener("abort", stop);
      if (signal.aborted) throw new Aborted();
      if (execution.status !== "SUCCEEDED") throw new StatesError(execution.error, execution.cause);
      return JSON.parse(execution.output!) as Json;
    },
    begin(executions) {
      record.total = executions;
    },
    records: () => record.executions.map(recordOf),
    end(status) {
      record.status = status;
      record.stoppedAt = clock.now();
    },
  };
}

/** An execution in a file of ResultWriter. */
function recordOf(execution: Execution): JsonObject {
  const { arn, name, machine, status, input, output, error, cause, startedAt, stoppedAt } = execution;
  return {
    ...(cause === undefined ? {} : { Cause: cause }),
    ...(error === undefined ? {} : { Error: error }),
    ExecutionArn: arn,
    Input: input,
    InputDetails: { Included: true },
    Name: name,
    ...(output === undefined ? {} : { Output: output, OutputDetails: { Included: true } }),
    RedriveCount: 0,
    StartDate: new Date(startedAt).toISOString(),
    StateMachineArn: machine.arn,
    Status: status,
    StopDate: new Date(stoppedAt ?? startedAt).toISOString(),
  };
}
