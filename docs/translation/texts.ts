/** Texts in JSON: which files there are, and what of a translated file differs from the English one although it must not. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { parseDocument } from "yaml";
import type { Language } from "../../course.config.ts";
import { around } from "./inspect-page.ts";
import { lintProse, proseOfText } from "./lint.ts";
import { hash, isUntranslated, normalText } from "./normal.ts";
import { difference, type Item, type Problem } from "./problem.ts";
import { starlightEnglish, starlightKeys, starlightStrings, visibleKeys } from "./starlight-strings.ts";
import type { Glossary } from "./terms.ts";

/** Files of the same texts: `quizzes/rest-api` for its en.json, zh.json and vi.json. */
export interface TextGroup {
  name: string;
  isStarlight: boolean;
  source: Entries | undefined;
  targets: { language: Language; file: string; entries: Entries | undefined }[];
  /** Files that cannot be read, keys that stand twice. */
  problems: Problem[];
}

/** The texts of one language. */
export interface Entries {
  file: string;
  /** Its name in hashes.json. */
  key: string;
  language: Language;
  /** Texts and other values by path, grouped into the entries that become stale together. */
  entries: Map<string, Map<string, unknown>>;
  hashOf(entry: string): string;
  lineOf(path: string, value: unknown): number;
}

interface Place {
  folder: string;
  /** How many keys name an entry: `questions.overwrite` are two. */
  depth: number;
  /**
   * Starlight's: files are named by the language's tag, not by its code; they hold the plural forms of their own language only
   * (`_one` and `_other` in English, `_other` alone in Chinese), and may translate strings that Starlight brings along.
   */
  isStarlight?: boolean;
}

const places: Place[] = [
  { folder: "docs/content/i18n", depth: 1, isStarlight: true },
  { folder: "docs/corrections", depth: 1 },
  { folder: "docs/diagrams/*", depth: 1 },
  { folder: "docs/facts", depth: 1 },
  { folder: "docs/glossary", depth: 1 },
  { folder: "docs/simulators/*", depth: 2 },
  { folder: "docs/traces/*", depth: 1 },
  { folder: "grader/strings", depth: 2 },
  { folder: "labs/*/strings", depth: 2 },
  { folder: "quizzes/*", depth: 2 },
];
/** One file for all languages: `{ "<unit>": { "en": "…", "zh": "…" } }`. */
const UNITS = "docs/facts/units.json";

const UNTRANSLATED_WORDS = 5;
const plural = /_(zero|one|two|few|many|other)$/;

export function readTextGroups(root: string, languages: Language[]): TextGroup[] {
  const groups = places.flatMap((place) =>
    globSync(place.folder, { cwd: root })
      .map((folder) => folder.split(sep).join("/"))
      .map((folder) => readGroup(root, folder, place, languages))
      .filter(({ source, targets }) => source || targets.some(({ entries }) => entries)),
  );
  if (existsSync(join(root, UNITS))) groups.push(readUnits(root, languages));
  return groups.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function readGroup(root: string, folder: string, place: Place, languages: Language[]): TextGroup {
  const problems: Problem[] = [];
  const fileOf = ({ code, tag }: Language): string => `${folder}/${place.isStarlight ? tag : code}.json`;
  const [source, ...others] = languages;
  const read = (language: Language): Entries | undefined => {
    const file = fileOf(language);
    const json = readJson(root, file, problems);
    return json && entriesOf(json.value, { file, key: file, language, text: json.text, depth: place.depth });
  };
  return {
    name: folder,
    isStarlight: place.isStarlight === true,
    source: read(source!),
    targets: others.map((language) => ({ language, file: fileOf(language), entries: read(language) })),
    problems,
  };
}

function readUnits(root: string, languages: Language[]): TextGroup {
  const problems: Problem[] = [];
  const json = readJson(root, UNITS, problems);
  const value = (json?.value ?? {}) as Record<string, Record<string, string>>;
  const of = (language: Language): Entries => {
    const texts = Object.entries(value).filter(([, unit]) => unit[language.code] !== undefined);
    const own = Object.fromEntries(texts.map(([id, unit]) => [id, unit[language.code]]));
    const key = `${UNITS}#${language.code}`;
    return entriesOf(own, { file: UNITS, key, language, text: json?.text ?? "", depth: 1 });
  };
  const [source, ...others] = languages;
  return {
    name: UNITS.replace(/\.json$/, ""),
    isStarlight: false,
    source: of(source!),
    targets: others.map((language) => ({ language, file: UNITS, entries: of(language) })),
    problems,
  };
}

function readJson(root: string, file: string, problems: Problem[]): { value: unknown; text: string } | undefined {
  const path = join(root, file);
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, "utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    problems.push({ file, what: `not valid JSON: ${(error as Error).message}`, fix: "correct the syntax" });
    return undefined;
  }
  // JSON.parse takes the last of two keys without a word; a merge leaves such pairs.
  for (const { code, message, linePos } of parseDocument(text, { schema: "json", prettyErrors: true }).errors)
    if (code === "DUPLICATE_KEY")
      problems.push({
        file,
        ...(linePos && { line: linePos[0].line }),
        what: `a key stands twice: ${message.split("\n")[0]!}`,
        fix: "keep one of them",
      });
  if (value === null || typeof value !== "object") {
    problems.push({ file, what: "is not a JSON object", fix: "make it an object of texts" });
    return undefined;
  }
  return { value, text };
}

function entriesOf(
  value: unknown,
  { file, key, language, text, depth }: { file: string; key: string; language: Language; text: string; depth: number },
): Entries {
  const entries: Entries["entries"] = new Map();
  const walk = (inner: unknown, keys: string[]): void => {
    if (inner !== null && typeof inner === "object") {
      for (const [name, deeper] of Object.entries(inner)) walk(deeper, [...keys, name]);
      return;
    }
    const entry = keys.slice(0, depth).join(".").replace(plural, "");
    if (!entries.has(entry)) entries.set(entry, new Map());
    entries.get(entry)!.set(keys.join("."), inner);
  };
  walk(value, []);
  return {
    file,
    key,
    language,
    entries,
    hashOf: (entry) =>
      hash(
        [...entries.get(entry)!]
          .map(([path, inner]) => `${path}: ${normalText(String(inner))}`)
          .toSorted()
          .join("\n"),
      ),
    lineOf(path, inner) {
      const name = JSON.stringify(path.split(".").at(-1));
      const value = JSON.stringify(inner);
      const lines = text.split("\n");
      const both = lines.findIndex((line) => line.includes(name) && line.includes(value));
      return (both < 0 ? lines.findIndex((line) => line.includes(value)) : both) + 1 || 1;
    },
  };
}

export function inspectGroup(
  { name, source, targets, problems, isStarlight }: TextGroup,
  glossary: Glossary,
  fact: (id: string, language: string) => string | undefined,
): Problem[] {
  if (!source)
    return [
      ...problems,
      ...(problems.length > 0
        ? []
        : [{ file: name, what: "there is no English file", fix: "write it first, or remove the translations" }]),
    ];
  return [
    ...problems,
    ...emptyTexts(source),
    ...(isStarlight ? pluralProblems(source, source) : []),
    ...targets.flatMap(({ entries, file, language }) => {
      if (entries)
        return [
          ...(isStarlight ? [...pluralProblems(source, entries), ...starlightProblems(entries)] : []),
          ...compareEntries(source, entries, isStarlight),
          ...lintEntries(entries, glossary, fact),
        ];
      const isBroken = problems.some((problem) => problem.file === file);
      return isBroken
        ? []
        : [{ file, what: "the file is missing", fix: `translate ${source.file} (${language.name})` }];
    }),
  ];
}

function leaves({ entries }: Entries): Map<string, { entry: string; value: unknown }> {
  return new Map(
    [...entries].flatMap(([entry, values]) => [...values].map(([path, value]) => [path, { entry, value }] as const)),
  );
}

function compareEntries(source: Entries, target: Entries, isStarlight: boolean): Problem[] {
  const wanted = leaves(source);
  const found = leaves(target);
  const problems: Problem[] = emptyTexts(target);
  for (const [path, { entry, value }] of wanted)
    if (!found.has(path) && !(isStarlight && plural.test(path)))
      problems.push({
        file: target.file,
        section: entry,
        what: `${path} is missing`,
        fix: `translate “${String(value)}” (${source.file}:${source.lineOf(path, value)})`,
      });

  for (const [path, { entry, value }] of found) {
    // Each plural form is compared with the general one of English.
    const original = wanted.get(path) ?? wanted.get(path.replace(plural, "_other"));
    const add = (what: string, fix: string): void => {
      problems.push({ file: target.file, line: target.lineOf(path, value), section: entry, what, fix });
    };
    if (!original) {
      if (isStarlight && starlightKeys.has(path)) continue;
      add(`${path} is not in English`, `remove it, or add it to ${source.file}`);
      continue;
    }
    if (typeof value !== "string" || typeof original.value !== "string") {
      if (value !== original.value)
        add(`${path} is ${JSON.stringify(value)}, in English ${JSON.stringify(original.value)}`, "make them equal");
      continue;
    }
    for (const [kind, items] of [
      ["placeholder", placeholders],
      ["code span", codeSpans],
    ] as const) {
      const { missing, extra } = difference(items(original.value), items(value));
      for (const { text } of missing) add(`${path}: ${kind} ${text} is missing`, "keep it as in the English text");
      for (const { text } of extra) add(`${path}: ${kind} ${text} is not in English`, "keep to the English text");
    }
    if (isUntranslated(original.value, value, UNTRANSLATED_WORDS)) add(`${path} is the English text`, "translate it");
  }
  return problems;
}

/** i18next picks the form by the language's own categories: one more is never shown, one less shows the key. */
function pluralProblems(source: Entries, target: Entries): Problem[] {
  const categories = new Intl.PluralRules(target.language.tag).resolvedOptions().pluralCategories;
  const wanted = leaves(source);
  const found = leaves(target);
  const families = [...wanted.keys()].filter((path) => path.endsWith("_other")).map((path) => path.slice(0, -6));
  return families.flatMap((family) => {
    const { entry } = wanted.get(`${family}_other`)!;
    const missing = categories.filter((category) => !found.has(`${family}_${category}`));
    const extra = [...found.keys()].filter(
      (path) =>
        path.replace(plural, "") === family && plural.test(path) && !categories.some((one) => path.endsWith(`_${one}`)),
    );
    const place = { file: target.file, section: entry };
    const forms = categories.map((category) => `_${category}`).join(", ");
    return [
      ...missing.map((category) => ({
        ...place,
        what: `plural form ${family}_${category} is missing`,
        fix: `${target.language.name} has ${forms}`,
      })),
      ...extra.map((path) => ({
        ...place,
        what: `plural form ${path} is never shown`,
        fix: `${target.language.name} has only ${forms}`,
      })),
    ];
  });
}

/** What Starlight and Expressive Code would show in English on a page of this language, and translations of it that lost a placeholder. */
function starlightProblems(target: Entries): Problem[] {
  const { language, file } = target;
  const own = starlightStrings(language.tag);
  const found = leaves(target);
  return visibleKeys.flatMap((key) => {
    const english = starlightEnglish[key];
    const ours = found.get(key)?.value;
    if (typeof ours === "string") {
      const { missing } = difference(placeholders(english ?? ""), placeholders(ours));
      return missing.map(({ text }) => ({
        file,
        line: target.lineOf(key, ours),
        section: key,
        what: `${key}: placeholder ${text} is missing`,
        fix: `Starlight's text is “${english}”`,
      }));
    }
    const isEnglish = own[key] === undefined || (english !== undefined && isUntranslated(english, own[key], 1));
    if (!isEnglish) return [];
    const what = `${key} is shown in English: Starlight has no ${language.name} for it`;
    return [{ file, section: key, what, fix: `add it${english === undefined ? "" : `: “${english}”`}` }];
  });
}

function emptyTexts(texts: Entries): Problem[] {
  return [...leaves(texts)]
    .filter(([, { value }]) => typeof value === "string" && value.trim() === "")
    .map(([path, { entry, value }]) => ({
      file: texts.file,
      line: texts.lineOf(path, value),
      section: entry,
      what: `${path} is empty`,
      fix: "write the text, or remove the key in every language",
    }));
}

function lintEntries(
  texts: Entries,
  glossary: Glossary,
  fact: (id: string, language: string) => string | undefined,
): Problem[] {
  return [...leaves(texts)].flatMap(([path, { entry, value }]) => {
    if (typeof value !== "string") return [];
    const { code } = texts.language;
    // Here a line break is meant, and shown.
    const lines = proseOfText(value, (id) => fact(id, code)).split("\n");
    return lines.flatMap((line) =>
      lintProse(line, code, glossary).map(({ index, what, fix }) => ({
        file: texts.file,
        line: texts.lineOf(path, value),
        section: entry,
        what: `${what}, in ${path}: “${around(line, index)}”`,
        fix,
      })),
    );
  });
}

/** Each once: a language may have to repeat one. */
function placeholders(text: string): Item[] {
  return [...new Set(text.match(/\{\{[^}]*\}\}|\{fact:[^}]*\}/g))].map((found) => ({ text: found, line: 1 }));
}

function codeSpans(text: string): Item[] {
  return (text.match(/`[^`]*`/g) ?? []).map((found) => ({ text: found, line: 1 }));
}
