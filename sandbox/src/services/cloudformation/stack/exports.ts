import type { OperationContext } from "../../../core/service.ts";
import type { Output, Stack } from "./stack.ts";
import { stacksOf } from "./stacks.ts";

export interface Export {
  name: string;
  value: string;
  stack: Stack;
}

/** What the stacks of this account and Region export. */
export function exportsOf(context: OperationContext): Export[] {
  return [...stacksOf(context).values()]
    .filter((stack) => stack.status !== "DELETE_COMPLETE")
    .flatMap((stack) =>
      stack.outputs
        .filter((output) => output.exportName !== undefined)
        .map((output) => ({ name: output.exportName!, value: output.value, stack })),
    );
}

export function importersOf(name: string, context: OperationContext): Stack[] {
  return [...stacksOf(context).values()].filter(
    (stack) => stack.status !== "DELETE_COMPLETE" && stack.imports.has(name),
  );
}

/** Why the stack's exports may not become those of `next` (deletion: none), in AWS's words. */
export function exportConflict(stack: Stack, next: Output[], context: OperationContext): string | undefined {
  for (const output of stack.outputs) {
    if (output.exportName === undefined) continue;
    const users = importersOf(output.exportName, context).filter((user) => user !== stack);
    const after = next.find((each) => each.exportName === output.exportName);
    if (!users.length || after?.value === output.value) continue;
    const names = users.map((user) => user.name).join(" and ");
    return `Export ${output.exportName} cannot be ${after ? "updated" : "deleted"} as it is in use by ${names}`;
  }
  for (const { exportName } of next) {
    const other = exportsOf(context).find((each) => each.name === exportName && each.stack !== stack);
    if (other) return `Export with name ${exportName} is already exported by stack ${other.stack.name}`;
  }
  return undefined;
}
