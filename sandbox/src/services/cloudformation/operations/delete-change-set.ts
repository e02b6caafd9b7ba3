import type { DeleteChangeSetCommandInput, DeleteChangeSetCommandOutput } from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack } from "../access.ts";
import { findChangeSet, stackNameOf } from "../change-set/find-change-set.ts";

/** Succeeds also when the change set does not exist, as long as its stack does. */
export const deleteChangeSet = operation<DeleteChangeSetCommandInput, DeleteChangeSetCommandOutput>({
  accepts: ["ChangeSetName", "StackName"],
  access: (input, context) => onStack("DeleteChangeSet", stackNameOf(input, context), context),
  run(input, context) {
    const { stack, changeSet } = findChangeSet(input, context);
    stack.changeSets = stack.changeSets.filter((each) => each !== changeSet);
    return {};
  },
});
