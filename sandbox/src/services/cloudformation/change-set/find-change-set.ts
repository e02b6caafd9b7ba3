import type { OperationContext } from "../../../core/service.ts";
import { changeSetDoesNotExist, stackDoesNotExist, validationError } from "../errors.ts";
import type { ChangeSet, Stack } from "../stack/stack.ts";
import { findStack, stacksOf } from "../stack/stacks.ts";

interface Input {
  ChangeSetName: string | undefined;
  StackName?: string | undefined;
}

/** The stack a request on a change set means: by its own name, or by the change set's ARN. */
function stackOfChangeSet({ ChangeSetName, StackName }: Input, context: OperationContext): Stack {
  if (StackName !== undefined) {
    const stack = findStack(StackName, context);
    if (!stack) throw stackDoesNotExist(StackName);
    return stack;
  }
  if (!ChangeSetName!.startsWith("arn:"))
    throw validationError("StackName must be specified if ChangeSetName is not specified as an ARN.");
  const stack = [...stacksOf(context).values()].find((each) =>
    each.changeSets.some((changeSet) => changeSet.id === ChangeSetName),
  );
  if (!stack) throw changeSetDoesNotExist(ChangeSetName!);
  return stack;
}

export function findChangeSet(
  input: Input,
  context: OperationContext,
): { stack: Stack; changeSet: ChangeSet | undefined } {
  const stack = stackOfChangeSet(input, context);
  const changeSet =
    stack.changeSets.find((each) => each.id === input.ChangeSetName) ?? findPending(stack, input.ChangeSetName!);
  return { stack, changeSet };
}

/** By name only those that were not executed: an executed one is found by its id alone, and its name is free again. */
export function findPending(stack: Stack, name: string): ChangeSet | undefined {
  return stack.changeSets.find((each) => each.name === name && each.executionStatus !== "EXECUTE_COMPLETE");
}

/** For access requests, before it is known whether the change set exists. */
export function stackNameOf({ ChangeSetName, StackName }: Input, context: OperationContext): string | undefined {
  return (
    StackName ??
    [...stacksOf(context).values()].find((each) => each.changeSets.some((changeSet) => changeSet.id === ChangeSetName))
      ?.id
  );
}
