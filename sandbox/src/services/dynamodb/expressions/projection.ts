import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Item } from "../attribute-value.ts";
import { attribute } from "../attribute-value.ts";
import { validation } from "../errors.ts";
import { pathClash } from "./document-path.ts";
import { projectionSyntax } from "./parse.ts";
import type { Placeholders } from "./placeholders.ts";

/** What is wanted of a value: all of it, or some parts. */
type Wanted = true | Map<string | number, Wanted>;

export interface Projection {
  wanted: Map<string | number, Wanted>;
  /** First names of paths that go deeper. */
  nested: Set<string>;
}

export function bindProjection(text: string, placeholders: Placeholders): Projection {
  const paths = projectionSyntax("ProjectionExpression", text).map((path) => {
    const bound = placeholders.path(path);
    if (typeof bound === "string") throw validation(`Invalid ProjectionExpression: ${bound}`);
    return bound.parts;
  });
  const clash = pathClash(paths);
  if (clash) throw validation(`Invalid ProjectionExpression: ${clash.message}`);
  return projectionOf(paths);
}

/** `paths` do not overlap. */
export function projectionOf(paths: readonly (readonly (string | number)[])[]): Projection {
  const wanted: Projection["wanted"] = new Map();
  const nested = new Set<string>();
  for (const parts of paths) {
    if (parts.length > 1) nested.add(parts[0] as string);
    let level = wanted;
    parts.forEach((part, at) => {
      if (at === parts.length - 1) level.set(part, true);
      else {
        const next =
          (level.get(part) as Map<string | number, Wanted> | undefined) ?? new Map<string | number, Wanted>();
        level.set(part, next);
        level = next;
      }
    });
  }
  return { wanted, nested };
}

export function project(item: Item, { wanted }: Pick<Projection, "wanted">): Item {
  const picked: Item = {};
  for (const [name, part] of wanted) {
    const value = attribute(item, name as string);
    const chosen = value && pick(value, part);
    if (chosen) picked[name as string] = chosen;
  }
  return picked;
}

function pick(value: AttributeValue, wanted: Wanted): AttributeValue | undefined {
  if (wanted === true) return value;
  if (value.M) {
    const map = project(value.M, { wanted });
    return Object.keys(map).length ? { M: map } : undefined;
  }
  if (!value.L) return undefined;
  // Elements come in the order of the list, without gaps.
  const list: AttributeValue[] = [];
  for (const index of [...wanted.keys()].filter((part) => typeof part === "number").sort((a, b) => a - b)) {
    const element = value.L[index];
    const chosen = element && pick(element, wanted.get(index)!);
    if (chosen) list.push(chosen);
  }
  return list.length ? { L: list } : undefined;
}
