import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { startTestSandbox } from "../src/testing.ts";
import { apps } from "./apps/index.ts";
import { inventory, leftovers } from "./inventory.ts";
import { live, versionsOf } from "./lifecycle.ts";
import { NEEDED_TYPES, NOT_EMULATED } from "./needed-types.ts";
import { templatesOf, type Synthesised } from "./synthesise.ts";
import { resourcesOf } from "./statements.ts";
import { services } from "../src/services/index.ts";
import { createWorld } from "./world.ts";

const folder = mkdtempSync(join(tmpdir(), "test-apps-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const usedTypes = new Set<string>();

describe.concurrent("each app is deployed, behaves, is updated, behaves, and is deleted without a trace:", () => {
  test.each(Object.entries(apps))("%s", async (name, app) => {
    const versions = versionsOf(name, app, folder);
    for (const synthesised of versions) addTypes(synthesised);
    expect(versions.map(templatesOf)[0]).not.toEqual(versions.map(templatesOf)[1]);
    const sandbox = await startTestSandbox();
    try {
      await sandbox.control("warm");
      await app.prepare?.(createWorld(sandbox, {}));
      const before = await inventory(sandbox);

      await live(app, versions, sandbox);

      const left = await leftovers(before, sandbox);
      const expected = Object.keys(app.leaves ?? {}).map((pattern) => new RegExp(`^${pattern}`));
      expect(left.filter((thing) => !expected.some((pattern) => pattern.test(thing)))).toEqual([]);
      for (const pattern of expected) expect(left).toContainEqual(expect.stringMatching(pattern));
    } finally {
      await sandbox.stop();
    }
  });
});

test("the apps use every resource type of these services that public apps use and the sandbox provides", async () => {
  const provided = new Set<string>();
  for (const service of Object.values(services))
    for (const type of Object.keys((await service.load()).resources ?? {})) provided.add(type);

  // What is named as missing is missing, and all else is there.
  const missing = Object.keys(NEEDED_TYPES).filter((type) => !provided.has(type));
  expect(missing.sort()).toEqual(Object.keys(NOT_EMULATED).sort());
  const families = new Set(Object.keys(NEEDED_TYPES).map((type) => type.split("::")[1]));
  const unused = [...provided].filter((type) => families.has(type.split("::")[1]) && !usedTypes.has(type));
  expect(unused).toEqual([]);
});

function addTypes(synthesised: Synthesised): void {
  for (const template of templatesOf(synthesised))
    for (const { resource } of resourcesOf(template))
      usedTypes.add(resource["Type"].replace(/^Custom::.*/, "AWS::CloudFormation::CustomResource"));
}
