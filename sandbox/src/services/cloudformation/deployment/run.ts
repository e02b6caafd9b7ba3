import type { OperationContext } from "../../../core/service.ts";
import { templateError } from "../errors.ts";
import { exportsOf } from "../stack/exports.ts";
import type { Revision, Stack, Undo } from "../stack/stack.ts";
import { dependencyGraph, type Graph } from "./graph.ts";
import { missingAttribute } from "../resources/custom-resource.ts";
import { isCustomResource } from "../specification/specification.ts";
import type { Scope } from "../template/evaluate.ts";
import { ResourceFailure } from "./resource-failure.ts";
import { stackScope, type StackScope } from "./stack-scope.ts";

/** One execution that takes a stack to a revision. */
export interface Run {
  stack: Stack;
  revision: Revision;
  /** Acts as the stack's role, or as the caller. */
  context: OperationContext;
  scope: StackScope;
  graph: Graph;
  /** The scope in which values that are not to be echoed are masked; undefined where there are none. */
  shownScope: () => Scope | undefined;
  undo: Undo;
  /** Logical ids of what failed. */
  failed: { create: string[]; update: string[] };
  /** Exports that were read. */
  imports: Set<string>;
}

const MASK = "****";

export function newRun(stack: Stack, revision: Revision, context: OperationContext, undo: Undo): Run {
  const imports = new Set<string>();
  const scope = stackScope(stack, revision, context, {
    ref: (logicalId) => {
      const created = stack.resources.get(logicalId)?.created;
      return created?.ref ?? created?.physicalId;
    },
    attribute: (logicalId, name) => {
      const resource = stack.resources.get(logicalId);
      const value = resource?.created?.attributes[name];
      if (resource && value === undefined && isCustomResource(resource.type))
        throw new ResourceFailure(
          missingAttribute(name, { stackId: stack.id, logicalId, region: context.region }, resource.created),
        );
      if (resource && value === undefined)
        throw templateError(`Resource type ${resource.type} does not support attribute {${name}}`);
      return value;
    },
    importValue: (name) => {
      imports.add(name);
      const found = exportsOf(context).find((each) => each.name === name && each.stack !== stack);
      if (!found) throw templateError(`No export named ${name} found.`);
      return found.value;
    },
  });
  const graph = dependencyGraph(revision.template, scope.condition);
  const shownScope = () => {
    const hasSecrets =
      revision.parameters.some((parameter) => parameter.noEcho) ||
      [...stack.resources.values()].some((resource) => resource.created?.noEcho);
    return hasSecrets
      ? { ...scope, values: maskedValues(scope.values, revision), attribute: shownAttribute }
      : undefined;
  };
  const shownAttribute = (logicalId: string, name: string) =>
    stack.resources.get(logicalId)?.created?.noEcho ? MASK : scope.attribute(logicalId, name);
  return { stack, revision, context, scope, shownScope, graph, undo, failed: { create: [], update: [] }, imports };
}

/** The values as they are shown; the same object where none is to be masked. */
export function maskedValues(values: Scope["values"], revision: Revision): Scope["values"] {
  const secrets = revision.parameters.filter((parameter) => parameter.noEcho).map(({ key }) => [key, MASK]);
  return secrets.length ? { ...values, ...(Object.fromEntries(secrets) as Record<string, string>) } : values;
}
