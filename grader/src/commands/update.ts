import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { createTempFolder } from "@course/sandbox/temp-folder";
import { UserError } from "../errors.ts";
import { diffOf } from "../git.ts";
import { t } from "../language.ts";
import { readManifest } from "../lab/manifest.ts";
import { applyMerge, mergeStarter, type FileMerge, type StarterMerge } from "../lab/starter-merge.ts";
import { uncommittedFiles, unsavedFiles } from "../lab/unsaved.ts";
import { copyToBackup } from "../lab/work.ts";
import { root, workDir } from "../paths.ts";
import { cells, padCells, print, printHanging, styled } from "../terminal.ts";

/**
 * `slab update <lab>` shows what a newer starter of the course would change in the learner's copy; `--apply` makes the change that was shown.
 * It refuses when a file has changed since the preview, or is open in an editor with unsaved changes; the copy is backed up first.
 */
export async function updateCommand(lab: string, options: { apply?: boolean }): Promise<number> {
  readManifest(lab);
  if (!existsSync(workDir(lab))) throw new UserError("notStarted", { lab });
  const merge = mergeStarter(lab);
  if (!merge.files.length) {
    print(t("update.nothing", { lab }));
    return 0;
  }
  const mark = join(workDir(lab), ".slab", "preview");
  if (!options.apply) {
    printPreview(lab, merge);
    writeFileSync(mark, merge.digest);
    return 0;
  }

  if (!existsSync(mark)) throw new UserError("noPreview", { lab });
  if (readFileSync(mark, "utf8") !== merge.digest) throw new UserError("changedSincePreview", { lab });
  refuseUnsaved(lab);
  const backup = copyToBackup(lab);
  // The copy took a moment: what was saved meanwhile is not in the merge.
  if (mergeStarter(lab).digest !== merge.digest) throw new UserError("changedSincePreview", { lab });
  applyMerge(lab, merge);
  rmSync(mark, { force: true });
  printList(merge.files);
  print();
  print(t("update.done", { lab, backup }));
  const conflicts = merge.files.filter(({ kind }) => kind === "conflict");
  if (conflicts.length)
    printHanging("", t("update.solve", { files: conflicts.map(({ file }) => `\n  work/${lab}/${file}`).join("") }));
  return conflicts.length ? 1 : 0;
}

function refuseUnsaved(lab: string): void {
  const unsaved = unsavedFiles(lab).map((path) => relative(root, path));
  if (unsaved.length) throw new UserError("unsavedWork", { lab, files: unsaved.map((file) => `  ${file}`).join("\n") });
  const uncommitted = uncommittedFiles(lab);
  if (uncommitted.length)
    throw new UserError("uncommittedWork", { lab, files: uncommitted.map((file) => `  ${file}`).join("\n") });
}

function printPreview(lab: string, { files }: StarterMerge): void {
  print(t("update.preview", { lab }));
  print();
  printList(files);
  const folder = createTempFolder("slab");
  try {
    for (const { file, kind, content } of files) {
      if (!content && kind !== "remove") continue;
      const after = content && join(folder, file);
      if (after) {
        mkdirSync(dirname(after), { recursive: true });
        writeFileSync(after, content);
      }
      const before = existsSync(join(workDir(lab), file)) ? `work/${lab}/${file}` : undefined;
      print();
      print(diffOf(before, after, { name: `work/${lab}/${file}` }));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  print();
  print(t("update.next", { lab }));
}

function printList(files: FileMerge[]): void {
  const width = Math.max(...files.map(({ file }) => cells(file)));
  for (const { file, kind } of files)
    printHanging(
      `  ${padCells(file, width)}  `,
      styled(kind === "conflict" ? "yellow" : "reset", t(`update.kinds.${kind}`)),
    );
}
