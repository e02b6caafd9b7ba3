import type { PutEventsCommandInput } from "@aws-sdk/client-eventbridge";
import type { OperationContext } from "../../core/service.ts";
import type { Execution } from "./execution.ts";

/** Bytes of input and output that an event has room for: https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html (2026-11-21) */
const PAYLOAD_BYTES = 248 * 1024;

/** Puts "Step Functions Execution Status Change" on the default bus, as Step Functions itself; recorded in test_event_bridge_events_base. */
export function announce(execution: Execution, asService: OperationContext): void {
  if (execution.machine.type !== "STANDARD" || execution.mapRunArn !== undefined) return;
  const entry = {
    Source: "aws.states",
    DetailType: "Step Functions Execution Status Change",
    Resources: [execution.arn],
    Detail: JSON.stringify(detailOf(execution)),
  };
  asService.background(
    asService.call<PutEventsCommandInput, unknown>("eventbridge", "PutEvents", { Entries: [entry] }),
  );
}

function detailOf(execution: Execution): object {
  const { status, input, output } = execution;
  const hasOutput = output !== undefined;
  const isOutputIn = hasOutput && escapedBytes(output) <= PAYLOAD_BYTES;
  const isInputIn = escapedBytes(input) + (isOutputIn ? escapedBytes(output) : 0) <= PAYLOAD_BYTES;
  const isRedrivable = status !== "RUNNING" && status !== "SUCCEEDED";
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.machine.arn,
    name: execution.name,
    status,
    startDate: execution.startedAt,
    stopDate: execution.stoppedAt ?? null,
    input: isInputIn ? input : null,
    output: isOutputIn ? output : null,
    stateMachineVersionArn: execution.versionArn ?? null,
    stateMachineAliasArn: execution.aliasArn ?? null,
    redriveCount: 0,
    redriveDate: null,
    redriveStatus: isRedrivable ? "REDRIVABLE" : "NOT_REDRIVABLE",
    redriveStatusReason: isRedrivable ? null : `Execution is ${status} and cannot be redriven`,
    inputDetails: { included: isInputIn },
    outputDetails: hasOutput ? { included: isOutputIn } : null,
    error: execution.error ?? null,
    cause: execution.cause ?? null,
  };
}

/** As a text within the event. */
function escapedBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}
