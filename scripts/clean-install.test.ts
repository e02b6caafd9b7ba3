import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
let clone: string;

/** PATH without any node_modules/.bin: the Node of the machine, not the one that the project brings. */
const systemPath = process.env["PATH"]!.split(delimiter)
  .filter((folder) => !folder.includes("node_modules"))
  .join(delimiter);
const environment = {
  PATH: systemPath,
  HOME: process.env["HOME"],
  TMPDIR: process.env["TMPDIR"],
  // npm's own settings travel in the environment of the script that runs this test; a newcomer has none.
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => /^npm_config_(registry|cafile|cache)$/.test(name)),
  ),
} as NodeJS.ProcessEnv;

beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), "clean-install-"));
  const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root });
  for (const file of files.toString().split("\0"))
    if (file && existsSync(join(root, file))) cpSync(join(root, file), join(clone, file), { recursive: true });
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

test("npm ci accepts the lock file in a clean copy, under the machine's own Node, and brings Node 24 and slab", () => {
  const run = (command: string, parameters: string[]): string =>
    execFileSync(command, parameters, {
      cwd: clone,
      env: environment,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });

  run("npm", ["ci", "--prefer-offline"]);

  expect(run(join(clone, "node_modules", ".bin", "node"), ["--version"])).toMatch(/^v24\./);
  expect(run("npx", ["slab", "--lang", "en", "list"])).toContain("rest-api");
  // A machine whose own Node is the only one on the path: the launcher hands over by itself.
  const node = systemPath
    .split(delimiter)
    .map((folder) => join(folder, "node"))
    .find((file) => existsSync(file))!;
  expect(run(node, [join(clone, "grader", "bin", "slab.js"), "--lang", "en", "list"])).toContain("rest-api");
  expect(dirname(node)).not.toContain("node_modules");
});
