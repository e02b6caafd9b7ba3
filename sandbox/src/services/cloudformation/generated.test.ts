import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("generated/ is what the extract script writes from the installed packages", async () => {
  const folder = await mkdtemp(join(tmpdir(), "specification-"));
  try {
    const script = fileURLToPath(new URL("../../../../scripts/extract-resource-specification.ts", import.meta.url));
    await promisify(execFile)(process.execPath, [script, folder]);
    const committed = fileURLToPath(new URL("generated", import.meta.url));
    const files = (await readdir(committed)).filter((file) => file.endsWith(".json")).toSorted();
    expect((await readdir(folder)).filter((file) => file.endsWith(".json")).toSorted()).toEqual(files);
    for (const file of files)
      expect(await readFile(join(folder, file), "utf8"), file).toBe(await readFile(join(committed, file), "utf8"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
