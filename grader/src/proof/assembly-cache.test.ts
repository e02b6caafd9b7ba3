import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { assemblyOf } from "./assembly-cache.ts";

const target = { synthEnvironment: {}, account: "000000000000", region: "us-east-1" };
const FILES = ["app.mjs", "cdk.json", "value.txt"];
const APP = `
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
appendFileSync("runs.txt", "run ");
const value = readFileSync("value.txt", "utf8");
if (value.startsWith("saved later")) writeFileSync("value.txt", value.replace("later", "now"));
if (value.startsWith("broken")) throw new Error("broken");
writeFileSync(process.env.CDK_OUTDIR + "/manifest.json", value);
`;

let folder: string;
const made = new Set<string>();
const write = (value: string): void => writeFileSync(join(folder, "value.txt"), value);
/** What no earlier run of this test has left in the cache. */
const fresh = (value: string): string => `${value} ${folder}`;
const runs = (): number => readFileSync(join(folder, "runs.txt"), "utf8").trim().split(" ").length;
const assemble = async (environment = {}): Promise<string> => {
  const assembly = await assemblyOf(folder, FILES, { ...target, synthEnvironment: environment });
  made.add(assembly);
  return readFileSync(join(assembly, "manifest.json"), "utf8");
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "assembly-cache-"));
  writeFileSync(join(folder, "cdk.json"), JSON.stringify({ app: "node app.mjs" }));
  writeFileSync(join(folder, "app.mjs"), APP);
});
afterEach(() => {
  for (const path of [folder, ...made]) rmSync(path, { recursive: true });
  made.clear();
});

test("an app is synthesised once for each content, and again in another environment", async () => {
  write(fresh("one"));
  expect(await assemble()).toBe(fresh("one"));
  expect(await assemble()).toBe(fresh("one"));
  expect(runs()).toBe(1);

  write(fresh("two"));
  expect(await assemble()).toBe(fresh("two"));
  expect(runs()).toBe(2);

  write(fresh("one"));
  expect(await assemble()).toBe(fresh("one"));
  expect(runs()).toBe(2);
  await assemble({ OTHER: "yes" });
  expect(runs()).toBe(3);
});

test("a file that is saved during the synthesis: the assembly of the old content is not kept", async () => {
  write(fresh("saved later"));
  expect(await assemble()).toBe(fresh("saved now"));

  write(fresh("saved later"));
  expect(await assemble()).toBe(fresh("saved now"));
  expect(runs()).toBe(3);
});

test("an app that fails leaves nothing", async () => {
  write(fresh("broken"));
  await expect(assemble()).rejects.toThrow(expect.objectContaining({ key: "appFailed" }));
  await expect(assemble()).rejects.toThrow(expect.objectContaining({ key: "appFailed" }));
  expect(runs()).toBe(2);
  expect([...made].filter((path) => existsSync(path))).toEqual([]);
});
