/** Labels for Starlight's configuration, which is read before its translations are: from the same files. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { languages } from "../../course.config.ts";
import { root } from "./root.ts";

const strings = Object.fromEntries(
  languages.map(({ tag }) => [
    tag,
    JSON.parse(readFileSync(join(root, "docs/content/i18n", `${tag}.json`), "utf8")) as Record<string, string>,
  ]),
);

export const siteTitle = textOf("site.title");

export function labelOf(key: string): { label: string; translations: Record<string, string> } {
  const texts = textOf(key);
  return { label: texts[languages[0]!.tag]!, translations: texts };
}

export function textOf(key: string): Record<string, string> {
  return Object.fromEntries(
    languages.map(({ tag }) => {
      const text = strings[tag]?.[key];
      if (!text) throw new Error(`docs/content/i18n/${tag}.json has no text for ${key}`);
      return [tag, text];
    }),
  );
}
