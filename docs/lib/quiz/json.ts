/** Keys that stand twice in one object of a JSON text: `JSON.parse` keeps the last and drops the others without a word. `text` must be valid JSON. */
export function duplicateKeys(text: string): string[] {
  const duplicates: string[] = [];
  const open: { keys: Set<string>; path: string }[] = [];
  let key = "";
  for (const [token, string, colon] of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\]]/g)) {
    if (token === "{" || token === "[") {
      const parent = open.at(-1);
      open.push({ keys: new Set(), path: parent ? [parent.path, key].filter(Boolean).join(".") : "" });
      key = "";
    } else if (token === "}" || token === "]") open.pop();
    else if (string && colon) {
      key = JSON.parse(string) as string;
      const { keys, path } = open.at(-1)!;
      if (keys.has(key)) duplicates.push(path ? `${path}.${key}` : key);
      keys.add(key);
    }
  }
  return duplicates;
}
