import type { ListChangeSetsCommandInput, ListChangeSetsCommandOutput } from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack } from "../access.ts";
import { stackDoesNotExist } from "../errors.ts";
import { page } from "../paging.ts";
import { findStack } from "../stack/stacks.ts";

export const listChangeSets = operation<ListChangeSetsCommandInput, ListChangeSetsCommandOutput>({
  accepts: ["StackName", "NextToken"],
  access: (input, context) => onStack("ListChangeSets", input.StackName, context),
  run(input, context) {
    const stack = findStack(input.StackName!, context);
    if (!stack) throw stackDoesNotExist(input.StackName!);
    const { items, ...next } = page(
      stack.changeSets.filter((changeSet) => changeSet.executionStatus !== "EXECUTE_COMPLETE"),
      input.NextToken,
    );
    return {
      Summaries: items.map((changeSet) => ({
        StackId: stack.id,
        StackName: stack.name,
        ChangeSetId: changeSet.id,
        ChangeSetName: changeSet.name,
        ExecutionStatus: changeSet.executionStatus,
        Status: changeSet.status,
        ...(changeSet.statusReason === undefined ? {} : { StatusReason: changeSet.statusReason }),
        ...(changeSet.description === undefined ? {} : { Description: changeSet.description }),
        CreationTime: changeSet.createdAt,
        IncludeNestedStacks: changeSet.includeNestedStacks,
      })),
      ...next,
    };
  },
});
