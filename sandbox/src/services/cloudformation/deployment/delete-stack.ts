import type { OperationContext } from "../../../core/service.ts";
import { setStackStatus } from "../stack/events.ts";
import type { Stack } from "../stack/stack.ts";
import { deleteResources, failedToDelete } from "./delete-resources.ts";
import { isRetained } from "./update-stack.ts";

/** From DELETE_IN_PROGRESS to DELETE_COMPLETE or DELETE_FAILED. `retained` are left where they are, which only a stack whose deletion failed allows. */
export async function deleteStack(stack: Stack, context: OperationContext, retained: string[]): Promise<void> {
  const failed = await deleteResources(
    stack,
    [...stack.resources.values()].map((resource) => ({
      resource,
      retain: isRetained(resource.definition.DeletionPolicy) || retained.includes(resource.logicalId),
    })),
    context,
  );
  if (failed.length) return setStackStatus(stack, "DELETE_FAILED", context.clock, failedToDelete(failed));
  stack.deletedAt = context.clock.date();
  stack.imports = new Set();
  setStackStatus(stack, "DELETE_COMPLETE", context.clock);
}
