import type { OperationContext } from "../../../core/service.ts";
import type { FunctionVersion, LambdaFunction } from "../function.ts";
import { findFunction, findVersion } from "../reference.ts";
import type { EventSourceMapping } from "./mapping.ts";

export interface Target {
  owner: LambdaFunction;
  version: FunctionVersion;
}

/** The function of a mapping as it is now; undefined when it was deleted, which the mapping then says. */
export function targetOf(mapping: EventSourceMapping, context: OperationContext): Target | undefined {
  const { reference } = mapping.settings;
  const owner = findFunction(reference, context);
  const version = owner && findVersion(owner, reference.qualifier);
  if (owner && version) return { owner, version };
  mapping.lastResult = "PROBLEM: The function doesn't exist.";
  return undefined;
}
