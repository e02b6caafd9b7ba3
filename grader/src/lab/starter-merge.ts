import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createTempFolder } from "@course/sandbox/temp-folder";
import { UserError } from "../errors.ts";
import { git } from "../git.ts";
import { labDir, workDir } from "../paths.ts";
import { appFiles, filesIn } from "./app-files.ts";
import { baseDir, rememberStarter } from "./starter-base.ts";

/**
 * add: new in the starter · take: changed there only · remove: gone there, unchanged here · merge: changed on both sides, in different places ·
 * conflict: in the same place, marked · keepChanged: gone there, but changed here · keepRemoved: changed there, but removed here ·
 * keepBinary: changed on both sides, and no text.
 */
type MergeKind = "add" | "take" | "remove" | "merge" | "conflict" | "keepChanged" | "keepRemoved" | "keepBinary";

export interface FileMerge {
  file: string;
  kind: MergeKind;
  /** What the file will hold; undefined when it goes, or stays as it is. */
  content?: Buffer;
}

export interface StarterMerge {
  files: FileMerge[];
  /** Of everything that went in: the learner's files and the starter. Another digest later means that one of them has changed. */
  digest: string;
}

const MARKERS = { ours: "yours", base: "old starter", theirs: "new starter" };
/** `git merge-file` answers the number of conflicts, at most this; above are errors. */
const MAX_CONFLICTS = 127;

/** What today's starter means for the learner's copy, three-way: the starter it was made of, the copy, today's starter. Writes nothing. */
export function mergeStarter(lab: string): StarterMerge {
  const base = baseDir(workDir(lab));
  if (!existsSync(base)) throw new UserError("noBase", { lab });
  const hash = createHash("sha256");
  const read = (folder: string, file: string): Buffer | undefined => {
    const path = join(folder, file);
    const content = existsSync(path) ? readFileSync(path) : undefined;
    hash.update(`${file}\0${content?.length ?? -1}\0`).update(content ?? "");
    return content;
  };
  const files = [...new Set([...filesIn(base), ...appFiles(lab, "starter")])].toSorted();
  const merges = files.flatMap((file) => {
    const [old, ours, theirs] = [read(base, file), read(workDir(lab), file), read(labDir(lab), file)];
    return mergeFile(file, old, ours, theirs) ?? [];
  });
  return { files: merges, digest: hash.digest("hex") };
}

function mergeFile(
  file: string,
  base: Buffer | undefined,
  ours: Buffer | undefined,
  theirs: Buffer | undefined,
): FileMerge | undefined {
  if (equal(base, theirs) || equal(ours, theirs)) return undefined;
  if (equal(ours, base)) {
    if (!theirs) return { file, kind: "remove" };
    return { file, kind: base ? "take" : "add", content: theirs };
  }
  if (!ours) return { file, kind: "keepRemoved" };
  if (!theirs) return { file, kind: "keepChanged" };
  if ([base, ours, theirs].some((content) => content?.includes(0))) return { file, kind: "keepBinary" };
  const { content, conflicts } = mergeTexts(base ?? Buffer.alloc(0), ours, theirs);
  return { file, kind: conflicts ? "conflict" : "merge", content };
}

function mergeTexts(base: Buffer, ours: Buffer, theirs: Buffer): { content: Buffer; conflicts: number } {
  const folder = createTempFolder("slab");
  try {
    for (const [name, content] of Object.entries({ ours, base, theirs })) writeFileSync(join(folder, name), content);
    const labels = Object.values(MARKERS).flatMap((label) => ["-L", label]);
    const { status, output, errors } = git(["merge-file", "-p", ...labels, "ours", "base", "theirs"], folder);
    if (status > MAX_CONFLICTS) throw new Error(`git merge-file: ${errors}`);
    return { content: output, conflicts: status };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function equal(a: Buffer | undefined, b: Buffer | undefined): boolean {
  return a === undefined || b === undefined ? a === b : a.equals(b);
}

/** Writes a merge into work/<lab>. Each file is replaced as a whole, so that an interruption leaves none half written. */
export function applyMerge(lab: string, { files }: StarterMerge): void {
  for (const { file, kind, content } of files) {
    const path = join(workDir(lab), file);
    if (kind === "remove") rmSync(path, { force: true });
    if (!content) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.slab-new`, content);
    renameSync(`${path}.slab-new`, path);
  }
  rememberStarter(lab);
}
