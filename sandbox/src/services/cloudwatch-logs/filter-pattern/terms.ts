import { invalidPattern, regularExpression, unquote } from "./compare.ts";
import type { Matcher } from "./filter-pattern.ts";

/** `ERROR "two words" -DEBUG ?this ?that %regex%`: all plain terms, none of the excluded ones, any of the optional ones. */
export function parseTerms(text: string): Matcher {
  const required: Matcher[] = [];
  const excluded: Matcher[] = [];
  const optional: Matcher[] = [];
  const term = /([?-]?)("(?:[^"\\]|\\.)*"|%[^%]*%|[^\s"%]+)(?:\s+|$)/gy;
  let end = 0;
  for (const match of text.matchAll(term)) {
    const [whole, sign, word = ""] = match;
    end = match.index + whole.length;
    // Other characters than these need quotes.
    if (!/^["%]/.test(word) && !/^[\w.*]+$/.test(word)) throw invalidPattern();
    (sign === "-" ? excluded : sign === "?" ? optional : required).push(contains(word));
  }
  if (end !== text.length) throw invalidPattern();
  return (message) =>
    required.every((matches) => matches(message)) &&
    !excluded.some((matches) => matches(message)) &&
    // AWS ignores optional terms next to required ones.
    (required.length > 0 || !optional.length || optional.some((matches) => matches(message)));
}

function contains(word: string): Matcher {
  if (word.startsWith("%")) {
    const expression = regularExpression(word);
    return (message) => expression.test(message);
  }
  const text = unquote(word);
  return (message) => message.includes(text);
}
