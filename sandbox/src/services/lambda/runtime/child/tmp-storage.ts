import fs from "node:fs";
import { join } from "node:path";
import { byRejecting, patch, type Call, type Fail, type Functions } from "./patch-fs.ts";

/** How many bytes a call is about to write, from its arguments. */
const SIZES: Record<string, (given: unknown[]) => number> = {
  appendFile: ([, data]) => bytesOf(data),
  copyFile: ([source]) => sizeOf(String(source)),
  write: ([, data, offset, length]) => pieceOf(data, offset, length),
  writeFile: ([, data]) => bytesOf(data),
  writev: ([, pieces]) => (pieces as unknown[]).reduce<number>((sum, piece) => sum + bytesOf(piece), 0),
};

/** The same of the methods of a FileHandle, which have no file as their first argument. */
const HANDLE_SIZES: typeof SIZES = {
  appendFile: ([data]) => bytesOf(data),
  write: ([data, offset, length]) => pieceOf(data, offset, length),
  writeFile: ([data]) => bytesOf(data),
  writev: ([pieces]) => (pieces as unknown[]).reduce<number>((sum, piece) => sum + bytesOf(piece), 0),
};

/** Lets node:fs write at most so many bytes into the folder, then no more: "no space left on device". */
export function limitStorage(folder: string, limit: number): void {
  let left = limit;
  /** Counts what is written; what was overwritten or deleted since is found when the count is used up. */
  const fits = (bytes: number): boolean => {
    if (left < bytes) left = limit - sizeOf(folder);
    if (left < bytes) return false;
    left -= bytes;
    return true;
  };
  const guard = (sizes: typeof SIZES, name: string, original: Call, fail: Fail) =>
    function (this: unknown, ...given: unknown[]): unknown {
      // Standard output and error are no files.
      const isFile = typeof given[0] !== "number" || given[0] > 2;
      return !isFile || fits(sizes[name]!(given)) ? original.apply(this, given) : fail(noSpace(), given);
    };
  for (const name of Object.keys(SIZES)) patch(name, (original, fail) => guard(SIZES, name, original, fail));

  let isHandlePatched = false;
  patch(
    "open",
    (original) =>
      function (this: unknown, ...given: unknown[]): unknown {
        const opened = original.apply(this, given);
        if (isHandlePatched || !(opened instanceof Promise)) return opened;
        return opened.then((handle: object) => {
          if (isHandlePatched) return handle;
          isHandlePatched = true;
          const methods = Object.getPrototypeOf(handle) as Functions;
          for (const name of Object.keys(HANDLE_SIZES))
            methods[name] = guard(HANDLE_SIZES, name, methods[name]!, byRejecting);
          return handle;
        });
      },
  );
}

function bytesOf(data: unknown): number {
  if (typeof data === "string") return Buffer.byteLength(data);
  return ArrayBuffer.isView(data) ? data.byteLength : 0;
}

/** write(data, offset, length) or write(data, { offset, length }); of a string all is written. */
function pieceOf(data: unknown, offset: unknown, length: unknown): number {
  const options: { offset?: unknown; length?: unknown } =
    typeof offset === "object" && offset !== null ? offset : { offset, length };
  if (typeof data === "string") return Buffer.byteLength(data);
  if (typeof options.length === "number") return options.length;
  return bytesOf(data) - (typeof options.offset === "number" ? options.offset : 0);
}

/** Bytes of a file, or of all files below a folder; 0 when it is not there. */
function sizeOf(path: string): number {
  try {
    const stats = fs.lstatSync(path);
    if (!stats.isDirectory()) return stats.size;
    return fs.readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
  } catch {
    return 0;
  }
}

function noSpace(): Error {
  const message = "ENOSPC: no space left on device, write";
  return Object.assign(new Error(message), { errno: -28, code: "ENOSPC", syscall: "write" });
}
