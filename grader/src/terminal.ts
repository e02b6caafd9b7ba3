import { styleText } from "node:util";
import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import { Writable } from "node:stream";

const MIN_COLUMNS = 30;

type Style = Parameters<typeof styleText>[0];

/** What slab prints. Colour only where the terminal wants it (NO_COLOR, FORCE_COLOR and pipes are respected); no meaning by colour alone. */
export function print(line = ""): void {
  process.stdout.write(`${line}\n`);
}

export function printError(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function styled(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout });
}

/** Pads to a width in terminal cells: Chinese characters take two, combining marks none. */
export function padCells(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}

export function cells(text: string): number {
  return stringWidth(text);
}

/** Prints `lead` and then `text`, whose further lines stand under its first one; in a terminal long lines are wrapped at words. */
export function printHanging(lead: string, text: string): void {
  const margin = " ".repeat(stringWidth(lead));
  const columns = process.stdout.isTTY ? Math.max(MIN_COLUMNS, process.stdout.columns - margin.length) : Infinity;
  const lines = columns === Infinity ? text : wrapAnsi(text, columns, { trim: false, hard: true });
  print(lead + lines.replaceAll("\n", `\n${margin}`));
}

/** Where output goes that nobody reads. */
export const nowhere: Writable = new Writable({ write: (_chunk, _encoding, done) => done() });
