import type { ListExecutionsCommandInput, ListExecutionsCommandOutput } from "@aws-sdk/client-sfn";
import type { OperationContext } from "../../../core/service.ts";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { summaryOf } from "../describe.ts";
import { resourceNotFound, typeNotSupported, validation, validationError } from "../errors.ts";
import { executions, type Execution } from "../execution.ts";
import { page } from "../paging.ts";
import { getReference } from "../state-machine.ts";
import { mapRuns } from "../tasks/map-run.ts";

/** In the order of AWS's message. */
const STATUSES: string[] = ["SUCCEEDED", "TIMED_OUT", "PENDING_REDRIVE", "ABORTED", "FAILED", "RUNNING"];

/** Of a version or an alias only those that were started by it. */
function ofStateMachine(arn: string, context: OperationContext): Execution[] {
  const { machine, version, alias } = getReference(arn, context);
  if (machine.type === "EXPRESS") throw typeNotSupported();
  return [...context.state(executions).values()].filter(
    (execution) =>
      execution.machine.arn === machine.arn &&
      (alias ? execution.aliasArn === alias.arn : !version || execution.versionArn === version.arn),
  );
}

function ofMapRun(arn: string, context: OperationContext): Execution[] {
  const run = context.state(mapRuns).get(arn);
  if (!run) throw resourceNotFound(arn);
  return run.executions;
}

export const listExecutions = operation<ListExecutionsCommandInput, ListExecutionsCommandOutput>({
  accepts: ["stateMachineArn", "statusFilter", "maxResults", "nextToken", "mapRunArn", "redriveFilter"],
  access: (input, context) => on("ListExecutions", input.stateMachineArn ?? input.mapRunArn, context),
  run(input, context) {
    const { statusFilter, mapRunArn, redriveFilter } = input;
    if (statusFilter !== undefined && !STATUSES.includes(statusFilter))
      throw validationError(
        statusFilter,
        "statusFilter",
        `Member must satisfy enum value set: [${STATUSES.join(", ")}]`,
      );
    if ((input.stateMachineArn === undefined) === (mapRunArn === undefined))
      throw validation("Exactly one of StateMachineArn and MapRunArn must be specified");
    const found =
      mapRunArn === undefined ? ofStateMachine(input.stateMachineArn!, context) : ofMapRun(mapRunArn, context);
    const matching = found.filter(
      // Nothing is ever redriven here.
      ({ status }) => (statusFilter === undefined || status === statusFilter) && redriveFilter !== "REDRIVEN",
    );
    const { items, nextToken } = page(matching.toReversed(), input, 3096);
    return { executions: items.map(summaryOf), ...(nextToken === undefined ? {} : { nextToken }) };
  },
});
