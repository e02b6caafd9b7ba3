import { invalidPattern } from "./compare.ts";
import { parseFields } from "./fields.ts";
import { parseJsonPattern } from "./json-pattern.ts";
import { parseTerms } from "./terms.ts";

export type Matcher = (message: string) => boolean;

/**
 * Compiles a filter pattern, in the three forms of
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html (read 2026-11):
 * terms, `{ JSON conditions }`, `[space, delimited, fields]`. An empty pattern matches everything.
 */
export function parseFilterPattern(pattern: string): Matcher {
  const text = pattern.trim();
  if (!text) return () => true;
  if (text.startsWith("{")) {
    if (!text.endsWith("}")) throw invalidPattern();
    return parseJsonPattern(text.slice(1, -1));
  }
  if (text.startsWith("[")) {
    if (!text.endsWith("]")) throw invalidPattern();
    return parseFields(text.slice(1, -1));
  }
  return parseTerms(text);
}
