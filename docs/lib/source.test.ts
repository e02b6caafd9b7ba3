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

test.each([
  ["a region that is not there", SOLUTION, "no-such-region", /no region "no-such-region".*Regions there: .*routes/],
  ["a file that is not there", "solutions/rest-api/none.ts", undefined, /there is no file/],
  ["a file outside of the code", "package.json", undefined, /is not a file of labs/],
  ["a way out", "labs/../package.json", undefined, /is not a file of labs/],
])("%s is refused by name", (_, file, region, reason) => {
  expect(() => readRegion(file, region)).toThrow(reason);
});
