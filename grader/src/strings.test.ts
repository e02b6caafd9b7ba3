import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { labs } from "../../course.config.ts";
import { languageCodes } from "./language.ts";
import { readManifest } from "./lab/manifest.ts";
import { textProblems } from "./lab/texts.ts";
import { root } from "./paths.ts";

function flatten(value: object, path = ""): [string, string][] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === "string" ? [[path + key, inner] as [string, string]] : flatten(inner as object, `${path}${key}.`),
  );
}

const read = (code: string): Map<string, string> =>
  new Map(flatten(JSON.parse(readFileSync(join(root, "grader", "strings", `${code}.json`), "utf8")) as object));
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].toSorted();

test.each(languageCodes.slice(1))("slab's texts in %s have the keys and placeholders of English", (code) => {
  const source = read(languageCodes[0]!);
  const translated = read(code);

  expect([...translated.keys()].toSorted()).toEqual([...source.keys()].toSorted());
  for (const [key, text] of source) expect(placeholders(translated.get(key)!), key).toEqual(placeholders(text));
});

test("each finding of the doctor that is not ok has a cure", () => {
  const findings = Map.groupBy(
    [...read(languageCodes[0]!).keys()]
      .map((key) => key.split("."))
      .filter(([top, , last]) => top === "doctor" && last),
    ([, id]) => id!,
  );
  findings.delete("health");

  for (const [id, keys] of findings) {
    const healths = keys.map(([, , last]) => last);
    const isEverIll = healths.some((health) => ["note", "warn", "bad"].includes(health!));
    expect(healths.includes("cure"), id).toBe(isEverIll);
  }
});

test.each(labs)("the texts of %s are complete in every language", (lab) => {
  expect(textProblems(readManifest(lab), languageCodes)).toEqual([]);
});
