/** What docs/glossary/glossary.tsv says about the words of a language: head forms, and strings that must not occur. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Glossary {
  ids: Set<string>;
  /** Head forms of a term in a language, any of which may stand in the text: 生产者 / 消费者. */
  headForms(id: string, language: string): string[];
  /** Strings that lint refuses, with the term that they belong to. */
  bans(language: string): { text: string; term: string }[];
}

const FILE = "docs/glossary/glossary.tsv";

export function readGlossary(root: string): Glossary {
  return parseGlossary(readFileSync(join(root, FILE), "utf8"));
}

/** Columns: id, one per language (`en`, `zh-Hans`: the code before the hyphen), note. */
export function parseGlossary(tsv: string): Glossary {
  const [head = "", ...lines] = tsv.trimEnd().split("\n");
  const columns = head.split("\t").map((name) => name.split("-")[0]!);
  const note = columns.indexOf("note");
  if (columns[0] !== "id" || note < 0) throw new Error(`${FILE}: the first line must name the columns id, …, note`);
  const rows = lines.map((line) => line.split("\t"));

  return {
    ids: new Set(rows.map(([id]) => id!)),
    headForms(id, language) {
      const cell = rows.find((row) => row[0] === id)?.[columns.indexOf(language)] ?? "";
      return withoutGloss(cell)
        .split(" / ")
        .map((form) => form.trim())
        .filter((form) => form !== "");
    },
    bans(language) {
      const mark = `${language} ban: `;
      return rows.flatMap((row) =>
        (row[note] ?? "")
          .split("; ")
          .filter((part) => part.startsWith(mark))
          .flatMap((part) => part.slice(mark.length).split(", "))
          .map((text) => ({ text: text.replace(/\s*\([^)]*\)$/, ""), term: row[0]! })),
      );
    },
  };
}

/** Whether the text of a `<Term>` holds the head form; case and spaces do not count. */
export function hasHeadForm(text: string, forms: string[]): boolean {
  const plain = (words: string): string => words.normalize("NFC").toLowerCase().replaceAll(/\s+/g, "");
  return forms.some((form) => plain(text).includes(plain(form)));
}

/** `队列（queue）` and `queue (hàng đợi (x))` without what is in the brackets. */
function withoutGloss(cell: string): string {
  let text = cell;
  for (let before = ""; before !== text;) {
    before = text;
    text = text.replaceAll(/\s*[(（][^()（）]*[)）]/g, "");
  }
  return text;
}
