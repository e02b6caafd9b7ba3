import type { DeleteStackCommandInput, DeleteStackCommandOutput } from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack, passRole } from "../access.ts";
import { startDeletion } from "../deployment/start.ts";
import { terminationProtected, validationError } from "../errors.ts";
import { isInProgress } from "../stack/stack.ts";
import { findStack } from "../stack/stacks.ts";

/** Succeeds also when there is no such stack. */
export const deleteStack = operation<DeleteStackCommandInput, DeleteStackCommandOutput>({
  accepts: ["StackName", "RetainResources", "RoleARN", "ClientRequestToken", "DeploymentConfig"],
  access: (input, context) => [...onStack("DeleteStack", input.StackName, context), ...passRole(input.RoleARN)],
  async run(input, context) {
    const stack = findStack(input.StackName!, context);
    if (!stack || stack.status === "DELETE_COMPLETE" || stack.status === "DELETE_IN_PROGRESS") return {};
    if (stack.terminationProtection) throw terminationProtected(stack.name);
    if (isInProgress(stack))
      throw validationError(`Stack [${stack.id}] cannot be deleted while in status ${stack.status}`);
    const retained = input.RetainResources ?? [];
    if (retained.length && stack.status !== "DELETE_FAILED")
      throw validationError(
        `Invalid operation on stack [${stack.id}]. The RetainResources parameter can only be specified when the stack is in the DELETE_FAILED state.`,
      );
    await startDeletion(stack, input.RoleARN, retained, context, input.ClientRequestToken);
    return {};
  },
});
