import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { labs } from "../../../course.config.ts";
import { labDir, solutionDir } from "../paths.ts";
import { appFiles } from "./app-files.ts";

/** How a file at its head tells the learner that it is part of the lab and no task. */
const IS_PROVIDED = /Given; nothing to change here|[Pp]rovided\b|not yours to change/;
const HEAD_LINES = 14;

const provided = labs.flatMap((lab) =>
  appFiles(lab, "starter")
    .filter((file) => IS_PROVIDED.test(headOf(join(labDir(lab), file))))
    .map((file) => ({ lab, file })),
);

function headOf(path: string): string {
  return readFileSync(path, "utf8").split("\n").slice(0, HEAD_LINES).join("\n");
}

// Starter and solution are complete apps, so these files are there twice.
test("a file that the learner is told to leave as it is, is the same in the solution", () => {
  expect(provided.length).toBeGreaterThan(15);
  for (const { lab, file } of provided)
    expect(readFileSync(join(solutionDir(lab), file), "utf8"), `${lab}/${file}`).toBe(
      readFileSync(join(labDir(lab), file), "utf8"),
    );
});
