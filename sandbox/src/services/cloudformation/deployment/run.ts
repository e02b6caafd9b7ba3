import type { OperationContext } from "../../../core/service.ts";
import { templateError } from "../errors.ts";
import { exportsOf } from "../stack/exports.ts";
import type { Revision, Stack, StackResource } from "../stack/stack.ts";
import { dependencyGraph, type Graph } from "./graph.ts";
import { stackScope, type StackScope } from "./stack-scope.ts";

/** One execution that takes a stack to a revision. */
export interface Run {
  stack: Stack;
  revision: Revision;
  /** Acts as the stack's role, or as the caller. */
  context: OperationContext;
  scope: StackScope;
  graph: Graph;
  /** What was done, in order, for a rollback. */
  done: Done[];
  /** Logical ids of what failed. */
  failed: { create: string[]; update: string[] };
  /** Exports that were read. */
  imports: Set<string>;
}

export type Done =
  | { kind: "created"; resource: StackResource }
  | { kind: "updated"; resource: StackResource; before: StackResource }
  | { kind: "replaced"; resource: StackResource; before: StackResource };

export function newRun(stack: Stack, revision: Revision, context: OperationContext): Run {
  const imports = new Set<string>();
  const scope = stackScope(stack, revision, context, {
    ref: (logicalId) => {
      const created = stack.resources.get(logicalId)?.created;
      return created?.ref ?? created?.physicalId;
    },
    attribute: (logicalId, name) => {
      const resource = stack.resources.get(logicalId);
      const value = resource?.created?.attributes[name];
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
  return { stack, revision, context, scope, graph, done: [], failed: { create: [], update: [] }, imports };
}
