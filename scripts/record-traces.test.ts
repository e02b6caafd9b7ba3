import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("the apps still behave as the traces of the lessons show", () => {
  const script = fileURLToPath(new URL("record-traces.ts", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8" });

  expect(stdout + stderr).not.toContain("CHANGED");
  expect(status).toBe(0);
});
