import { StatesError } from "../errors.ts";
import type { JsonObject } from "../../../../core/json.ts";

export const DELIMITERS: Record<string, string> = { COMMA: ",", PIPE: "|", SEMICOLON: ";", SPACE: " ", TAB: "\t" };

/** The rows of a CSV file as objects of texts, after RFC 4180. Without `headers` the first row names the columns; cells beyond them are left out. */
export function parseCsv(text: string, delimiter: string, headers?: string[]): JsonObject[] {
  const rows = rowsOf(text, delimiter);
  const names = headers ?? rows.shift() ?? [];
  if (new Set(names).size < names.length)
    throw new StatesError("States.ItemReaderFailed", "CSV headers cannot contain duplicates.");
  return rows.map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""])));
}

function rowsOf(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endRow = () => {
    if (row.length > 0 || cell !== "") rows.push([...row, cell]);
    row = [];
    cell = "";
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') cell += text[++at]!;
      else isQuoted = false;
    } else if (char === '"' && cell === "") isQuoted = true;
    else if (char === delimiter) {
      row.push(cell);
      cell = "";
    } else if (char === "\n") endRow();
    else if (char !== "\r") cell += char;
  }
  endRow();
  return rows;
}
