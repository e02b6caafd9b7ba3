import type {
  ContinueUpdateRollbackCommandInput,
  ContinueUpdateRollbackCommandOutput,
} from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack, passRole } from "../access.ts";
import { startRollback } from "../deployment/start.ts";
import { stackDoesNotExist, validationError } from "../errors.ts";
import { findStack } from "../stack/stacks.ts";

export const continueUpdateRollback = operation<
  ContinueUpdateRollbackCommandInput,
  ContinueUpdateRollbackCommandOutput
>({
  accepts: ["StackName", "RoleARN", "ResourcesToSkip", "ClientRequestToken"],
  access: (input, context) => [
    ...onStack("ContinueUpdateRollback", input.StackName, context),
    ...passRole(input.RoleARN),
  ],
  async run(input, context) {
    const stack = findStack(input.StackName!, context);
    if (!stack) throw stackDoesNotExist(input.StackName!);
    if (stack.status !== "UPDATE_ROLLBACK_FAILED" || !stack.undo)
      throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be continued to roll back.`);
    const skipped = input.ResourcesToSkip ?? [];
    // Only what could not be taken back can be skipped. The wording is ours.
    const wrong = skipped.filter((id) => stack.resources.get(id)?.status !== "UPDATE_FAILED");
    if (wrong.length)
      throw validationError(
        `The following resources to skip are not in the UPDATE_FAILED state: [${wrong.join(", ")}]`,
      );
    await startRollback(stack, { roleArn: input.RoleARN, skipped, token: input.ClientRequestToken }, context);
    return {};
  },
});
