import type { OperationContext } from "../../../core/service.ts";
import { parseArn } from "../../../core/arn.ts";
import { AwsError } from "../../../core/errors.ts";
import { StatesError } from "../asl/errors.ts";
import type { TaskCall } from "../asl/host.ts";
import type { Json } from "../../../core/json.ts";
import type { Execution } from "../execution.ts";
import { assumeTaskRole } from "../role.ts";
import { callFunction } from "./function.ts";
import { callOptimized } from "./optimized.ts";
import { callSdk } from "./sdk.ts";

/** Does what a task asks for, with the role of the execution or the one that the task names. */
export async function callTask(task: TaskCall, execution: Execution, context: OperationContext): Promise<Json> {
  const asRole = task.roleArn === undefined ? context : await withTaskRole(task.roleArn, execution, context);
  const { resource } = task;
  if (resource.kind === "function") return callFunction(resource.arn, task.parameters, asRole);
  if (resource.kind !== "service") throw new TypeError(`a task of the kind ${resource.kind} is not called`);
  return resource.isSdk
    ? callSdk(resource, task.parameters, asRole)
    : callOptimized(resource, task.parameters, execution, asRole);
}

async function withTaskRole(
  role: string,
  { revision }: Execution,
  context: OperationContext,
): Promise<OperationContext> {
  try {
    const asTask = context.as(await assumeTaskRole(role, context.principal, context));
    // In the account of the role, which may be another one.
    const account = parseArn(role)!.account;
    return {
      ...asTask,
      account,
      call: (service, operation, input, options) => asTask.call(service, operation, input, { account, ...options }),
    };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new StatesError(
      "States.TaskFailed",
      `The role ${revision.roleArn} is not authorized to assume the task state's role, ${role}.`,
    );
  }
}
