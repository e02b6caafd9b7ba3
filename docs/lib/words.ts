/** UI strings for browser code: a component hands over the keys that its script needs, as they are in docs/content/i18n. */
interface Translate {
  all(): object;
}

/** All texts whose key begins with one of the prefixes, placeholders and plural forms untouched. */
export function wordsFor(t: Translate, ...prefixes: string[]): Record<string, string> {
  const texts = Object.entries(t.all() as Record<string, string>);
  const found = texts.filter(([key]) => prefixes.some((prefix) => key.startsWith(prefix)));
  const empty = prefixes.find((prefix) => !found.some(([key]) => key.startsWith(prefix)));
  if (empty) throw new Error(`docs/content/i18n has no text that begins with ${empty}`);
  return Object.fromEntries(found);
}

/** JSON for `<script type="application/json" set:html={…}>`: no text in it can end the script. */
export function jsonHtml(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", String.raw`\u003c`);
}
