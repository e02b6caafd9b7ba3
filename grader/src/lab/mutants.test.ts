import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { applyMutant, parseMutant } from "./mutants.ts";

const FILE = "solutions/bread/mutants/salt.patch";
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
  const mutant = parseMutant("salt", FILE, PATCH);
  expect(mutant.fails).toEqual(["tastes", "rises"]);
  applyMutant(mutant, folder);
  expect(readFileSync(join(folder, "bake.ts"), "utf8")).toBe("flour();\nsalt();\nbake();\n");
  expect(readFileSync(join(folder, "lib/oven.ts"), "utf8")).toBe("hot();\n");

  const removal = `Fails: rises\n--- lib/oven.ts\n+++ /dev/null\n@@ -1 +0,0 @@\n-hot();\n`;
  applyMutant(parseMutant("cold", FILE, removal), folder);
  expect(existsSync(join(folder, "lib/oven.ts"))).toBe(false);
});

test("refuses a patch that no longer fits the solution", () => {
  writeFileSync(join(folder, "bake.ts"), "flour();\nmilk();\nbake();\n");
  expect(() => applyMutant(parseMutant("salt", FILE, PATCH), folder)).toThrow(
    expect.objectContaining({ values: { file: FILE, problem: "does not fit bake.ts: make it anew" } }),
  );
});

test.each([
  ["no checks", PATCH.replace("Fails", "Fail"), 'no line "Fails: <check>, <check>"'],
  ["no diff", "Fails: tastes\n", "no diff"],
  ["a header alone", "Fails: tastes\n--- bake.ts\n+++ bake.ts\n", "no diff"],
])("refuses a patch with %s", (_what, text, problem) => {
  expect(() => parseMutant("salt", FILE, text)).toThrow(expect.objectContaining({ values: { file: FILE, problem } }));
});
