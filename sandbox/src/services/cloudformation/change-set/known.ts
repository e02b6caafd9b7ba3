import { functionOf } from "../template/references.ts";
import { isMap } from "../template/template.ts";

const KNOWN_AFTER_APPLY = "{{changeSet:KNOWN_AFTER_APPLY}}";

/** A value as change sets show it: what only the deployment can tell is a placeholder. */
export function known(value: unknown): unknown {
  if (functionOf(value)) return KNOWN_AFTER_APPLY;
  if (Array.isArray(value)) return value.map(known);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, known(each)]));
}
