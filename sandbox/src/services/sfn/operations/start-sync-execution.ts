import type { StartSyncExecutionCommandInput, StartSyncExecutionCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { payloadsOf } from "../describe.ts";
import { typeNotSupported } from "../errors.ts";
import { checkInput } from "../json-input.ts";
import { checkName } from "../names.ts";
import { startExecution as start } from "../start.ts";
import { getReference } from "../state-machine.ts";
import type { SyncExecutionStatus } from "@aws-sdk/client-sfn";
import { randomUUID } from "node:crypto";

export const startSyncExecution = operation<StartSyncExecutionCommandInput, StartSyncExecutionCommandOutput>({
  accepts: ["stateMachineArn", "name", "input", "traceHeader", "includedData"],
  access: (input, context) => on("StartSyncExecution", input.stateMachineArn, context),
  async run(input, context) {
    const { stateMachineArn: arn, name = randomUUID(), input: text = "{}", traceHeader } = input;
    const reference = getReference(arn!, context);
    if (reference.machine.type !== "EXPRESS") throw typeNotSupported();
    checkName(name);
    checkInput(text);
    const execution = start(reference, { name, input: text, traceHeader }, context);
    await context.waiting(execution.ended);
    const { status, output, error, cause, startedAt, stoppedAt } = execution;
    // Billed by 100 ms and 64 MB: https://aws.amazon.com/step-functions/pricing/ (2026-11)
    const billed = Math.max(1, Math.ceil((stoppedAt! - startedAt) / 100)) * 100;
    return {
      executionArn: execution.arn,
      stateMachineArn: reference.machine.arn,
      name,
      startDate: new Date(startedAt),
      stopDate: new Date(stoppedAt!),
      status: status as SyncExecutionStatus,
      ...payloadsOf(text, output, input.includedData),
      outputDetails: { included: input.includedData !== "METADATA_ONLY" },
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
      ...(traceHeader === undefined ? {} : { traceHeader }),
      billingDetails: { billedMemoryUsedInMB: 64, billedDurationInMilliseconds: billed },
    };
  },
});
