import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { applySolutionPatch, parseSolutionPatch } from "./patches.ts";

const SALT = { kind: "mutants", name: "salt", file: "solutions/bread/mutants/salt.patch" } as const;
const RYE = { kind: "alternatives", name: "rye", file: "solutions/bread/alternatives/rye.patch" } as const;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mutants-"));
  writeFileSync(join(folder, "bake.ts"), "flour();\nwater();\nbake();\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

// As `git diff --no-prefix` writes it: a changed, a new and a deleted file, each with lines of git before it.
const PATCH = `Fails: tastes, rises
Learners forget the salt.

diff --git bake.ts bake.ts
index 1234567..89abcde 100644
--- bake.ts
+++ bake.ts
@@ -1,3 +1,3 @@
 flour();
-water();
+salt();
 bake();
diff --git lib/oven.ts lib/oven.ts
new file mode 100644
index 0000000..89abcde
--- /dev/null
+++ lib/oven.ts
@@ -0,0 +1 @@
+hot();
`;

test("makes the mistake that a patch describes", () => {
  const mutant = parseSolutionPatch(SALT, PATCH);
  expect(mutant.head).toBe("tastes, rises");
  applySolutionPatch(mutant, folder);
  expect(readFileSync(join(folder, "bake.ts"), "utf8")).toBe("flour();\nsalt();\nbake();\n");
  expect(readFileSync(join(folder, "lib/oven.ts"), "utf8")).toBe("hot();\n");

  const removal = `Fails: rises\n--- lib/oven.ts\n+++ /dev/null\n@@ -1 +0,0 @@\n-hot();\n`;
  applySolutionPatch(parseSolutionPatch(SALT, removal), folder);
  expect(existsSync(join(folder, "lib/oven.ts"))).toBe(false);
});

test("refuses a patch that no longer fits the solution", () => {
  writeFileSync(join(folder, "bake.ts"), "flour();\nmilk();\nbake();\n");
  expect(() => applySolutionPatch(parseSolutionPatch(SALT, PATCH), folder)).toThrow(
    expect.objectContaining({ values: { file: SALT.file, problem: "does not fit bake.ts: make it anew" } }),
  );
});

test.each([
  ["a mutant with no checks", SALT, PATCH.replace("Fails", "Fail"), 'no line "Fails: <check>, <check>"'],
  ["an alternative that is a mutant", RYE, PATCH, 'no line "Differs: <how>"'],
  ["no diff", SALT, "Fails: tastes\n", "no diff"],
  ["a header alone", SALT, "Fails: tastes\n--- bake.ts\n+++ bake.ts\n", "no diff"],
])("refuses a patch: %s", (_what, about, text, problem) => {
  expect(() => parseSolutionPatch(about, text)).toThrow(
    expect.objectContaining({ values: { file: about.file, problem } }),
  );
});

test("an alternative says how it differs", () => {
  const text = PATCH.replace(/^Fails: .*/, "Differs: rye, and an oven of its own.");
  expect(parseSolutionPatch(RYE, text).head).toBe("rye, and an oven of its own.");
});
