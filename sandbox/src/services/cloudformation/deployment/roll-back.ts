import { AwsError } from "../../../core/errors.ts";
import type { OperationContext } from "../../../core/service.ts";
import { setResourceStatus, setStackStatus } from "../stack/events.ts";
import type { Done, Stack, StackResource, Undo } from "../stack/stack.ts";
import { keptAtRollback } from "./create-stack.ts";
import { deleteResources, type Deletion } from "./delete-resources.ts";
import { failureReason } from "./failure.ts";
import { providerOf } from "./providers.ts";
import { resourceContext } from "./resource-context.ts";

/**
 * Takes back what was done, from UPDATE_ROLLBACK_IN_PROGRESS to UPDATE_ROLLBACK_COMPLETE, or to UPDATE_ROLLBACK_FAILED, from where it can be
 * continued. `skipped` resources are left as they are.
 */
export async function rollBack(
  stack: Stack,
  undo: Undo,
  context: OperationContext,
  skipped: string[] = [],
): Promise<void> {
  const deletions: Deletion[] = [];
  const failed: Done[] = [];
  for (const done of undo.done.toReversed()) {
    if (done.kind === "created") deletions.push({ resource: done.resource, retain: keptAtRollback(done.resource) });
    else if (done.kind === "replaced") {
      deletions.push({ resource: done.resource, retain: false });
      restore(stack, done.before, context);
    } else if (skipped.includes(done.resource.logicalId)) restore(stack, done.before, context);
    else {
      const abandoned = await undoUpdate(stack, done, undo, context);
      if (abandoned === "failed") failed.unshift(done);
      else if (abandoned) deletions.push({ resource: abandoned, retain: false });
    }
  }
  stack.revision = undo.previous;
  if (failed.length) {
    // What was taken back stays so; what is to be deleted is deleted at the end of the rollback.
    undo.done = [...undo.done.filter((done) => done.kind === "created"), ...failed];
    stack.undo = undo;
    const ids = failed.map((done) => done.resource.logicalId).join(", ");
    return setStackStatus(
      stack,
      "UPDATE_ROLLBACK_FAILED",
      context.clock,
      `The following resource(s) failed to update: [${ids}]. `,
    );
  }
  stack.undo = undefined;
  setStackStatus(stack, "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", context.clock);
  const isDeleted = new Set(deletions.map(({ resource }) => resource));
  const neverCreated = [...stack.resources.values()].filter(
    (resource) => !resource.created && !undo.resourcesBefore.includes(resource.logicalId) && !isDeleted.has(resource),
  );
  await deleteResources(
    stack,
    [...deletions, ...neverCreated.map((resource) => ({ resource, retain: false }))],
    context,
  );
  setStackStatus(stack, "UPDATE_ROLLBACK_COMPLETE", context.clock);
}

function restore(stack: Stack, before: StackResource, context: OperationContext): void {
  stack.resources.set(before.logicalId, before);
  setResourceStatus(stack, before, "UPDATE_COMPLETE", context.clock);
}

/** Gives the resource that is to be deleted when the way back led to another one (custom resources). */
async function undoUpdate(
  stack: Stack,
  { resource, before }: Done & { kind: "updated" },
  undo: Undo,
  context: OperationContext,
): Promise<StackResource | "failed" | undefined> {
  setResourceStatus(stack, resource, "UPDATE_IN_PROGRESS", context.clock);
  const current = resource.created ?? before.created!;
  try {
    const provider = await providerOf(resource.type, resource.logicalId);
    const old = { properties: resource.properties, created: current };
    before.created = await provider!.update!(before.properties, old, resourceContext(stack, resource, context));
    before.physicalId = before.created.physicalId;
  } catch (error) {
    // Where the update itself had failed, what is to be taken back may never have come to be.
    if (undo.failedUpdates.has(resource.logicalId) && error instanceof AwsError && /NotFound|NoSuch/.test(error.code)) {
      restore(stack, before, context);
      return undefined;
    }
    setResourceStatus(stack, resource, "UPDATE_FAILED", context.clock, failureReason(error, resource.type));
    stack.resources.set(before.logicalId, { ...before, status: resource.status, statusReason: resource.statusReason });
    return "failed";
  }
  restore(stack, before, context);
  return before.created.physicalId === current.physicalId ? undefined : { ...resource, created: current };
}
