import type { DescribeStacksCommandInput, DescribeStacksCommandOutput } from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack } from "../access.ts";
import { stackWithIdDoesNotExist } from "../errors.ts";
import { page } from "../paging.ts";
import { describeStack } from "../stack/describe.ts";
import { settled } from "../stack/events.ts";
import { findStack, stacksOf } from "../stack/stacks.ts";

/** A poll is held this long while an operation is in progress, so that it sees the end. */
const POLL_HELD_MILLISECONDS = 1000;

export const describeStacks = operation<DescribeStacksCommandInput, DescribeStacksCommandOutput>({
  accepts: ["StackName", "NextToken"],
  access: (input, context) => onStack("DescribeStacks", input.StackName, context),
  async run(input, context) {
    if (input.StackName !== undefined) {
      const stack = findStack(input.StackName, context);
      if (!stack) throw stackWithIdDoesNotExist(input.StackName);
      await context.waiting(settled(stack, POLL_HELD_MILLISECONDS));
      return { Stacks: [describeStack(stack)] };
    }
    const existing = [...stacksOf(context).values()].filter((stack) => stack.status !== "DELETE_COMPLETE").toReversed();
    const { items, ...next } = page(existing, input.NextToken);
    return { Stacks: items.map(describeStack), ...next };
  },
});
