import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { synthesize } from "../deploy/synth.ts";
import { cacheDir, root } from "../paths.ts";
import type { Target } from "../target/target.ts";

/** What decides about an assembly besides the app itself: the packages that are installed, what esbuild reads above the app, and how slab runs it. */
const SURROUNDINGS = ["node_modules/.package-lock.json", "package.json", "tsconfig.json", "grader/src/deploy/synth.ts"];

const folder = join(cacheDir, "assemblies");
const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * The cloud assembly of the app in `appDir`, which consists of `files`: synthesised once for each content. Nothing is found by name or by date:
 * a stale assembly would be a false proof. All checkouts on a machine share them.
 */
export async function assemblyOf(
  appDir: string,
  files: string[],
  target: Pick<Target, "synthEnvironment" | "account" | "region">,
): Promise<string> {
  const assembly = join(folder, keyOf(appDir, files, target));
  if (existsSync(assembly)) {
    const now = new Date();
    utimesSync(assembly, now, now);
    return assembly;
  }
  const half = `${assembly}-${process.pid}`;
  mkdirSync(half, { recursive: true });
  try {
    await synthesize(appDir, half, target);
    // Not kept when a file was saved meanwhile, or when another process was quicker.
    if (join(folder, keyOf(appDir, files, target)) !== assembly) return await assemblyOf(appDir, files, target);
    if (!existsSync(assembly)) renameSync(half, assembly);
    return assembly;
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

/** Deletes the assemblies that nobody has asked for in a month. */
export function dropOldAssemblies(): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const assembly = join(folder, name);
    // Another process may be at it too.
    const usedAt = statSync(assembly, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - usedAt > KEPT_DAYS * DAY_MS) rmSync(assembly, { recursive: true, force: true });
  }
}

function keyOf(
  appDir: string,
  files: string[],
  { synthEnvironment, account, region }: Parameters<typeof assemblyOf>[2],
): string {
  const hash = createHash("sha256");
  // Where the checkout lies decides about nothing.
  const settings = JSON.stringify([synthEnvironment, account, region]).replaceAll(root, "");
  hash.update(JSON.stringify([process.version, process.platform, process.arch, settings]));
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
