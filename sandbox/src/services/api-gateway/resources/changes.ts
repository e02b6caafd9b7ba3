import type { PatchOperation, TagResourceCommandInput, UntagResourceCommandInput } from "@aws-sdk/client-api-gateway";
import type { Properties, ResourceContext } from "../../../core/resource.ts";
import { changeTags } from "../../../core/tags.ts";
import { escape } from "../patch.ts";

type Value = string | number | boolean | undefined;

/** Patch operations that bring single values from `before` to `after`; a value that is gone is removed. */
export function changedValues(fields: Record<string, [before: Value, after: Value]>): PatchOperation[] {
  return Object.entries(fields).flatMap(([path, [before, after]]): PatchOperation[] => {
    if (before === after) return [];
    return after === undefined ? [{ op: "remove", path }] : [{ op: "replace", path, value: String(after) }];
  });
}

/** Patch operations for a map below `path`. */
export function changedEntries(
  path: string,
  before: Record<string, Value> = {},
  after: Record<string, Value> = {},
): PatchOperation[] {
  const removed = Object.keys(before).filter((name) => !(name in after));
  const changed = Object.entries(after).filter(([name, value]) => before[name] !== value);
  return [
    ...removed.map((name): PatchOperation => ({ op: "remove", path: `${path}/${escape(name)}` })),
    ...changed.map(([name, value]): PatchOperation => ({
      op: name in before ? "replace" : "add",
      path: `${path}/${escape(name)}`,
      value: String(value),
    })),
  ];
}

/** Patch operations for a list of texts: new ones are added before old ones go. */
export function changedMembers(path: string, before: string[] = [], after: string[] = []): PatchOperation[] {
  return [
    ...after.filter((value) => !before.includes(value)).map((value): PatchOperation => ({ op: "add", path, value })),
    ...before.filter((value) => !after.includes(value)).map((value): PatchOperation => ({ op: "remove", path, value })),
  ];
}

/** Brings the tags of a thing to those of its properties. */
export async function retag(path: string, old: Properties, next: Properties, context: ResourceContext): Promise<void> {
  const resourceArn = `arn:aws:apigateway:${context.region}::${path}`;
  await changeTags(old.Tags, next.Tags, {
    untag: (tagKeys) =>
      context.call<UntagResourceCommandInput, unknown>("api-gateway", "UntagResource", { resourceArn, tagKeys }),
    tag: (tags) => context.call<TagResourceCommandInput, unknown>("api-gateway", "TagResource", { resourceArn, tags }),
  });
}
