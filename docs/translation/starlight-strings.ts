/** Strings that Starlight and Expressive Code bring along: which languages have their own, and what is left to docs/content/i18n. */

/** Not among Starlight's exports, and yet the one place that says what is missing in which language. */
const module = (await import(new URL("./translations/index.js", import.meta.resolve("@astrojs/starlight")).href)) as {
  default: Record<string, Record<string, string>>;
};
const translations = module.default;

/** Seen by authors only, never on the built site. */
const devOnly = new Set(["search.devWarning", "page.draft"]);

export const starlightEnglish: Record<string, string> = translations["en"]!;

/** Every key that some language has. */
export const starlightKeys = new Set(Object.values(translations).flatMap((strings) => Object.keys(strings)));

/** By BCP 47 tag; Starlight has zh-CN under zh. */
export function starlightStrings(tag: string): Record<string, string> {
  return translations[tag] ?? translations[tag.split("-")[0]!] ?? {};
}

/** What a reader can meet. Expressive Code has its English inside; Pagefind translates its own. */
export const visibleKeys = [...starlightKeys].filter((key) => !devOnly.has(key) && !key.startsWith("pagefind."));
