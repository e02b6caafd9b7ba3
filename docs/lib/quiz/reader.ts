import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { duplicateKeys } from "./json.ts";

export type Fields = Record<string, unknown>;

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Reads one JSON file of a quiz and collects what is wrong in it, each with its place and the fix. */
export class Reader {
  readonly problems: string[] = [];
  readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  wrong(place: string, what: string, fix: string): undefined {
    this.problems.push(`${this.file}: ${place ? `${place}: ` : ""}${what}. ${fix}.`);
  }

  parse(root: string): unknown {
    const path = join(root, this.file);
    if (!existsSync(path)) return this.wrong("", "the file is missing", "Write it: docs/AUTHORING.md, “Quizzes”");
    const text = readFileSync(path, "utf8");
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      return this.wrong("", `not valid JSON (${(error as Error).message})`, "Correct the syntax");
    }
    for (const key of duplicateKeys(text)) this.wrong("", `${key} stands there twice`, "Keep one of them");
    return value;
  }

  /** An object with these members and no others. */
  object(value: unknown, place: string, required: string[], optional: string[] = []): Fields | undefined {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return this.wrong(place, "not an object", `Give it ${required.join(", ") || "braces"}`);
    const missing = required.filter((key) => !Object.hasOwn(value, key));
    const unknown = Object.keys(value).filter((key) => !required.includes(key) && !optional.includes(key));
    if (missing.length) this.wrong(place, `${missing.join(", ")} is missing`, "Add it");
    if (unknown.length)
      this.wrong(place, `${unknown.join(", ")} means nothing here`, `Known: ${[...required, ...optional].join(", ")}`);
    return missing.length ? undefined : (value as Fields);
  }

  id(value: unknown, place: string, what: string): string | undefined {
    if (typeof value === "string" && ID.test(value)) return value;
    return this.wrong(place, `${what} ${JSON.stringify(value)} is not an id`, "Use lower case, digits and hyphens");
  }

  text(value: unknown, place: string, what: string): string | undefined {
    if (typeof value !== "string" || !value.trim())
      return this.wrong(place, `${what} is not a text`, "Write a sentence there");
    if (value !== value.trim() || /\s{2}|[\n\t]/.test(value))
      this.wrong(
        place,
        `${what} has spaces at an end, double spaces or a line break`,
        "Keep single spaces between words",
      );
    if (value.split("`").length % 2 === 0)
      this.wrong(place, `${what} has a backtick without a partner`, "Close the code");
    return value;
  }

  number(value: unknown, place: string, what: string): number | undefined {
    if (typeof value === "number" && Number.isFinite(value)) return value;
    return this.wrong(place, `${what} ${JSON.stringify(value)} is not a number`, "Write digits without quotes");
  }

  /** Values that may stand only once. */
  distinct(values: string[], place: string, what: string, fix: string): void {
    for (const value of new Set(values.filter((value, index) => values.indexOf(value) !== index)))
      this.wrong(place, `${what} twice: ${value}`, fix);
  }

  /** Exactly these keys, as a translation has those of the facts. */
  keys(value: unknown, place: string, wanted: string[]): Fields | undefined {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return this.wrong(place, "not an object", `Give it the members ${wanted.join(", ")}`);
    const missing = wanted.filter((key) => !Object.hasOwn(value, key));
    const unknown = Object.keys(value).filter((key) => !wanted.includes(key));
    if (missing.length) this.wrong(place, `no text for ${missing.join(", ")}`, "Write it");
    if (unknown.length)
      this.wrong(place, `${unknown.join(", ")} is not in quiz.json`, "Remove the text or correct the id");
    return value as Fields;
  }
}
