import type { NormalizedSchema } from "@smithy/core/schema";
import { structureOf } from "./schema.ts";

/** Paths of required members that are missing, in AWS's notation: `tableName`, `keySchema.1.member.attributeName`. The schema lists required members first. */
export function missingMembers(shape: NormalizedSchema, value: unknown, path = ""): string[] {
  if (value === undefined || value === null) return [];
  if (shape.isStructSchema()) {
    const required = structureOf(shape)[6] ?? 0;
    const record = value as Record<string, unknown>;
    return [...shape.structIterator()].flatMap(([name, member], index) => {
      const here = path ? `${path}.${lowerFirst(name)}` : lowerFirst(name);
      if (record[name] === undefined || record[name] === null) return index < required ? [here] : [];
      return missingMembers(member, record[name], here);
    });
  }
  if (shape.isListSchema() && Array.isArray(value))
    return value.flatMap((item, index) => missingMembers(shape.getValueSchema(), item, `${path}.${index + 1}.member`));
  if (shape.isMapSchema() && typeof value === "object")
    return Object.entries(value).flatMap(([key, item]) =>
      missingMembers(shape.getValueSchema(), item, `${path}.${key}.member`),
    );
  return [];
}

function lowerFirst(name: string): string {
  return name[0]!.toLowerCase() + name.slice(1);
}
