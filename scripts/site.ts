/** The course site, built when something it is made of has changed since the last build; for `npm start`, `npm test` and the benchmark. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { builtSite } from "../docs/lib/serve.ts";
import { root } from "../docs/lib/root.ts";

const MADE_OF = [
  "docs",
  "quizzes",
  "labs",
  "solutions",
  "course.config.ts",
  "astro.config.mjs",
  "ec.config.mjs",
  "package-lock.json",
];
const NOT_PART = new Set(["node_modules", "tests", "cdk.out"]);
const stamp = join(root, ".cache", "site.stamp");

/** Builds into .site unless that is up to date. `onBuild` is called before a build begins. Rejects with what the build printed when it fails. */
export async function ensureSite(onBuild: () => void = () => {}): Promise<void> {
  const state = stateOfSources();
  if (existsSync(join(builtSite, "404.html")) && existsSync(stamp) && readFileSync(stamp, "utf8") === state) return;
  onBuild();
  rmSync(stamp, { force: true });
  await buildSite();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, state);
}

function buildSite(): Promise<void> {
  const astro = join(dirname(createRequire(import.meta.url).resolve("astro/package.json")), "bin", "astro.mjs");
  const child = spawn(process.execPath, [astro, "build"], {
    cwd: root,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: "1", NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (output += data.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`The site could not be built:\n${output.split("\n").slice(-60).join("\n")}`)),
    );
  });
}

function stateOfSources(): string {
  const hash = createHash("sha256").update(
    ["SITE_URL", "REPORT_URL", "BOOK_PDF"].map((name) => process.env[name] ?? "").join(" "),
  );
  const add = (path: string): void => {
    if (!statSync(join(root, path)).isDirectory()) hash.update(path).update(readFileSync(join(root, path)));
    else for (const name of readdirSync(join(root, path)).toSorted()) if (!NOT_PART.has(name)) add(join(path, name));
  };
  for (const path of MADE_OF) add(path);
  return hash.digest("hex");
}
