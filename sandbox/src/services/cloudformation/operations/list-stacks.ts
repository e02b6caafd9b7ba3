import type { ListStacksCommandInput, ListStacksCommandOutput } from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack } from "../access.ts";
import { page } from "../paging.ts";
import { stacksOf } from "../stack/stacks.ts";

/** Newest first, deleted ones too. */
export const listStacks = operation<ListStacksCommandInput, ListStacksCommandOutput>({
  accepts: ["NextToken", "StackStatusFilter"],
  access: (_input, context) => onStack("ListStacks", undefined, context),
  run(input, context) {
    const filter = input.StackStatusFilter ?? [];
    const stacks = [...stacksOf(context).values()]
      .filter((stack) => !filter.length || filter.includes(stack.status))
      .toReversed();
    const { items, ...next } = page(stacks, input.NextToken);
    return {
      StackSummaries: items.map((stack) => ({
        StackId: stack.id,
        StackName: stack.name,
        ...(stack.revision?.template.Description === undefined
          ? {}
          : { TemplateDescription: stack.revision.template.Description }),
        CreationTime: stack.createdAt,
        ...(stack.updatedAt ? { LastUpdatedTime: stack.updatedAt } : {}),
        ...(stack.deletedAt ? { DeletionTime: stack.deletedAt } : {}),
        StackStatus: stack.status,
        ...(stack.statusReason === undefined ? {} : { StackStatusReason: stack.statusReason }),
        DriftInformation: { StackDriftStatus: "NOT_CHECKED" as const },
      })),
      ...next,
    };
  },
});
