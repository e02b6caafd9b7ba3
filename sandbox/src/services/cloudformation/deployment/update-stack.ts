import { setResourceStatus, setStackStatus } from "../stack/events.ts";
import { applyResource, isOtherThing } from "./apply-resource.ts";
import { failedResources, finishOutputs } from "./create-stack.ts";
import { deleteResources } from "./delete-resources.ts";
import { runResources } from "./graph.ts";
import { unknownOutputAttribute } from "./outputs.ts";
import { policyDenial } from "./policy-denial.ts";
import { rollBack } from "./roll-back.ts";
import type { Run } from "./run.ts";

/** From UPDATE_IN_PROGRESS to UPDATE_COMPLETE; or back to the last stable state, to UPDATE_ROLLBACK_COMPLETE. */
export async function updateStack(run: Run): Promise<void> {
  const { stack, context, revision, undo } = run;
  let reason = unknownOutputAttribute(revision.template);
  if (reason === undefined && !protectRemoved(run))
    await runResources(run.graph, (id) => applyResource(run, id), { stopAtFailure: true }, context);
  reason ??= failedResources(run) ?? finishOutputs(run);
  if (reason === undefined) return cleanUp(run);
  stack.undo = undo;
  if (revision.disableRollback) return setStackStatus(stack, "UPDATE_FAILED", context.clock, `${reason}. `);
  setStackStatus(stack, "UPDATE_ROLLBACK_IN_PROGRESS", context.clock, `${reason}. `);
  await rollBack(stack, undo, context);
}

/** Fails the resources that the stack policy does not let go. */
function protectRemoved(run: Run): boolean {
  for (const resource of removedResources(run)) {
    const denial = policyDenial(run, resource, "Update:Delete");
    if (denial === undefined) continue;
    run.failed.update.push(resource.logicalId);
    setResourceStatus(run.stack, resource, "UPDATE_FAILED", run.context.clock, denial);
    resource.status = "UPDATE_COMPLETE";
    resource.statusReason = undefined;
  }
  return run.failed.update.length > 0;
}

function removedResources({ stack, graph }: Run) {
  return [...stack.resources.values()].filter((resource) => !graph.has(resource.logicalId));
}

/** What the revision no longer has goes last: a failure here does not take the update back. */
async function cleanUp(run: Run): Promise<void> {
  const { stack, context, undo } = run;
  stack.undo = undefined;
  setStackStatus(stack, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", context.clock);
  const removed = removedResources(run);
  const replaced = undo.done.flatMap((done) =>
    done.kind === "replaced" || (done.kind === "updated" && isOtherThing(done.resource, done.before))
      ? [done.before]
      : [],
  );
  await deleteResources(
    stack,
    [
      ...removed.map((resource) => ({ resource, retain: isRetained(resource.definition.DeletionPolicy) })),
      ...replaced.map((resource) => ({ resource, retain: resource.definition.UpdateReplacePolicy === "Retain" })),
    ],
    context,
  );
  for (const resource of removed) stack.resources.delete(resource.logicalId);
  setStackStatus(stack, "UPDATE_COMPLETE", context.clock);
}

export function isRetained(policy: string | undefined): boolean {
  return policy === "Retain" || policy === "RetainExceptOnCreate";
}
