import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { root } from "./paths.ts";

const NOT_COPIED = new Set(["node_modules", ".git", "work", ".slab", ".cache", ".site", ".astro"]);

export interface Checkout {
  dir: string;
  /** Runs slab in this checkout, English and without colour unless `env` says otherwise. */
  slab(parameters: string[], env?: Record<string, string>): Promise<SlabRun>;
  /** Starts slab and leaves it running. */
  spawnSlab(parameters: string[], env?: Record<string, string>): ChildProcess;
  remove(): void;
}

interface SlabRun {
  code: number | null;
  /** Standard output and error as they came. */
  output: string;
}

/** A copy of the course to run slab in, so that a test never touches the work of the person who runs it. */
export function copyCheckout(): Checkout {
  const dir = mkdtempSync(join(tmpdir(), "slab-test-"));
  for (const name of readdirSync(root))
    if (!NOT_COPIED.has(name)) cpSync(join(root, name), join(dir, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(dir, "node_modules"));
  const spawnSlab = (parameters: string[], env: Record<string, string> = {}): ChildProcess =>
    spawn(process.execPath, [join(dir, "grader", "bin", "slab.js"), ...parameters], {
      cwd: dir,
      env: { ...process.env, SLAB_LANG: "en", NO_COLOR: "1", FORCE_COLOR: undefined, NODE_OPTIONS: "", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
  return {
    dir,
    spawnSlab,
    slab: async (parameters, env) => {
      const child = spawnSlab(parameters, env);
      let output = "";
      for (const stream of [child.stdout!, child.stderr!])
        stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
      const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
      return { code, output };
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** Wrong use is told in words, without a stack, and ends with exit code 2. */
export async function expectRefused(checkout: Checkout, parameters: string[], why: RegExp): Promise<void> {
  const { code, output } = await checkout.slab(parameters);

  expect(output).toMatch(why);
  expect(output).not.toMatch(/\n {4}at /);
  expect(code).toBe(2);
}
