import type { Tag } from "@aws-sdk/client-cloudformation";
import type { Properties } from "../../../core/resource.ts";
import { specificationOf } from "../specification/specification.ts";
import { evaluate, type Scope } from "../template/evaluate.ts";
import { functionOf } from "../template/references.ts";
import { isMap, type ResourceDefinition } from "../template/template.ts";

/** The evaluated properties of a resource, with the stack's tags where the type can carry tags. */
export function desiredProperties(definition: ResourceDefinition, tags: Tag[], scope: Scope): Properties {
  const properties = (evaluate(definition.Properties ?? {}, scope) ?? {}) as Properties;
  const tagging = specificationOf(definition.Type)?.tags;
  if (!tagging || !tags.length || functionOf(properties[tagging.property])) return properties;
  return {
    ...properties,
    [tagging.property]: withStackTags(properties[tagging.property], tags, tagging.variant === "map"),
  };
}

/** A resource's own tag wins over the stack's of the same key. */
function withStackTags(own: unknown, tags: Tag[], asMap: boolean): unknown {
  if (asMap) return { ...Object.fromEntries(tags.map((tag) => [tag.Key!, tag.Value!])), ...(isMap(own) ? own : {}) };
  const ownTags = Array.isArray(own) ? own : [];
  const keys = new Set(ownTags.map((tag) => tag?.Key));
  return [...ownTags, ...tags.filter((tag) => !keys.has(tag.Key)).map((tag) => ({ Key: tag.Key, Value: tag.Value }))];
}
