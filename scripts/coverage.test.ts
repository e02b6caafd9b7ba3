import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { coverageFile, readCoverage } from "./coverage.ts";

test("docs/coverage/coverage.json says what the code does; `npm run coverage` writes it anew", async () => {
  const coverage = await readCoverage();
  expect(JSON.parse(readFileSync(coverageFile, "utf8"))).toEqual(coverage);
  for (const { id, operations } of coverage.services) expect(Object.keys(operations), id).not.toEqual([]);
});
