import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { firstLab as lab } from "../../course.config.ts";
import { copyCheckout, type Checkout } from "./testing.ts";

const APP = "app.ts";
const NOTE = "functions/note.ts";
const PAGE = "functions/page.ts";
const TABLE = "functions/table.ts";

let checkout: Checkout;
let pristine: string;

const starter = (file: string): string => join(checkout.dir, "labs", lab, file);
const work = (file: string): string => join(checkout.dir, "work", lab, file);
const read = (path: string): string => readFileSync(path, "utf8");
const replace = (path: string, from: string | RegExp, to: string): void => {
  const before = read(path);
  const after = before.replace(from, to);
  expect(after, path).not.toBe(before);
  writeFileSync(path, after);
};
const update = (...parameters: string[]): ReturnType<Checkout["slab"]> => checkout.slab(["update", lab, ...parameters]);
const snapshot = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes(".slab"))
      .map((entry) => [join(entry.parentPath, entry.name), read(join(entry.parentPath, entry.name))]),
  );

beforeAll(() => {
  checkout = copyCheckout();
  pristine = join(checkout.dir, ".pristine");
  cpSync(join(checkout.dir, "labs", lab), pristine, { recursive: true });
});
afterAll(() => checkout.remove());
beforeEach(async () => {
  for (const folder of ["work", ".slab", join("labs", lab)])
    rmSync(join(checkout.dir, folder), { recursive: true, force: true });
  cpSync(pristine, join(checkout.dir, "labs", lab), { recursive: true });
  await checkout.slab(["start", lab]);
});

/** As a `git pull` would leave it: a file that the learner has not touched, one that both changed, a new one, one less. */
function publishNewerStarter(): void {
  appendFileSync(starter(APP), "// newer\n");
  replace(starter(PAGE), "const DEFAULT_LIMIT = 20;", "const DEFAULT_LIMIT = 25;");
  writeFileSync(starter("functions/new.ts"), "export const fresh = true;\n");
  rmSync(starter(TABLE));
}

describe("slab update", () => {
  test("has nothing to do for a copy of today's starter, whatever the learner changed", async () => {
    appendFileSync(work(APP), "// mine\n");

    const { code, output } = await update();

    expect(output).toContain("has everything");
    expect(code).toBe(0);
  });

  test("shows first and writes nothing; --apply then merges three-way and keeps a backup", async () => {
    replace(work(PAGE), "return undefined;", "return Number(text);");
    publishNewerStarter();
    const before = snapshot(work("."));

    const preview = await update();

    expect(preview.code).toBe(0);
    expect(preview.output).toMatch(/app\.ts +newer, you have not changed it/);
    expect(preview.output).toMatch(/functions\/page\.ts +merged with your changes/);
    expect(preview.output).toMatch(/functions\/new\.ts +new\n/);
    expect(preview.output).toMatch(/functions\/table\.ts +removed/);
    expect(preview.output).toContain("-const DEFAULT_LIMIT = 20;\n+const DEFAULT_LIMIT = 25;");
    expect(preview.output).toContain(`+++ work/${lab}/functions/page.ts`);
    expect(preview.output).not.toMatch(/tmp|course-slab/);
    expect(snapshot(work("."))).toEqual(before);

    const { code, output } = await update("--apply");

    expect(code).toBe(0);
    expect(read(work(APP))).toContain("// newer");
    expect(read(work(PAGE))).toContain("DEFAULT_LIMIT = 25");
    expect(read(work(PAGE))).toContain("return Number(text);");
    expect(existsSync(work("functions/new.ts"))).toBe(true);
    expect(existsSync(work(TABLE))).toBe(false);
    const backup = /kept in (\S+)\.$/m.exec(output)![1]!;
    expect(read(join(checkout.dir, backup, PAGE))).toContain("DEFAULT_LIMIT = 20");
    expect((await update()).output).toContain("has everything");
  });

  test("marks lines that both changed, keeps what the learner removed or changed, and says so with exit code 1", async () => {
    replace(work(PAGE), "const DEFAULT_LIMIT = 20;", "const DEFAULT_LIMIT = 50;");
    rmSync(work(NOTE));
    appendFileSync(work(TABLE), "// mine\n");
    publishNewerStarter();
    appendFileSync(starter(NOTE), "// newer\n");
    await update();

    const { code, output } = await update("--apply");

    expect(output).toMatch(/functions\/page\.ts +CONFLICT/);
    expect(output).toMatch(/functions\/note\.ts +stays removed/);
    expect(output).toMatch(/functions\/table\.ts +yours stays/);
    expect(output).toContain(`work/${lab}/functions/page.ts`);
    expect(code).toBe(1);
    expect(read(work(PAGE))).toMatch(
      /<<<<<<< yours\nconst DEFAULT_LIMIT = 50;\n=======\nconst DEFAULT_LIMIT = 25;\n>>>>>>> new starter/,
    );
    expect(existsSync(work(NOTE))).toBe(false);
    expect(read(work(TABLE))).toContain("// mine");
  });

  test("check tells of a newer starter", async () => {
    publishNewerStarter();
    writeFileSync(work(APP), "throw new Error('ends here');");

    const { output } = await checkout.slab(["check", lab, "--plain"]);

    expect(output).toContain(`npx slab update ${lab}`);
  });
});

describe("slab update --apply refuses, and leaves all as it is", () => {
  const refuses = async (expected: RegExp, env: Record<string, string> = {}): Promise<void> => {
    const before = snapshot(work("."));
    const { code, output } = await checkout.slab(["update", lab, "--apply"], env);
    expect(output).toMatch(expected);
    expect(output).toContain("Nothing was changed.");
    expect(code).toBe(2);
    expect(snapshot(work("."))).toEqual(before);
    expect(existsSync(join(checkout.dir, ".slab", "backups"))).toBe(false);
  };

  test("without a preview", async () => {
    publishNewerStarter();

    await refuses(/Look at the changes first/);
  });

  test("when something was saved since the preview, in the work or in the starter", async () => {
    publishNewerStarter();
    await update();
    appendFileSync(work(PAGE), "// saved meanwhile\n");
    await refuses(/changed since the preview/);

    await update();
    appendFileSync(starter(PAGE), "// pulled meanwhile\n");
    await refuses(/changed since the preview/);
  });

  test.each([
    ["vim", ".page.ts.swp"],
    ["Emacs", "#page.ts#"],
    ["Kate", ".page.ts.kate-swp"],
  ])("while %s holds unsaved changes", async (_editor, name) => {
    publishNewerStarter();
    await update();
    writeFileSync(work(`functions/${name}`), "");

    await refuses(/unsaved changes[\s\S]*functions\/page\.ts/);
  });

  test("while VS Code holds unsaved changes", async () => {
    publishNewerStarter();
    await update();
    const home = join(checkout.dir, ".home");
    const backup = join(home, ".config/Code/Backups/4711/file/1a2b3c");
    mkdirSync(dirname(backup), { recursive: true });
    writeFileSync(backup, `${pathToFileURL(work(PAGE)).href} {"mtime":1}\nunsaved text`);

    await refuses(/unsaved changes[\s\S]*functions\/page\.ts/, { HOME: home, USERPROFILE: home });
  });

  test("over uncommitted changes in a repository of the learner's own", async () => {
    spawnSync("git", ["init", "-q"], { cwd: work(".") });
    publishNewerStarter();
    await update();

    await refuses(/uncommitted changes[\s\S]*app\.ts/);
  });

  test("for a copy that does not know its starter", async () => {
    publishNewerStarter();
    rmSync(work(".slab"), { recursive: true });

    const { code, output } = await update();

    expect(output).toContain(`npx slab reset ${lab}`);
    expect(code).toBe(2);
  });
});
