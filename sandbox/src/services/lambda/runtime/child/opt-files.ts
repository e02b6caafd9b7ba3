import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const OPT = "/opt/";

/** Functions of node:fs whose first argument is the path of something that is read. */
const READERS = [
  "access",
  "createReadStream",
  "exists",
  "lstat",
  "open",
  "opendir",
  "readFile",
  "readdir",
  "readlink",
  "realpath",
  "stat",
] as const;

/** Where a path below /opt really lies; every other path as it is. */
export function underOpt(path: string, optDir: string | undefined): string {
  return optDir !== undefined && path.startsWith(OPT) ? join(optDir, path.slice(OPT.length)) : path;
}

/**
 * Lets the function read its layers under /opt, which only root could make on this machine: paths given to node:fs are moved to the
 * folder of the layers. Native code and child processes see no /opt.
 */
export function mapOpt(optDir: string): void {
  const moved = (path: unknown): unknown => {
    if (path === "/opt") return optDir;
    if (typeof path === "string") return underOpt(path, optDir);
    if (path instanceof URL && path.pathname.startsWith(OPT)) return pathToFileURL(underOpt(path.pathname, optDir));
    return path;
  };
  type Functions = Record<string, (path: unknown, ...rest: unknown[]) => unknown>;
  const patch = (module: Functions, name: string): void => {
    const original = module[name];
    if (original)
      module[name] = Object.assign(
        (path: unknown, ...rest: unknown[]) => original.call(module, moved(path), ...rest),
        original,
      );
  };
  for (const name of READERS) {
    patch(fs as unknown as Functions, name);
    patch(fs as unknown as Functions, `${name}Sync`);
    patch(fs.promises as unknown as Functions, name);
  }
  syncBuiltinESMExports();
}
