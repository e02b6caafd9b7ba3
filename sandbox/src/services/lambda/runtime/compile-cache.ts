import { readdir, rename, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** Compiled code of the bootstrap and of AWS SDK v3, kept between sandboxes: a third of a cold start. */
export const COMPILE_CACHE = fileURLToPath(
  new URL("../../../../../node_modules/.cache/lambda-runtime", import.meta.url),
);

/** The SDK and the bootstrap need a few hundred files; the rest is code of functions, which no later sandbox finds again. */
const MAX_FILES = 2000;

/** Empties the cache when it has grown beyond use. Functions of other sandboxes may be writing into it: it is moved away first. */
export async function trimCompileCache(): Promise<void> {
  const files = await readdir(COMPILE_CACHE, { recursive: true }).catch(() => []);
  if (files.length <= MAX_FILES) return;
  const old = `${COMPILE_CACHE}-${process.pid}`;
  const isMoved = await rename(COMPILE_CACHE, old).then(
    () => true,
    // Another sandbox was quicker.
    () => false,
  );
  if (isMoved) await rm(old, { recursive: true, force: true });
}
