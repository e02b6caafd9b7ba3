import type { RollbackStackCommandInput, RollbackStackCommandOutput } from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack, passRole } from "../access.ts";
import { startRollback } from "../deployment/start.ts";
import { stackDoesNotExist, validationError } from "../errors.ts";
import { refuseOptions } from "../refusals.ts";
import { findStack } from "../stack/stacks.ts";

/** Takes a stack whose failure was kept (CREATE_FAILED, UPDATE_FAILED) back to its last stable state. */
export const rollbackStack = operation<RollbackStackCommandInput, RollbackStackCommandOutput>({
  accepts: ["StackName", "RoleARN", "ClientRequestToken", "RetainExceptOnCreate"],
  access: (input, context) => [...onStack("RollbackStack", input.StackName, context), ...passRole(input.RoleARN)],
  async run(input, context) {
    refuseOptions(input, "RollbackStack");
    const stack = findStack(input.StackName!, context);
    if (!stack) throw stackDoesNotExist(input.StackName!);
    if (stack.status !== "CREATE_FAILED" && stack.status !== "UPDATE_FAILED")
      throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be rolled back.`);
    await startRollback(stack, { roleArn: input.RoleARN, token: input.ClientRequestToken }, context);
    return { StackId: stack.id };
  },
});
