import type { OperationContext } from "../../../core/service.ts";
import { setStackStatus } from "../stack/events.ts";
import { exportConflict } from "../stack/exports.ts";
import type { Output, Stack, StackResource } from "../stack/stack.ts";
import { applyResource } from "./apply-resource.ts";
import { deleteResources, failedToDelete } from "./delete-resources.ts";
import { runResources } from "./graph.ts";
import { outputsOf, unknownOutputAttribute } from "./outputs.ts";
import type { Run } from "./run.ts";

/** From CREATE_IN_PROGRESS to CREATE_COMPLETE; or back, to ROLLBACK_COMPLETE, or CREATE_FAILED where the failure is to be kept. */
export async function createStack(run: Run): Promise<void> {
  const { stack, context, revision } = run;
  let reason = unknownOutputAttribute(revision.template);
  if (reason === undefined) {
    await runResources(run.graph, (id) => applyResource(run, id), { stopAtFailure: true }, context);
    reason = failedResources(run) ?? finishOutputs(run);
  }
  if (reason === undefined) return setStackStatus(stack, "CREATE_COMPLETE", context.clock);
  if (revision.disableRollback || revision.onFailure === "DO_NOTHING")
    return setStackStatus(stack, "CREATE_FAILED", context.clock, `${reason}. `);
  setStackStatus(stack, "ROLLBACK_IN_PROGRESS", context.clock, `${reason}. Rollback requested by user.`);
  await removeCreated(stack, context);
  if (revision.onFailure === "DELETE" && stack.status === "ROLLBACK_COMPLETE") {
    setStackStatus(stack, "DELETE_IN_PROGRESS", context.clock);
    stack.deletedAt = context.clock.date();
    setStackStatus(stack, "DELETE_COMPLETE", context.clock);
  }
}

/** From ROLLBACK_IN_PROGRESS to ROLLBACK_COMPLETE. */
export async function removeCreated(stack: Stack, context: OperationContext): Promise<void> {
  const deletions = [...stack.resources.values()].map((resource) => ({
    resource,
    retain: keptAtRollback(resource),
  }));
  const left = await deleteResources(stack, deletions, context);
  stack.deletedAt = context.clock.date();
  if (left.length) setStackStatus(stack, "ROLLBACK_FAILED", context.clock, failedToDelete(left));
  else setStackStatus(stack, "ROLLBACK_COMPLETE", context.clock);
}

/** Retain keeps it even when its creation is taken back; that is what RetainExceptOnCreate is for. */
export function keptAtRollback(resource: StackResource): boolean {
  return resource.definition.DeletionPolicy === "Retain";
}

/** AWS's sentence about what failed, without its full stop. */
export function failedResources({ failed }: Run): string | undefined {
  const sentences = [
    ...(failed.create.length ? [`The following resource(s) failed to create: [${failed.create.join(", ")}]`] : []),
    ...(failed.update.length ? [`The following resource(s) failed to update: [${failed.update.join(", ")}]`] : []),
  ];
  return sentences.length ? sentences.join(". ") : undefined;
}

/** Works out and publishes outputs and exports; the reason when that is not possible. */
export function finishOutputs(run: Run): string | undefined {
  const { stack, revision, scope, context } = run;
  let outputs: Output[];
  try {
    outputs = outputsOf(revision.template, scope);
  } catch (error) {
    return (error as Error).message;
  }
  const conflict = exportConflict(stack, outputs, context);
  if (conflict !== undefined) return conflict;
  stack.outputs = outputs;
  stack.imports = run.imports;
  return undefined;
}
