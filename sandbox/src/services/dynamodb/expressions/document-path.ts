import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Item } from "../attribute-value.ts";
import { attribute } from "../attribute-value.ts";
import { pathText } from "./syntax.ts";

/** What a path leads to. */
export function valueAt(item: Item, parts: readonly (string | number)[]): AttributeValue | undefined {
  let value = attribute(item, parts[0] as string);
  for (let at = 1; value && at < parts.length; at++) {
    const part = parts[at]!;
    value = typeof part === "number" ? value.L?.[part] : value.M && attribute(value.M, part);
  }
  return value;
}

/** AWS's message where one path contains another, or where they treat one thing as list and as map. */
export function pathClash(
  paths: readonly (readonly (string | number)[])[],
): { kind: "overlap" | "conflict"; message: string } | undefined {
  for (let second = 1; second < paths.length; second++)
    for (let first = 0; first < second; first++) {
      const kind = clashKind(paths[first]!, paths[second]!);
      if (kind)
        return {
          kind,
          message: `Two document paths ${kind} with each other; must remove or rewrite one of these paths; path one: ${pathText(paths[first]!)}, path two: ${pathText(paths[second]!)}`,
        };
    }
  return undefined;
}

function clashKind(
  one: readonly (string | number)[],
  two: readonly (string | number)[],
): "overlap" | "conflict" | undefined {
  for (let at = 0; at < one.length && at < two.length; at++) {
    if (typeof one[at] !== typeof two[at]) return "conflict";
    if (one[at] !== two[at]) return undefined;
  }
  return "overlap";
}
