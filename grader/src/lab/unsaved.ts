import { existsSync, globSync, openSync, readdirSync, readSync, closeSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { git } from "../git.ts";
import { workDir } from "../paths.ts";

/** Files that editors keep beside one with unsaved changes: vim and nano, Kate, Emacs (auto-save, and the lock of a changed buffer). */
const BESIDE = [/^\.(.+)\.sw[a-p]$/, /^\.(.+)\.kate-swp$/, /^#(.+)#$/, /^\.#(.+)$/];
/** Where VS Code and its relatives keep the unsaved text of open files. The first line of each backup is the URI of its file. */
const BACKUP_FOLDERS = [".config/*/Backups", "Library/Application Support/*/Backups", "AppData/Roaming/*/Backups"];
const MAX_URI_BYTES = 4096;

/** A file that an editor made for itself. */
export function isEditorsOwn(name: string): boolean {
  return name.endsWith("~") || BESIDE.some((pattern) => pattern.test(name));
}

/** Files of work/<lab> that an editor has changed and not saved, as far as editors leave a trace. */
export function unsavedFiles(lab: string): string[] {
  // Real names: an editor may have come by a symbolic link, or write a drive's letter otherwise.
  const folder = realpathSync.native(workDir(lab));
  const beside = readdirSync(folder, { recursive: true })
    .map(String)
    .flatMap((path) => {
      const name = BESIDE.map((pattern) => pattern.exec(basename(path))?.[1]).find((found) => found !== undefined);
      return name === undefined || path.includes("node_modules") ? [] : [join(folder, path, "..", name)];
    });
  const backups = BACKUP_FOLDERS.flatMap((pattern) => globSync(join(homedir(), pattern, "*", "file", "*")))
    .map(uriOfBackup)
    .filter((path): path is string => path !== undefined && path.startsWith(join(folder, "/")));
  return [...new Set([...beside, ...backups])].filter((path) => existsSync(path)).toSorted();
}

function uriOfBackup(backup: string): string | undefined {
  const handle = openSync(backup, "r");
  try {
    const start = Buffer.alloc(MAX_URI_BYTES);
    const uri = start.toString("utf8", 0, readSync(handle, start)).split(/[ \n]/)[0]!;
    return uri.startsWith("file://") ? realpathSync.native(fileURLToPath(uri)) : undefined;
  } catch {
    // A file of another kind, of another machine, or gone: it names none of ours.
    return undefined;
  } finally {
    closeSync(handle);
  }
}

/** Changes that a repository of the learner's own in work/<lab> does not hold yet. */
export function uncommittedFiles(lab: string): string[] {
  if (!existsSync(join(workDir(lab), ".git"))) return [];
  const { output } = git(["status", "--porcelain", "-z", "--", "."], workDir(lab));
  return output
    .toString()
    .split("\0")
    .filter(Boolean)
    .map((line) => line.slice(3))
    .filter((file) => !file.startsWith(".slab/"));
}
