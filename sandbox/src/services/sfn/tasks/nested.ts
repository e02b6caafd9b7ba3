import type { DescribeExecutionCommandInput, DescribeExecutionCommandOutput } from "@aws-sdk/client-sfn";
import type { OperationContext } from "../../../core/service.ts";
import { StatesError } from "../asl/errors.ts";
import type { TaskCall } from "../asl/host.ts";
import type { Json, JsonObject } from "../../../core/json.ts";
import { executions } from "../execution.ts";

/** startExecution.sync and .sync:2: the end of the execution that was started. When the task is ended before, the execution is stopped. */
export async function awaitCompletion(task: TaskCall, answer: Json, context: OperationContext): Promise<Json> {
  const arn = (answer as { ExecutionArn: string }).ExecutionArn;
  const execution = context.state(executions).get(arn)!;
  const stop = () => {
    if (execution.status === "RUNNING")
      context.background(context.call("sfn", "StopExecution", { executionArn: arn }).catch(() => {}));
  };
  task.signal.addEventListener("abort", stop, { once: true });
  await execution.ended;
  task.signal.removeEventListener("abort", stop);

  const described = await context.call<DescribeExecutionCommandInput, DescribeExecutionCommandOutput>(
    "sfn",
    "DescribeExecution",
    { executionArn: arn },
  );
  const isParsed = task.resource.kind === "service" && task.resource.pattern === "sync:2";
  const result = describe(described, isParsed);
  if (described.status !== "SUCCEEDED") throw new StatesError("States.TaskFailed", JSON.stringify(result));
  return result;
}

function describe(execution: DescribeExecutionCommandOutput, isParsed: boolean): JsonObject {
  const payload = (text: string): Json => (isParsed ? (JSON.parse(text) as Json) : text);
  const { cause, error, output } = execution;
  return {
    ...(cause === undefined ? {} : { Cause: cause }),
    ...(error === undefined ? {} : { Error: error }),
    ExecutionArn: execution.executionArn!,
    Input: payload(execution.input!),
    InputDetails: { Included: true },
    Name: execution.name!,
    ...(output === undefined ? {} : { Output: payload(output), OutputDetails: { Included: true } }),
    StartDate: execution.startDate!.getTime(),
    StateMachineArn: execution.stateMachineArn!,
    Status: execution.status!,
    StopDate: execution.stopDate!.getTime(),
  };
}
