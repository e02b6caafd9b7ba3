import { expect, test } from "vitest";
import { readDifference, readRegion } from "./source.ts";

const SOLUTION = "solutions/rest-api/lib/rest-api-stack.ts";

test("a region is cut without its markers and its common indentation", () => {
  const { text, language } = readRegion(SOLUTION, "routes");
  expect(language).toBe("ts");
  expect(text).not.toMatch(/#region|#endregion/);
  expect(text.split("\n")[0]).toMatch(/^\S/);
});

test("the difference of starter and solution marks lines of either", () => {
  const { text, inserted, deleted } = readDifference(SOLUTION, "routes", "labs/rest-api/lib/rest-api-stack.ts");
  expect(inserted.length).toBeGreaterThan(0);
  expect(Math.max(...inserted, ...deleted)).toBeLessThanOrEqual(text.split("\n").length);
});

test("a mutant's file is the solution's with its patch", () => {
  const file = "functions/write-notes/index.ts";
  const { text } = readRegion(`solutions/rest-api/mutants/read-before-create/${file}`, "create-note");
  expect(text).toContain("new GetCommand(");
  expect(readRegion(`solutions/rest-api/${file}`, "create-note").text).not.toContain("new GetCommand(");
});

test.each([
  ["a mutant that is not there", "solutions/rest-api/mutants/none/functions/page.ts", undefined, /there is no file/],
  [
    "a file that a mutant leaves alone",
    "solutions/rest-api/mutants/no-grant/functions/page.ts",
    undefined,
    /no-grant.patch does not change functions\/page.ts/,
  ],
  ["a region that is not there", SOLUTION, "no-such-region", /no region "no-such-region".*Regions there: .*routes/],
  ["a file that is not there", "solutions/rest-api/none.ts", undefined, /there is no file/],
  ["a file outside of the code", "package.json", undefined, /is not a file of labs/],
  ["a way out", "labs/../package.json", undefined, /is not a file of labs/],
])("%s is refused by name", (_, file, region, reason) => {
  expect(() => readRegion(file, region)).toThrow(reason);
});
