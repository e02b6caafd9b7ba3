import { expect, test } from "vitest";
import { CODE, hash, isUntranslated, normalText } from "./normal.ts";

test.each([
  ["soft wraps and runs of spaces", "one two three", "one\n  two   three "],
  ["spaces at punctuation", "a word, a second (and a third): done", "a word ,a second ( and a third ) :done"],
  ["the kind of quotes, dashes and dots", `"a" - don't...`, "“a” – don’t…"],
  ["Unicode forms", "khóa", "kho\u0301a"],
])("normalText does not see %s", (_, one, other) => {
  expect(normalText(other)).toBe(normalText(one));
});

test.each([
  ["a word", "the queue keeps it", "the queue drops it"],
  ["a digit", "after 3 retries", "after 2 retries"],
  ["capitals", "a Region", "a region"],
  ["a mark", "It ends.", "It ends?"],
])("normalText sees another %s", (_, one, other) => {
  expect(normalText(other)).not.toBe(normalText(one));
});

test("hash is 16 hex digits and the same on every machine", () => {
  expect(hash("")).toBe("e3b0c44298fc1c14");
});

test("isUntranslated asks for the same words, some of them no names", () => {
  expect(isUntranslated("The queue keeps the message.", "The queue keeps  the message.", 3)).toBe(true);
  expect(isUntranslated(`The queue keeps ${CODE}`, "The queue keeps", 2)).toBe(true);
  expect(isUntranslated("Amazon API Gateway HTTP API", "Amazon API Gateway HTTP API", 1)).toBe(false);
  expect(isUntranslated("The queue keeps the message.", "队列保留消息。", 3)).toBe(false);
});
