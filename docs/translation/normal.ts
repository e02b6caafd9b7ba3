/** The form in which texts are compared over time: two spellings of the same sentence have one hash. */
import { createHash } from "node:crypto";

/** Stands for a code span, which is set off by spaces as a Latin word is. */
export const CODE = "\uE000";
/** Stands for something of which the text is not known: a component, a placeholder. */
export const OBJECT = "\uE001";

/** White space, spaces at punctuation and the kind of quotes and dashes do not count; words, digits and marks do. */
export function normalText(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[“”]/g, '"')
    .replaceAll("…", "...")
    .replaceAll(/[‐-―−]/g, "-")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?(\p{P}) ?/gu, "$1")
    .trim();
}

/** 16 hex digits. */
export function hash(normal: string): string {
  return createHash("sha256").update(normal).digest("hex").slice(0, 16);
}

/** Whether two texts are the same words, and enough of them in lower case that they cannot be names alone. */
export function isUntranslated(source: string, target: string, words: number): boolean {
  const bare = (text: string): string => normalText(text.replaceAll(/[\uE000\uE001]/g, " "));
  const text = bare(source);
  return text === bare(target) && (text.match(/(?<!\p{L})\p{Ll}{2,}/gu) ?? []).length >= words;
}
