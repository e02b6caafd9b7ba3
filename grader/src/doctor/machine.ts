import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { printableSize } from "../disk-size.ts";
import { UserError } from "../errors.ts";
import { git } from "../git.ts";
import { root, stateDir, workRoot } from "../paths.ts";
import { spawnSandbox, stopSandbox } from "../target/sandbox.ts";
import { slabVersion } from "../version.ts";
import type { Finding } from "./finding.ts";

const NODE_MAJOR = 24;
/** Where `slab sandbox` and `npm start` listen unless told otherwise. */
const SANDBOX_PORT = 4566;
const MB = 1024 * 1024;
const DISK = { bad: 200 * MB, warn: 1024 * MB };
/** slab, its sandbox and a bundler together stay below this. */
const MEMORY_WARN = 1024 * MB;

export function checkNode(): Finding {
  const isNew = Number(process.versions.node.split(".")[0]) >= NODE_MAJOR;
  const values = { version: process.version, path: process.execPath, slab: slabVersion, major: NODE_MAJOR };
  return { id: "node", health: isNew ? "ok" : "bad", values };
}

interface Package {
  version?: string;
  dependencies?: Record<string, string>;
}

/** The packages that slab runs with are the ones that the course was tested with. */
export function checkPackages(): Finding {
  const wanted = ["", "grader", "sandbox"].flatMap((folder) =>
    Object.entries(readPackage(join(root, folder, "package.json"))?.dependencies ?? {})
      .filter(([name]) => !name.startsWith("@course/"))
      .map(([name, pinned]) => ({ folder, name, pinned })),
  );
  const wrong = wanted.flatMap(({ folder, name, pinned }) => {
    const places = [join(root, folder), root].map((place) => join(place, "node_modules", name, "package.json"));
    const installed = places.map(readPackage).find((found) => found !== undefined)?.version;
    return installed === pinned ? [] : [`${name} ${installed ?? "-"} (${pinned})`];
  });
  const cdk = wanted.find(({ name }) => name === "aws-cdk-lib")?.pinned ?? "-";
  const values = { count: wanted.length, cdk, wrong: wrong.join(", ") };
  return { id: "packages", health: wrong.length ? "bad" : "ok", values };
}

function readPackage(path: string): Package | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Package) : undefined;
}

export function checkGit(): Finding {
  try {
    return { id: "git", health: "ok", values: { version: git(["--version"]).output.toString().trim() } };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { id: "git", health: "warn" };
  }
}

export function checkPermissions(): Finding {
  const folders = [workRoot, stateDir, tmpdir()];
  const problems = folders.flatMap((folder) => {
    const probe = join(folder, `.slab-doctor-${process.pid}`);
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(probe, "");
      rmSync(probe);
      return [];
    } catch (error) {
      return [`${folder}: ${(error as NodeJS.ErrnoException).code}`];
    }
  });
  const values = {
    folders: [...folders.slice(0, 2).map((folder) => relative(root, folder)), tmpdir()].join(", "),
    problems: problems.join(", "),
  };
  return { id: "permissions", health: problems.length ? "bad" : "ok", values };
}

export function checkDisk(): Finding {
  const places = [root, tmpdir()].map((folder) => {
    const { bavail, bsize } = statfsSync(folder);
    return { folder, free: bavail * bsize };
  });
  const { folder, free } = places.reduce((least, place) => (place.free < least.free ? place : least));
  const health = free < DISK.bad ? "bad" : free < DISK.warn ? "warn" : "ok";
  return { id: "disk", health, values: { folder, free: printableSize(free) } };
}

export function checkMemory(): Finding {
  const free = process.availableMemory();
  return { id: "memory", health: free < MEMORY_WARN ? "warn" : "ok", values: { free: printableSize(free) } };
}

export async function checkPort(): Promise<Finding> {
  const taken = await listenOn(SANDBOX_PORT);
  return {
    id: "port",
    health: taken === "EADDRINUSE" ? "note" : taken ? "warn" : "ok",
    values: { port: SANDBOX_PORT, code: taken ?? "" },
  };
}

/** The code of the error, if listening is not possible. */
async function listenOn(port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    return await new Promise<string | undefined>((resolve) => {
      server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      server.listen(port, "127.0.0.1", () => resolve(undefined));
    });
  } finally {
    server.close();
  }
}

/** The proof of the rest: a sandbox starts and answers. */
export async function checkSandbox(): Promise<Finding> {
  const startedAt = performance.now();
  try {
    const sandbox = await spawnSandbox();
    try {
      await fetch(sandbox.endpoint);
    } finally {
      await stopSandbox(sandbox);
    }
    return { id: "sandbox", health: "ok", values: { seconds: ((performance.now() - startedAt) / 1000).toFixed(1) } };
  } catch (error) {
    return { id: "sandbox", health: "bad", values: { problem: (error as Error).message } };
  }
}
