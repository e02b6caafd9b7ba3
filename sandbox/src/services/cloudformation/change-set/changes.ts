import { isDeepStrictEqual } from "node:util";
import type { Change, Replacement, ResourceChange, ResourceChangeDetail } from "@aws-sdk/client-cloudformation";
import type { Properties } from "../../../core/resource.ts";
import type { OperationContext } from "../../../core/service.ts";
import { desiredProperties } from "../deployment/desired-properties.ts";
import { dependencyGraph, inOrder } from "../deployment/graph.ts";
import { outputsOf } from "../deployment/outputs.ts";
import { providerOf } from "../deployment/providers.ts";
import { maskedValues } from "../deployment/run.ts";
import { NOTHING_KNOWN, stackScope } from "../deployment/stack-scope.ts";
import { isRetained } from "../deployment/update-stack.ts";
import { exportsOf } from "../stack/exports.ts";
import { coerceProperties } from "../specification/coerce.ts";
import { specificationOf, type TypeSpecification } from "../specification/specification.ts";
import type { Output, Revision, Stack, StackResource } from "../stack/stack.ts";
import { resolveDynamicReferences } from "../template/dynamic-references.ts";
import { changeDetails } from "./change-details.ts";
import { known } from "./known.ts";

interface PlannedChanges {
  changes: Change[];
  /** Something changes, be it only an output or a tag. */
  any: boolean;
}

/** What a deployment of `revision` would do to each resource, without doing it. What only the deployment can tell counts as changed. */
export async function plannedChanges(
  stack: Stack,
  revision: Revision,
  context: OperationContext,
): Promise<PlannedChanges> {
  const fixed = stackScope(stack, revision, context, NOTHING_KNOWN);
  const graph = dependencyGraph(revision.template, fixed.condition);
  // Resources whose Ref and attributes are what they were.
  const stable = new Set<string>();
  const scope = stackScope(stack, revision, context, {
    ref: (id) => (stable.has(id) ? (createdOf(stack, id)?.ref ?? createdOf(stack, id)?.physicalId) : undefined),
    attribute: (id, name) => (stable.has(id) ? createdOf(stack, id)?.attributes[name] : undefined),
    importValue: (name) => exportsOf(context).find((each) => each.name === name && each.stack !== stack)?.value,
  });

  const shownScope = { ...scope, values: maskedValues(scope.values, revision) };

  const byId = new Map<string, ResourceChange>();
  for (const id of inOrder(graph)) {
    const definition = revision.template.Resources[id]!;
    const before = stack.resources.get(id);
    const specification = specificationOf(definition.Type);
    const evaluated = await withDynamicReferences(desiredProperties(definition, revision.tags, scope), context);
    const after = specification ? coerceProperties(evaluated, specification) : evaluated;
    const shown = shownScope.values === scope.values ? after : desiredProperties(definition, revision.tags, shownScope);
    if (!before?.created) byId.set(id, added(id, definition.Type, shown));
    else {
      const hasUpdate = (await providerOf(definition.Type, id))?.update !== undefined;
      const change = modified(stack, revision, before, { after, shown }, specification, hasUpdate);
      if (change) byId.set(id, change);
      if (change?.Replacement !== "True") stable.add(id);
    }
  }
  for (const resource of stack.resources.values())
    if (!graph.has(resource.logicalId)) byId.set(resource.logicalId, removed(resource));

  const order = [...Object.keys(revision.template.Resources), ...stack.resources.keys()];
  const changes = [...new Set(order)]
    .filter((id) => byId.has(id))
    .map((id): Change => ({ Type: "Resource", ResourceChange: byId.get(id)! }));
  const any =
    changes.length > 0 ||
    !isDeepStrictEqual(stack.revision?.tags ?? [], revision.tags) ||
    !sameOutputs(stack.outputs, outputsOfPlan(revision, scope));
  return { changes, any };
}

/** A reference that cannot be read now is left for the deployment, which says why. */
async function withDynamicReferences(properties: Properties, context: OperationContext): Promise<Properties> {
  try {
    return (await resolveDynamicReferences(properties, context)) as Properties;
  } catch {
    return properties;
  }
}

function createdOf(stack: Stack, id: string) {
  return stack.resources.get(id)?.created;
}

function outputsOfPlan(revision: Revision, scope: Parameters<typeof outputsOf>[1]): Output[] | undefined {
  try {
    return outputsOf(revision.template, scope);
  } catch {
    return undefined;
  }
}

function sameOutputs(before: Output[], after: Output[] | undefined): boolean {
  return after !== undefined && isDeepStrictEqual(before, after);
}

function added(id: string, type: string, after: Properties): ResourceChange {
  return {
    Action: "Add",
    LogicalResourceId: id,
    ResourceType: type,
    Scope: [],
    Details: [],
    AfterContext: JSON.stringify({ Properties: known(after) }),
  };
}

function removed(resource: StackResource): ResourceChange {
  return {
    PolicyAction: isRetained(resource.definition.DeletionPolicy) ? "Retain" : "Delete",
    Action: "Remove",
    LogicalResourceId: resource.logicalId,
    PhysicalResourceId: resource.physicalId,
    ResourceType: resource.type,
    Scope: [],
    Details: [],
    BeforeContext: JSON.stringify({ Properties: resource.shownProperties ?? resource.properties }),
  };
}

function modified(
  stack: Stack,
  revision: Revision,
  before: StackResource,
  { after, shown }: { after: Properties; shown: Properties },
  specification: TypeSpecification | undefined,
  hasUpdate: boolean,
): ResourceChange | undefined {
  const definition = revision.template.Resources[before.logicalId]!;
  const names = [...new Set([...Object.keys(before.properties), ...Object.keys(after)])].filter(
    (name) => !isDeepStrictEqual(before.properties[name], after[name]),
  );
  const details = names.flatMap((name) =>
    changeDetails(name, before, { after, shown }, { stack, revision, definition, specification }),
  );
  const metadataChanged = !isDeepStrictEqual(before.definition.Metadata, definition.Metadata);
  const isOtherType = before.type !== definition.Type;
  if (metadataChanged) details.push(METADATA_CHANGE);
  if (!details.length && !isOtherType) return undefined;
  const replacement: Replacement = isOtherType || (names.length && !hasUpdate) ? "True" : replacementFrom(details);
  return {
    ...(replacement === "False"
      ? {}
      : { PolicyAction: before.definition.UpdateReplacePolicy === "Retain" ? "ReplaceAndRetain" : "ReplaceAndDelete" }),
    Action: "Modify",
    LogicalResourceId: before.logicalId,
    PhysicalResourceId: before.physicalId,
    ResourceType: definition.Type,
    Replacement: replacement,
    Scope: [...new Set(details.map((detail) => detail.Target!.Attribute!))],
    Details: details,
    BeforeContext: JSON.stringify({ Properties: before.shownProperties ?? before.properties }),
    AfterContext: JSON.stringify({ Properties: known(shown) }),
  };
}

const METADATA_CHANGE: ResourceChangeDetail = {
  Target: { Attribute: "Metadata", RequiresRecreation: "Never" },
  Evaluation: "Static",
  ChangeSource: "DirectModification",
};

/** Only a change that is sure to happen makes the replacement sure. */
function replacementFrom(details: ResourceChangeDetail[]): Replacement {
  const recreating = details.filter((detail) => detail.Target?.RequiresRecreation !== "Never");
  if (recreating.some((detail) => detail.Target?.RequiresRecreation === "Always" && detail.Evaluation === "Static"))
    return "True";
  return recreating.length ? "Conditional" : "False";
}
