import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { synthesize } from "../deploy/synth.ts";
import { root, stateDir } from "../paths.ts";
import type { Target } from "../target/target.ts";

/** What decides about an assembly besides the app itself: the packages that are installed, what esbuild reads above the app, and how slab runs it. */
const SURROUNDINGS = ["node_modules/.package-lock.json", "package.json", "tsconfig.json", "grader/src/deploy/synth.ts"];

/**
 * The cloud assembly of the app in `appDir`, which consists of `files`: synthesised once for each content. Nothing is found by name or by date:
 * a stale assembly would be a false proof.
 */
export async function assemblyOf(
  appDir: string,
  files: string[],
  target: Pick<Target, "synthEnvironment" | "account" | "region">,
): Promise<string> {
  const assembly = join(stateDir, "assemblies", keyOf(appDir, files, target));
  if (existsSync(assembly)) return assembly;
  const half = `${assembly}-${process.pid}`;
  mkdirSync(half, { recursive: true });
  try {
    await synthesize(appDir, half, target);
    // Not kept when a file was saved meanwhile, or when another process was quicker.
    if (join(stateDir, "assemblies", keyOf(appDir, files, target)) !== assembly)
      return await assemblyOf(appDir, files, target);
    if (!existsSync(assembly)) renameSync(half, assembly);
    return assembly;
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

function keyOf(
  appDir: string,
  files: string[],
  { synthEnvironment, account, region }: Parameters<typeof assemblyOf>[2],
): string {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([process.version, process.platform, process.arch, synthEnvironment, account, region]));
  for (const [folder, names] of [
    [root, SURROUNDINGS],
    [appDir, files],
  ] as const)
    for (const name of names) {
      const content = readFileSync(join(folder, name));
      hash.update(`\n${name} ${content.length}\n`).update(content);
    }
  return hash.digest("hex").slice(0, 32);
}
