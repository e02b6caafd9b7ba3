import type { OperationContext } from "../../../core/service.ts";
import { setResourceStatus } from "../stack/events.ts";
import type { Stack, StackResource } from "../stack/stack.ts";
import { failureReason } from "./failure.ts";
import { type Graph, reversed, runResources } from "./graph.ts";
import { providerOf } from "./providers.ts";
import { resourceContext } from "./resource-context.ts";

export interface Deletion {
  resource: StackResource;
  /** It leaves the stack and goes on existing. */
  retain: boolean;
}

/** Deletes resources, each after those that depend on it, independent ones at the same time. Returns the logical ids of those that failed. */
export async function deleteResources(
  stack: Stack,
  deletions: Deletion[],
  context: OperationContext,
): Promise<string[]> {
  const byId = new Map(deletions.map((deletion) => [deletion.resource.logicalId, deletion]));
  const graph: Graph = new Map(
    deletions.map(({ resource }) => [resource.logicalId, new Set(resource.dependsOn.filter((id) => byId.has(id)))]),
  );
  const failed: string[] = [];
  const run = async (id: string) => {
    const ok = await deleteOne(stack, byId.get(id)!, context);
    if (!ok) failed.push(id);
    return ok;
  };
  await runResources(reversed(graph), run, { stopAtFailure: false }, context);
  return failed;
}

async function deleteOne(stack: Stack, { resource, retain }: Deletion, context: OperationContext): Promise<boolean> {
  const { clock } = context;
  // A replaced resource is no longer the stack's own of this name.
  const forget = () => {
    if (stack.resources.get(resource.logicalId) === resource) stack.resources.delete(resource.logicalId);
  };
  if (resource.created && retain) {
    setResourceStatus(stack, resource, "DELETE_SKIPPED", clock);
    forget();
    return true;
  }
  setResourceStatus(stack, resource, "DELETE_IN_PROGRESS", clock);
  try {
    const existing = resource.created ?? resource.leftover;
    if (existing) {
      const provider = await providerOf(resource.type, resource.logicalId);
      await provider!.delete(existing, resourceContext(stack, resource, context), resource.properties);
    }
  } catch (error) {
    setResourceStatus(stack, resource, "DELETE_FAILED", clock, failureReason(error, resource.type));
    return false;
  }
  setResourceStatus(stack, resource, "DELETE_COMPLETE", clock);
  forget();
  return true;
}

export function failedToDelete(ids: string[]): string {
  return `The following resource(s) failed to delete: [${ids.join(", ")}]. `;
}
