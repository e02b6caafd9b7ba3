import { isDeepStrictEqual } from "node:util";
import type { Created, Properties, ResourceProvider } from "../../../core/resource.ts";
import { NotEmulated } from "../../../core/errors.ts";
import { templateError, validationError } from "../errors.ts";
import { propertyProblems } from "../specification/check-properties.ts";
import { coerceProperties } from "../specification/coerce.ts";
import { replacementOf } from "../specification/replacement.ts";
import { isCustomResource, specificationOf } from "../specification/specification.ts";
import { setResourceStatus } from "../stack/events.ts";
import type { StackResource } from "../stack/stack.ts";
import { resolveDynamicReferences } from "../template/dynamic-references.ts";
import { isUnresolved } from "../template/evaluate.ts";
import { desiredProperties } from "./desired-properties.ts";
import { failureReason } from "./failure.ts";
import { providerOf } from "./providers.ts";
import { policyDenial } from "./policy-denial.ts";
import { resourceContext } from "./resource-context.ts";
import { ResourceFailure } from "./resource-failure.ts";
import type { Run } from "./run.ts";

/** Takes one resource to what the revision says: creates, updates, replaces or leaves it. False when that failed; the events say why. */
export async function applyResource(run: Run, logicalId: string): Promise<boolean> {
  const { stack, scope, graph, revision } = run;
  const definition = revision.template.Resources[logicalId]!;
  const { clock } = run.context;
  const before = stack.resources.get(logicalId);
  const resource: StackResource = {
    logicalId,
    type: definition.Type,
    physicalId: "",
    status: "CREATE_IN_PROGRESS",
    statusReason: undefined,
    updatedAt: clock.date(),
    created: undefined,
    properties: {},
    definition,
    dependsOn: [...graph.get(logicalId)!],
  };

  let properties: Properties;
  let provider: ResourceProvider;
  try {
    provider = await existingProvider(definition.Type, logicalId);
    const desired = desiredProperties(definition, revision.tags, scope);
    if (isUnresolved(desired)) throw templateError(`the properties of resource ${logicalId} could not be resolved`);
    properties = checked(
      logicalId,
      definition.Type,
      (await resolveDynamicReferences(desired, run.context)) as Properties,
    );
    const shownScope = run.shownScope();
    if (shownScope) resource.shownProperties = desiredProperties(definition, revision.tags, shownScope);
  } catch (error) {
    return fail(run, before?.created ? { ...before } : resource, before?.created ? "UPDATE" : "CREATE", error);
  }
  if (!before?.created) return create(run, { ...resource, properties }, provider);
  if (before.type === definition.Type && isDeepStrictEqual(before.properties, properties)) {
    stack.resources.set(logicalId, { ...before, definition, dependsOn: resource.dependsOn });
    return true;
  }
  const isReplacement = replaces(before, definition.Type, properties, provider);
  const denial = policyDenial(run, before, isReplacement ? "Update:Replace" : "Update:Modify");
  if (denial !== undefined) return fail(run, { ...before }, "UPDATE", new ResourceFailure(denial));
  if (isReplacement) return replace(run, { ...resource, properties }, before, provider);
  return update(
    run,
    { ...resource, physicalId: before.physicalId, created: before.created, properties },
    before,
    provider,
  );
}

async function existingProvider(type: string, logicalId: string): Promise<ResourceProvider> {
  const provider = await providerOf(type, logicalId);
  if (!provider) throw new NotEmulated(`the resource type ${type}`);
  return provider;
}

/** The properties in the specification's types. What could not be checked before it was known is checked here. */
function checked(logicalId: string, type: string, properties: Properties): Properties {
  const specification = specificationOf(type);
  if (!specification) return properties;
  const problems = propertyProblems(properties, specification);
  if (problems.length)
    throw validationError(
      `Properties validation failed for resource ${logicalId} with message:\n${problems.join("\n")}`,
    );
  return coerceProperties(properties, specification);
}

function replaces(before: StackResource, type: string, properties: Properties, provider: ResourceProvider): boolean {
  const specification = specificationOf(type);
  if (before.type !== type || !provider.update) return true;
  if (!specification) return false;
  return [...new Set([...Object.keys(before.properties), ...Object.keys(properties)])].some(
    (name) => replacementOf(name, before.properties[name], properties[name], specification) === "yes",
  );
}

async function create(run: Run, resource: StackResource, provider: ResourceProvider): Promise<boolean> {
  const { stack, context } = run;
  stack.resources.set(resource.logicalId, resource);
  setResourceStatus(stack, resource, "CREATE_IN_PROGRESS", context.clock);
  try {
    setCreated(resource, await provider.create(resource.properties, resourceContext(stack, resource, context)));
  } catch (error) {
    return fail(run, resource, "CREATE", error);
  }
  run.undo.done.push({ kind: "created", resource });
  setResourceStatus(stack, resource, "CREATE_IN_PROGRESS", context.clock, "Resource creation Initiated");
  setResourceStatus(stack, resource, "CREATE_COMPLETE", context.clock);
  return true;
}

async function update(
  run: Run,
  resource: StackResource,
  before: StackResource,
  provider: ResourceProvider,
): Promise<boolean> {
  const { stack, context } = run;
  stack.resources.set(resource.logicalId, resource);
  run.undo.done.push({ kind: "updated", resource, before });
  setResourceStatus(stack, resource, "UPDATE_IN_PROGRESS", context.clock);
  try {
    const old = { properties: before.properties, created: before.created! };
    setCreated(resource, await provider.update!(resource.properties, old, resourceContext(stack, resource, context)));
  } catch (error) {
    fail(run, resource, "UPDATE", error);
    // The next update compares with what was there before this one.
    stack.resources.set(resource.logicalId, {
      ...before,
      status: resource.status,
      statusReason: resource.statusReason,
    });
    return false;
  }
  // Only custom resources do this: what they answered with another id is another thing.
  const reason = isOtherThing(resource, before)
    ? "Requested update required the provider to create a new physical resource"
    : undefined;
  if (reason) setResourceStatus(stack, resource, "UPDATE_IN_PROGRESS", context.clock, reason);
  setResourceStatus(stack, resource, "UPDATE_COMPLETE", context.clock, reason);
  return true;
}

/** An update in place that gave a custom resource another physical id: the old one is to be deleted. */
export function isOtherThing(resource: StackResource, before: StackResource): boolean {
  return isCustomResource(resource.type) && resource.physicalId !== before.physicalId;
}

/** Creates the new one first; the old one goes when everything else has succeeded. */
async function replace(
  run: Run,
  resource: StackResource,
  before: StackResource,
  provider: ResourceProvider,
): Promise<boolean> {
  const { stack, context } = run;
  resource.physicalId = before.physicalId;
  setResourceStatus(
    stack,
    resource,
    "UPDATE_IN_PROGRESS",
    context.clock,
    "Requested update requires the creation of a new physical resource; hence creating one.",
  );
  try {
    setCreated(resource, await provider.create(resource.properties, resourceContext(stack, resource, context)));
  } catch (error) {
    return fail(run, resource, "UPDATE", error);
  }
  stack.resources.set(resource.logicalId, resource);
  run.undo.done.push({ kind: "replaced", resource, before });
  setResourceStatus(stack, resource, "UPDATE_IN_PROGRESS", context.clock, "Resource creation Initiated");
  setResourceStatus(stack, resource, "UPDATE_COMPLETE", context.clock);
  return true;
}

function setCreated(resource: StackResource, created: Created): void {
  resource.created = created;
  resource.physicalId = created.physicalId;
}

function fail(run: Run, resource: StackResource, verb: "CREATE" | "UPDATE", error: unknown): false {
  run.failed[verb === "CREATE" ? "create" : "update"].push(resource.logicalId);
  if (verb === "UPDATE") run.undo.failedUpdates.add(resource.logicalId);
  if (verb === "CREATE") run.stack.resources.set(resource.logicalId, resource);
  if (error instanceof ResourceFailure && error.leftover) {
    resource.leftover = error.leftover;
    resource.physicalId = error.leftover.physicalId;
  }
  setResourceStatus(run.stack, resource, `${verb}_FAILED`, run.context.clock, failureReason(error, resource.type));
  return false;
}
