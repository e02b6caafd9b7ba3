/** Code on a page is cut from the files that CI deploys and grades. */
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { applyPatch, diffLines, parsePatch } from "diff";
import { root } from "./root.ts";

export interface Region {
  text: string;
  /** Number of its first line in the file, from 1. */
  startLine: number;
  /** For the highlighter. */
  language: string;
}

export interface Difference {
  text: string;
  language: string;
  /** Line numbers within `text`, from 1. */
  inserted: number[];
  deleted: number[];
}

const FOLDERS = /^(labs|solutions|grader|sandbox)\//;
const MARKER = /^\s*(?:\/\/|#) #(region|endregion)\b\s*(\S*)\s*$/;

/** The lines between `// #region <name>` and `// #endregion <name>`, without their common indentation; without a name the whole file. Throws, naming file and region. */
export function readRegion(file: string, name?: string): Region {
  if (!FOLDERS.test(file) || file.includes(".."))
    throw new Error(`<Source>: ${file} is not a file of labs/, solutions/, grader/ or sandbox/`);
  const language = extname(file).slice(1);
  const lines = textOf(file).trimEnd().split("\n");
  if (name === undefined) return { text: withoutMarkers(lines).join("\n"), startLine: 1, language };

  const starts = lines.flatMap((line, index) => (isMarker(line, "region", name) ? [index] : []));
  if (starts.length !== 1) {
    const others = lines
      .flatMap((line) => MARKER.exec(line)?.slice(1, 3) ?? [])
      .filter((word, index) => index % 2 && word);
    throw new Error(
      `<Source>: ${file} has ${starts.length || "no"} region "${name}"${starts.length > 1 ? " more than once" : ""}. Regions there: ${[...new Set(others)].join(", ") || "none"}`,
    );
  }
  const end = endOf(lines, starts[0]!);
  if (end === undefined) throw new Error(`<Source>: the region "${name}" of ${file} has no // #endregion`);
  const cut = withoutMarkers(lines.slice(starts[0]! + 1, end));
  const indent = Math.min(...cut.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length));
  if (!Number.isFinite(indent)) throw new Error(`<Source>: the region "${name}" of ${file} is empty`);
  return {
    text: cut
      .map((line) => line.slice(indent))
      .join("\n")
      .trim(),
    startLine: starts[0]! + 2,
    language,
  };
}

/** What changes between the region of that name in `from` and in `file`, as one text with both. */
export function readDifference(file: string, name: string | undefined, from: string): Difference {
  const before = readRegion(from, name);
  const after = readRegion(file, name);
  const result: Difference = { text: "", language: after.language, inserted: [], deleted: [] };
  const lines: string[] = [];
  for (const part of diffLines(`${before.text}\n`, `${after.text}\n`))
    for (const line of part.value.replace(/\n$/, "").split("\n")) {
      lines.push(line);
      if (part.added) result.inserted.push(lines.length);
      if (part.removed) result.deleted.push(lines.length);
    }
  if (!result.inserted.length && !result.deleted.length)
    throw new Error(`<Source>: ${file} and ${from} do not differ${name ? ` in "${name}"` : ""}`);
  result.text = lines.join("\n");
  return result;
}

/** The text of a file, or of a solution's file with the mistake of a mutant: `solutions/<lab>/mutants/<name>/<file>` is `<file>` after `mutants/<name>.patch`. */
function textOf(file: string): string {
  const mutant = /^(solutions\/[^/]+\/)(mutants\/[^/]+)\/(.+)$/.exec(file);
  const [, solution = "", mistake, name = file] = mutant ?? [];
  const path = join(root, solution + name);
  const patch = mistake && join(root, `${solution}${mistake}.patch`);
  if (!existsSync(path) || (patch && !existsSync(patch))) throw new Error(`<Source>: there is no file ${file}`);
  const text = readFileSync(path, "utf8");
  if (!patch) return text;
  const changes = readFileSync(patch, "utf8").replace(/^[^]*?(?=^--- )/m, "");
  const change = parsePatch(changes).find(({ newFileName }) => newFileName === name);
  if (!change) throw new Error(`<Source>: ${solution}${mistake}.patch does not change ${name}`);
  const changed = applyPatch(text, change);
  if (changed === false) throw new Error(`<Source>: ${solution}${mistake}.patch does not fit ${name}: make it anew`);
  return changed;
}

function isMarker(line: string, kind: string, name: string): boolean {
  const marker = MARKER.exec(line);
  return marker?.[1] === kind && marker[2] === name;
}

/** Regions nest: an unnamed `#endregion` closes the innermost one, a named one its own. */
function endOf(lines: string[], start: number): number | undefined {
  const open: string[] = [];
  for (let index = start; index < lines.length; index++) {
    const marker = MARKER.exec(lines[index]!);
    if (marker?.[1] === "region") open.push(marker[2]!);
    if (marker?.[1] !== "endregion") continue;
    const closed = marker[2] || open.at(-1)!;
    if (closed === open[0] && (marker[2] || open.length === 1)) return index;
    const at = open.lastIndexOf(closed);
    if (at >= 0) open.splice(at, 1);
  }
  return undefined;
}

function withoutMarkers(lines: string[]): string[] {
  return lines.filter((line) => !MARKER.test(line));
}
