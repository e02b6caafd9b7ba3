/** Front matter of a page: what of it is words, and what is the same in every language. */
import { parse } from "yaml";
import type { Item } from "./problem.ts";

/** Keys that hold words. */
const textKeys = new Set(["title", "description", "tagline", "label", "text", "alt", "content"]);

/** Paths and values of the front matter that are not words, nor the record of the translation: the same in each language. */
export function frontMatterShape(value: unknown, path = ""): [path: string, value: string][] {
  if (value !== null && typeof value === "object" && !(value instanceof Date))
    return Object.entries(value)
      .filter(([key]) => path !== "" || key !== "translation")
      .flatMap(([key, inner]) => frontMatterShape(inner, path === "" ? key : `${path}.${key}`));
  const isText = typeof value === "string" && textKeys.has(path.split(".").at(-1)!);
  return [[path, isText ? "text" : JSON.stringify(value)]];
}

export function readFrontMatter(yaml: string): Record<string, unknown> {
  const value: unknown = parse(yaml);
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new Error("the front matter is not a mapping");
  return value as Record<string, unknown>;
}

/** Its words, each with its line in the page. */
export function frontMatterTexts(value: unknown, source: string, path = ""): Item[] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (path === "" && key === "translation") return [];
    if (typeof inner !== "string") return frontMatterTexts(inner, source, `${path}${key}.`);
    if (!textKeys.has(key)) return [];
    const line = source.split("\n").findIndex((text) => text.trimStart().replace(/^- /, "").startsWith(`${key}:`));
    return [{ text: inner, line: line + 1 }];
  });
}
