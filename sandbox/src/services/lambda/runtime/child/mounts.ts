import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ChildOptions } from "../protocol.ts";
import { patch, type Call, type Fail } from "./patch-fs.ts";
import { limitStorage } from "./tmp-storage.ts";

const OPT = "/opt";
const TMP = "/tmp";

/** What this process itself is made of may lie below the machine's /tmp: it stays where it is. */
const OWN = fileURLToPath(new URL("../../../../../../", import.meta.url));

/** Functions of node:fs by the arguments that are paths; `true`: what the path names is changed. With "Sync", and as promises, all of them again. */
const PATHS: Record<string, boolean[]> = {
  access: [false],
  appendFile: [true],
  chmod: [true],
  chown: [true],
  copyFile: [false, true],
  cp: [false, true],
  createReadStream: [false],
  // It opens the file by itself, and tells by its event what that says.
  createWriteStream: [false],
  exists: [false],
  link: [false, true],
  lstat: [false],
  lutimes: [true],
  mkdir: [true],
  mkdtemp: [true],
  open: [false],
  openAsBlob: [false],
  opendir: [false],
  readFile: [false],
  readdir: [false],
  readlink: [false],
  realpath: [false],
  rename: [true, true],
  rm: [true],
  rmdir: [true],
  stat: [false],
  statfs: [false],
  symlink: [false, true],
  truncate: [true],
  unlink: [true],
  unwatchFile: [false],
  utimes: [true],
  watch: [false],
  watchFile: [false],
  writeFile: [true],
};

/** Where a path below /opt really lies; every other path as it is. */
export function underOpt(path: string, optDir: string | undefined): string {
  return optDir !== undefined && isIn(OPT, path) ? join(optDir, path.slice(OPT.length)) : path;
}

function isIn(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`) || path.startsWith(folder + sep);
}

/**
 * Gives the function the file system of AWS, as far as node:fs shows it: /tmp is a folder of this environment and holds as much as the
 * function has ephemeral storage, /opt is what its layers brought, and the code and /opt cannot be written.
 */
export function mount({ codeDir, optDir, tmpDir, ephemeralStorageMb }: ChildOptions): void {
  const readOnly = [codeDir, optDir ?? codeDir].flatMap((folder) => [folder, fs.realpathSync(folder)]);
  const kept = [OWN.slice(0, -1), tmpDir, ...readOnly];
  const place = (path: string): string => {
    if (optDir !== undefined && isIn(OPT, path)) return underOpt(path, optDir);
    return isIn(TMP, path) && !kept.some((folder) => isIn(folder, path)) ? join(tmpDir, path.slice(TMP.length)) : path;
  };
  const moved = (path: unknown): unknown => {
    if (typeof path === "string") return place(path);
    if (!(path instanceof URL) || path.protocol !== "file:") return path;
    const inPlace = place(path.pathname);
    return inPlace === path.pathname ? path : pathToFileURL(inPlace);
  };
  const isProtected = (path: unknown): boolean => {
    if (typeof path !== "string" && !(path instanceof URL)) return false;
    const real = resolve(path instanceof URL ? fileURLToPath(path) : path);
    return readOnly.some((folder) => isIn(folder, real));
  };

  for (const [name, paths] of Object.entries(PATHS)) {
    const around = (original: Call, fail: Fail): Call =>
      function (this: unknown, ...given: unknown[]) {
        const placed = given.map((value, index) => (index < paths.length ? moved(value) : value));
        const isWrite = (index: number) => paths[index]! || (name === "open" && writes(given[1]));
        const refused = placed.findIndex(
          (value, index) => index < paths.length && isWrite(index) && isProtected(value),
        );
        if (refused >= 0) return fail(readOnlyError(name, given[refused]), given);
        return original.apply(this, placed);
      };
    patch(name, around);
  }
  limitStorage(tmpDir, ephemeralStorageMb * 1024 * 1024);
  syncBuiltinESMExports();
}

/** Flags of open(), as text or as a number. */
function writes(flags: unknown): boolean {
  if (typeof flags === "number") return (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) !== 0;
  return typeof flags === "string" && /[wa+]/.test(flags);
}

function readOnlyError(name: string, path: unknown): Error {
  const syscall = name.endsWith("File") ? "open" : name;
  const message = `EROFS: read-only file system, ${syscall} '${String(path)}'`;
  return Object.assign(new Error(message), { errno: -30, code: "EROFS", syscall, path: String(path) });
}
