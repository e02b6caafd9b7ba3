import type { ExecuteChangeSetCommandInput, ExecuteChangeSetCommandOutput } from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack } from "../access.ts";
import { findChangeSet, stackNameOf } from "../change-set/find-change-set.ts";
import { startDeployment } from "../deployment/start.ts";
import { changeSetCannotBeExecuted, changeSetDoesNotExist, stackCannotBeUpdated } from "../errors.ts";
import { refuseOptions } from "../refusals.ts";
import { isInProgress } from "../stack/stack.ts";

export const executeChangeSet = operation<ExecuteChangeSetCommandInput, ExecuteChangeSetCommandOutput>({
  accepts: ["ChangeSetName", "StackName", "ClientRequestToken", "DisableRollback", "RetainExceptOnCreate"],
  access: (input, context) => onStack("ExecuteChangeSet", stackNameOf(input, context), context),
  async run(input, context) {
    refuseOptions(input, "ExecuteChangeSet");
    const { stack, changeSet } = findChangeSet(input, context);
    if (!changeSet) throw changeSetDoesNotExist(input.ChangeSetName!);
    if (isInProgress(stack)) throw stackCannotBeUpdated(stack.id, stack.status);
    if (changeSet.executionStatus !== "AVAILABLE")
      throw changeSetCannotBeExecuted(
        changeSet.id,
        changeSet.status === "FAILED" ? "FAILED" : changeSet.executionStatus,
      );
    changeSet.executionStatus = "EXECUTE_COMPLETE";
    stack.changeSetId = changeSet.id;
    stack.updatedAt = context.clock.date();
    const revision = {
      ...changeSet.revision,
      disableRollback: input.DisableRollback ?? changeSet.revision.disableRollback,
    };
    await startDeployment(stack, revision, context, input.ClientRequestToken);
    return {};
  },
});
