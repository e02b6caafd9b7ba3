import { AwsError } from "../../../core/errors.ts";
import { setResourceStatus, setStackStatus } from "../stack/events.ts";
import type { Revision, StackResource } from "../stack/stack.ts";
import { applyResource } from "./apply-resource.ts";
import { failedResources, finishOutputs, keptAtRollback } from "./create-stack.ts";
import { deleteResources, type Deletion } from "./delete-resources.ts";
import { failureReason } from "./failure.ts";
import { runGraph } from "./graph.ts";
import { unknownOutputAttribute } from "./outputs.ts";
import { providerOf } from "./providers.ts";
import { resourceContext } from "./resource-context.ts";
import type { Done, Run } from "./run.ts";

/** From UPDATE_IN_PROGRESS to UPDATE_COMPLETE; or back to `previous`, to UPDATE_ROLLBACK_COMPLETE. */
export async function updateStack(run: Run, previous: Revision | undefined): Promise<void> {
  const { stack, context, revision } = run;
  const resourcesBefore = [...stack.resources.keys()];
  let reason = unknownOutputAttribute(revision.template);
  if (reason === undefined) {
    await runGraph(run.graph, (id) => applyResource(run, id), { stopAtFailure: true });
    reason = failedResources(run) ?? finishOutputs(run);
  }
  if (reason === undefined) return cleanUp(run);
  if (revision.disableRollback) return setStackStatus(stack, "UPDATE_FAILED", context.clock, `${reason}. `);
  setStackStatus(stack, "UPDATE_ROLLBACK_IN_PROGRESS", context.clock, `${reason}. `);
  await rollBack(run, resourcesBefore);
  stack.revision = previous;
}

/** What the revision no longer has goes last: a failure here does not take the update back. */
async function cleanUp(run: Run): Promise<void> {
  const { stack, context, graph } = run;
  setStackStatus(stack, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", context.clock);
  const removed = [...stack.resources.values()].filter((resource) => !graph.has(resource.logicalId));
  const replaced = run.done.filter((done) => done.kind === "replaced").map((done) => done.before);
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

async function rollBack(run: Run, resourcesBefore: string[]): Promise<void> {
  const { stack, context } = run;
  const failed: string[] = [];
  const deletions: Deletion[] = [];
  for (const done of run.done.toReversed()) {
    if (done.kind === "created") deletions.push({ resource: done.resource, retain: keptAtRollback(done.resource) });
    else if (done.kind === "replaced") {
      deletions.push({ resource: done.resource, retain: false });
      restore(run, done.before);
    } else if (!(await undoUpdate(run, done))) failed.push(done.resource.logicalId);
  }
  if (failed.length)
    return setStackStatus(
      stack,
      "UPDATE_ROLLBACK_FAILED",
      context.clock,
      `The following resource(s) failed to update: [${failed.join(", ")}]. `,
    );
  setStackStatus(stack, "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", context.clock);
  const neverCreated = [...stack.resources.values()].filter(
    (resource) => !resource.created && !resourcesBefore.includes(resource.logicalId),
  );
  await deleteResources(
    stack,
    [...deletions, ...neverCreated.map((resource) => ({ resource, retain: false }))],
    context,
  );
  setStackStatus(stack, "UPDATE_ROLLBACK_COMPLETE", context.clock);
}

function restore({ stack, context }: Run, before: StackResource): void {
  stack.resources.set(before.logicalId, before);
  setResourceStatus(stack, before, "UPDATE_COMPLETE", context.clock);
}

async function undoUpdate(run: Run, { resource, before }: Done & { kind: "updated" }): Promise<boolean> {
  const { stack, context } = run;
  setResourceStatus(stack, resource, "UPDATE_IN_PROGRESS", context.clock);
  try {
    const provider = await providerOf(resource.type);
    const current = { properties: resource.properties, created: resource.created ?? before.created! };
    before.created = await provider!.update!(
      before.properties,
      current,
      resourceContext(stack, resource.logicalId, context),
    );
  } catch (error) {
    // Where the update itself had failed, what is to be taken back may never have come to be.
    if (
      run.failed.update.includes(resource.logicalId) &&
      error instanceof AwsError &&
      /NotFound|NoSuch/.test(error.code)
    ) {
      restore(run, before);
      return true;
    }
    setResourceStatus(stack, resource, "UPDATE_FAILED", context.clock, failureReason(error, resource.type));
    return false;
  }
  restore(run, before);
  return true;
}
