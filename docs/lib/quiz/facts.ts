/** quizzes/<id>/quiz.json: kinds, ids, right answers, misconceptions. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Region } from "../source.ts";
import type { Course } from "./course.ts";
import { isClose, type KeyNumber, type KeyOption } from "./grade.ts";
import { Reader, type Fields } from "./reader.ts";
import { pageFile, readPage } from "./sections.ts";

/** A section of a page, the same in each language. */
export interface Place {
  /** `api/rest-api` */
  page: string;
  section: string;
}

interface Base {
  id: string;
  /** Where the answer is explained. */
  section: Place;
}

export interface BugOption extends KeyOption {
  /** Index of its line in the code. */
  line: number;
}

export type QuestionFacts =
  | (Base & { kind: "single"; options: KeyOption[] })
  | (Base & { kind: "multiple"; options: KeyOption[] })
  | (Base & { kind: "predict"; options: KeyOption[]; trace: string })
  | (Base & { kind: "bug"; options: BugOption[]; code: Region & { file: string } })
  | (Base & { kind: "order"; items: string[] })
  | (Base & { kind: "match"; pairs: string[] })
  | (Base & { kind: "numeric"; unit: string; answer: number; tolerance: number; wrong: KeyNumber[] });

export interface QuizFacts {
  id: string;
  /** The lesson's page; a review of a module has none. */
  page?: string;
  /** Defined here; may be used in any quiz. */
  misconceptions: Map<string, Place>;
  questions: QuestionFacts[];
}

const KINDS = ["single", "multiple", "order", "match", "predict", "bug", "numeric"];
const LEAST = 3;
const MOST = 5;

export const quizFile = (id: string): string => `quizzes/${id}/quiz.json`;

/** The facts of a quiz as far as they could be read; what is wrong in them is in `reader.problems`. */
export function readFacts(course: Course, id: string): { facts: QuizFacts; reader: Reader } {
  const reader = new Reader(quizFile(id));
  const page = lessonPage(course, id);
  const facts: QuizFacts = { id, ...(page ? { page } : {}), misconceptions: new Map(), questions: [] };
  const isReview = course.modules.some(({ slug }) => id === `review-${slug}`);
  if (!page && !isReview)
    reader.wrong(
      "",
      `"${id}" is neither a lesson of course.config.ts nor review-<module>`,
      "Rename the folder, or remove it",
    );

  const file = reader.object(reader.parse(course.root) ?? {}, "", ["questions"], ["misconceptions"]);
  if (!file) return { facts, reader };

  for (const [name, value] of entries(reader, file["misconceptions"] ?? {}, "misconceptions")) {
    const at = `misconception "${name}"`;
    reader.id(name, at, "the id");
    const fields = reader.object(value, at, ["section"], ["inventory"]);
    const section = fields && readPlace(course, reader, at, fields["section"], undefined);
    if (section) facts.misconceptions.set(name, section);
    const inventory = fields?.["inventory"] ?? [];
    if (
      !Array.isArray(inventory) ||
      !inventory.every((verdict) => typeof verdict === "string" && /^(F\d{3}|[A-Z]{3}-\d{2})$/.test(verdict))
    )
      reader.wrong(at, "inventory is not a list of ids like F102 or PRI-07", 'Write ["F102"]');
  }

  const questions = file["questions"];
  if (!Array.isArray(questions) || !questions.length) {
    reader.wrong("", "questions is not a list with a question", "Write one");
    return { facts, reader };
  }
  questions.forEach((value: unknown, index) => {
    const name = typeof value === "object" && value ? (value as Fields)["id"] : undefined;
    const question = readQuestion(
      course,
      reader,
      `question "${typeof name === "string" ? name : index + 1}"`,
      value,
      page,
    );
    if (question) facts.questions.push(question);
  });
  const ids = questions.map((question: Fields | null) => String(question?.["id"]));
  reader.distinct(ids, "", "a question id", "Rename the newer question: ids are permanent");
  return { facts, reader };
}

export function lessonPage(course: Course, id: string): string | undefined {
  const module = course.modules.find(({ lessons }) => lessons.some(({ slug }) => slug === id));
  return module && `${module.slug}/${id}`;
}

function readQuestion(
  course: Course,
  reader: Reader,
  at: string,
  value: unknown,
  page: string | undefined,
): QuestionFacts | undefined {
  const kind = typeof value === "object" && value ? (value as Fields)["kind"] : undefined;
  if (typeof kind !== "string" || !KINDS.includes(kind))
    return reader.wrong(at, `the kind ${JSON.stringify(kind)} does not exist`, `Kinds: ${KINDS.join(", ")}`);
  const parts: Record<string, [required: string[], optional?: string[]]> = {
    order: [["items"]],
    match: [["pairs"]],
    predict: [["options", "trace"]],
    bug: [["options", "source"]],
    numeric: [["unit", "answer", "wrong"], ["tolerance"]],
  };
  const [required, optional] = parts[kind] ?? [["options"]];
  const fields = reader.object(value, at, ["id", "kind", "section", ...required], optional);
  if (!fields) return undefined;
  const id = reader.id(fields["id"], at, "the id");
  const section = readPlace(course, reader, at, fields["section"], page);
  const base = id !== undefined && section ? { id, section } : undefined;

  switch (kind) {
    case "order": {
      const items = readIds(reader, at, fields["items"], "items");
      return base && items && { ...base, kind, items };
    }
    case "match": {
      const pairs = readIds(reader, at, fields["pairs"], "pairs");
      return base && pairs && { ...base, kind, pairs };
    }
    case "predict": {
      const options = readOptions(reader, at, kind, fields["options"])?.map(({ option }) => option);
      const trace = reader.id(fields["trace"], at, "the trace");
      if (trace && !existsSync(join(course.root, "docs/traces", trace, "trace.json")))
        reader.wrong(at, `there is no docs/traces/${trace}/trace.json`, "Record the trace, or correct the name");
      return base && options && trace ? { ...base, kind, options, trace } : undefined;
    }
    case "bug":
      return readBug(course, reader, at, fields, base);
    case "numeric":
      return readNumeric(course, reader, at, fields, base);
    default: {
      const options = readOptions(reader, at, kind, fields["options"])?.map(({ option }) => option);
      return base && options && { ...base, kind: kind as "single" | "multiple", options };
    }
  }
}

function readIds(reader: Reader, at: string, value: unknown, what: string): string[] | undefined {
  if (!Array.isArray(value)) return reader.wrong(at, `${what} is not a list`, "Write a list of ids");
  if (value.length < LEAST || value.length > MOST)
    reader.wrong(at, `${value.length} ${what}`, `Have ${LEAST} to ${MOST}`);
  const ids = value.flatMap((id) => reader.id(id, at, `in ${what}:`) ?? []);
  reader.distinct(ids, at, `in ${what} an id`, "Rename one");
  return ids.length === value.length ? ids : undefined;
}

function readOptions(
  reader: Reader,
  at: string,
  kind: string,
  value: unknown,
): { option: KeyOption; line: unknown }[] | undefined {
  if (!Array.isArray(value)) return reader.wrong(at, "options is not a list", "Write a list of options");
  if (value.length < LEAST || value.length > MOST)
    reader.wrong(at, `${value.length} options`, `Have ${LEAST} to ${MOST}`);
  const options = value.flatMap((entry: unknown, index) => {
    const place = `${at}, option ${index + 1}`;
    const fields = reader.object(entry, place, kind === "bug" ? ["id", "line"] : ["id"], ["correct", "misconception"]);
    const id = fields && reader.id(fields["id"], place, "the id");
    if (!id) return [];
    const { correct, misconception, line } = fields;
    if (correct !== undefined && correct !== true)
      reader.wrong(place, '"correct" is not true', "Write it only for a right option, as true");
    if (correct && misconception !== undefined)
      reader.wrong(place, "a right option names a misconception", "Remove one of the two");
    if (!correct && misconception === undefined)
      reader.wrong(
        place,
        "a wrong option without misconception",
        "Name the wrong belief that leads to it, or mark it correct",
      );
    const belief = misconception === undefined ? undefined : reader.id(misconception, place, "the misconception");
    return [{ option: { id, correct: correct === true, ...(belief ? { misconception: belief } : {}) }, line }];
  });
  reader.distinct(
    options.map(({ option }) => option.id),
    at,
    "an option id",
    "Rename one",
  );
  const right = options.filter(({ option }) => option.correct).map(({ option }) => option.id);
  if (kind === "multiple") {
    if (right.length < 2)
      reader.wrong(at, `${right.length} right options`, "Mark at least two, or make it a question of kind single");
    if (right.length === options.length)
      reader.wrong(at, "no wrong option", "Add at least one that names a misconception");
  } else if (right.length !== 1) {
    const which = right.length ? ` (${right.join(", ")})` : "";
    reader.wrong(
      at,
      `${right.length || "no"} right options${which}, of ${kind} exactly one`,
      'Leave "correct": true on one option',
    );
  }
  return options.length === value.length ? options : undefined;
}

function readBug(
  course: Course,
  reader: Reader,
  at: string,
  fields: Fields,
  base: Base | undefined,
): QuestionFacts | undefined {
  const options = readOptions(reader, at, "bug", fields["options"]);
  const source = reader.object(fields["source"], `${at}, source`, ["file", "region"]);
  if (!source || !options) return undefined;
  const file = reader.text(source["file"], at, "source.file");
  const region = reader.text(source["region"], at, "source.region");
  if (!file || !region) return undefined;
  let code: Region;
  try {
    code = course.readRegion(file, region);
  } catch (error) {
    return reader.wrong(
      at,
      (error as Error).message.replace("<Source>: ", ""),
      "Correct source.file or source.region, or add the region to the file",
    );
  }
  const lines = code.text.split("\n");
  const marked = options.flatMap(({ option, line }) => {
    const text = reader.text(line, `${at}, option "${option.id}"`, "line");
    if (!text) return [];
    const found = lines.flatMap((candidate, index) => (candidate.includes(text) ? [index] : []));
    if (found.length === 1) return [{ ...option, line: found[0]! }];
    reader.wrong(
      `${at}, option "${option.id}"`,
      `${found.length || "no"} lines of the region "${region}" hold ${JSON.stringify(text)}`,
      "Quote a part of the line that no other line has",
    );
    return [];
  });
  reader.distinct(
    marked.map(({ line }) => lines[line]!.trim()),
    at,
    "two options name one line",
    "Choose another line",
  );
  return base && marked.length === options.length
    ? { ...base, kind: "bug", options: marked, code: { ...code, file } }
    : undefined;
}

function readNumeric(
  course: Course,
  reader: Reader,
  at: string,
  fields: Fields,
  base: Base | undefined,
): QuestionFacts | undefined {
  const unit = reader.text(fields["unit"], at, "unit");
  const texts = unit ? course.units()[unit] : undefined;
  for (const { code } of course.languages)
    if (unit && !texts?.[code])
      reader.wrong(
        at,
        `docs/facts/units.json has no unit "${unit}" in ${code}`,
        "Add it there, or use one of its units",
      );
  const resolve = (
    value: unknown,
    place: string,
    extra: string[],
  ): { id: string; value: number; fields: Fields } | undefined => {
    const isFact = typeof value === "object" && value !== null && "fact" in value;
    const number = reader.object(value, place, [isFact ? "fact" : "value", ...extra]);
    if (!number) return undefined;
    if (!isFact) {
      const plain = reader.number(number["value"], place, "value");
      return plain === undefined ? undefined : { id: String(plain), value: plain, fields: number };
    }
    const id = String(number["fact"]);
    try {
      const fact = course.readFact(id);
      if (fact.unit !== unit)
        reader.wrong(
          place,
          `the fact "${id}" is in ${fact.unit}, the question in ${unit}`,
          "Ask in the unit of the fact",
        );
      return { id, value: fact.value, fields: number };
    } catch (error) {
      return reader.wrong(place, (error as Error).message, "Correct the id, or add the fact");
    }
  };

  const answer = resolve(fields["answer"], `${at}, answer`, []);
  const tolerance = fields["tolerance"] === undefined ? 0 : reader.number(fields["tolerance"], at, "tolerance");
  if (tolerance !== undefined && tolerance < 0)
    reader.wrong(at, "a tolerance below 0", "Write how far off is still right");
  if (!Array.isArray(fields["wrong"]) || !fields["wrong"].length)
    return reader.wrong(at, "wrong is not a list with a number", "Name at least one number that people believe");
  const wrong = fields["wrong"].flatMap((value: unknown, index) => {
    const place = `${at}, wrong number ${index + 1}`;
    const number = resolve(value, place, ["misconception"]);
    const misconception = number && reader.id(number.fields["misconception"], place, "the misconception");
    return misconception ? [{ id: number.id, value: number.value, misconception }] : [];
  });
  if (!answer || tolerance === undefined) return undefined;
  const numbers = [{ ...answer, id: "the answer" }, ...wrong].sort((a, b) => a.value - b.value);
  numbers.slice(1).forEach((number, index) => {
    const below = numbers[index]!;
    if (isClose(number.value, below.value, tolerance))
      reader.wrong(at, `${below.id} and ${number.id} are the same number within the tolerance`, "Change or remove one");
  });
  return base && unit ? { ...base, kind: "numeric", unit, answer: answer.value, tolerance, wrong } : undefined;
}

/** `build` on the page of the lesson, or `api/rest-api#build`. */
function readPlace(
  course: Course,
  reader: Reader,
  at: string,
  value: unknown,
  page: string | undefined,
): Place | undefined {
  const [, path, section] = /^(?:([a-z0-9/-]+)#)?([\w-]+)$/.exec(typeof value === "string" ? value : "") ?? [];
  const target = path ?? page;
  if (!section || !target)
    return reader.wrong(
      at,
      `the section ${JSON.stringify(value)} is not ${page ? "one" : "<page>#<section>"}`,
      'Write it like "api/rest-api#build"',
    );
  const { code } = course.languages[0]!;
  const found = readPage(course.root, code, target);
  if (!found) reader.wrong(at, `there is no page ${pageFile(code, target)}`, "Write the page, or correct the section");
  else if (!found.sections.has(section))
    reader.wrong(
      at,
      `${pageFile(code, target)} has no section {#${section}}`,
      `Its sections: ${[...found.sections.keys()].join(", ") || "none"}`,
    );
  return { page: target, section };
}

function entries(reader: Reader, value: unknown, what: string): [string, unknown][] {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return Object.entries(value);
  reader.wrong("", `${what} is not an object`, "Write braces");
  return [];
}
