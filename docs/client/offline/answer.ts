/** Which part of the copy answers a request. Pure, so that every case is tested without a worker. */
import { filesOf, type Copy, type KeptFile } from "./list.ts";

export type Answer =
  | { kind: "file"; file: KeptFile }
  /** The address of a page without its slash: links on it are relative, so the browser must see the slash. */
  | { kind: "redirect"; path: string }
  /** `language`: the whole language is not kept. `page`: this address is not in the copy. */
  | { kind: "missing"; reason: "language" | "page" };

/** `path` is what stands behind the base path, decoded. `languages` are all of the course. */
export function answerFor(path: string, copy: Copy, languages: readonly string[]): Answer {
  const files = filesOf(copy);
  const find = (wanted: string): KeptFile | undefined => files.find((file) => file.path === wanted);
  const file = find(path.replace(/(^|\/)index\.html$/, "$1"));
  if (file) return { kind: "file", file };
  if (find(`${path}/`)) return { kind: "redirect", path: `${path}/` };
  const [language = ""] = path.split("/");
  const isLanguage = languages.includes(language) && !(language in copy.languages);
  return { kind: "missing", reason: isLanguage ? "language" : "page" };
}

/** Tells the page where it comes from: `<html data-kept="…">`. Values are our own times, codes and words, so they need no escaping. */
export function markPage(html: string, data: Readonly<Record<string, string>>): string {
  const attributes = Object.entries(data)
    .map(([name, value]) => ` data-${name}="${value}"`)
    .join("");
  return html.replace(/<html\b/, `<html${attributes}`);
}
