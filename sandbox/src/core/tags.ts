/** Tags as CloudFormation writes them (a list for most types, a map for some), and the way from old ones to new ones by a service's own two operations. */

export interface Tag {
  Key: string;
  Value: string;
}

type Written = readonly { Key?: unknown; Value?: unknown }[] | Readonly<Record<string, unknown>> | undefined;

/** `Tags` of a template as a map of texts; `undefined` when there are none, which every tagging operation takes. */
export function tagMap(tags: Written): Record<string, string> | undefined {
  const entries = Array.isArray(tags) ? tags.map(({ Key, Value }) => [Key, Value]) : Object.entries(tags ?? {});
  return entries.length ? Object.fromEntries(entries.map(([key, value]) => [key, String(value)])) : undefined;
}

/** The same as a list of keys and values. */
export function tagList(tags: Written): Tag[] | undefined {
  const map = tagMap(tags);
  return map && Object.entries(map).map(([Key, Value]) => ({ Key, Value }));
}

/** Takes away what `after` does not have, then sets what is new or other; calls nothing when nothing changes. */
export async function changeTags(
  before: Written,
  after: Written,
  change: {
    untag: (keys: string[]) => Promise<unknown>;
    tag: (tags: Record<string, string>, list: Tag[]) => Promise<unknown>;
  },
): Promise<void> {
  const [old, wanted] = [tagMap(before) ?? {}, tagMap(after) ?? {}];
  const gone = Object.keys(old).filter((key) => !(key in wanted));
  const set = Object.fromEntries(Object.entries(wanted).filter(([key, value]) => old[key] !== value));
  if (gone.length) await change.untag(gone);
  if (Object.keys(set).length) await change.tag(set, tagList(set)!);
}
