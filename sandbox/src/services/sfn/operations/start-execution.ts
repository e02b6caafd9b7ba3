import type { StartExecutionCommandInput, StartExecutionCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { executionArn } from "../arns.ts";
import { executionAlreadyExists } from "../errors.ts";
import { executions } from "../execution.ts";
import { checkInput } from "../json-input.ts";
import { checkName } from "../names.ts";
import { startExecution as start } from "../start.ts";
import { getReference } from "../state-machine.ts";
import { randomUUID } from "node:crypto";

export const startExecution = operation<StartExecutionCommandInput, StartExecutionCommandOutput>({
  accepts: ["stateMachineArn", "name", "input", "traceHeader"],
  access: (input, context) => on("StartExecution", input.stateMachineArn, context),
  run(input, context) {
    const { stateMachineArn: arn, name = randomUUID(), input: text = "{}", traceHeader } = input;
    const reference = getReference(arn!, context);
    checkName(name);
    checkInput(text);
    const { machine } = reference;
    const existing = context.state(executions).get(executionArn(context, machine.name, name));
    if (existing && machine.type === "STANDARD") {
      if (existing.status !== "RUNNING" || existing.input !== text) throw executionAlreadyExists(existing.arn);
      return { executionArn: existing.arn, startDate: new Date(existing.startedAt) };
    }
    const execution = start(reference, { name, input: text, traceHeader }, context);
    return { executionArn: execution.arn, startDate: new Date(execution.startedAt) };
  },
});
