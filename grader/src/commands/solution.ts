import { readFileSync } from "node:fs";
import { join } from "node:path";
import { t } from "../language.ts";
import { appFiles } from "../lab/app-files.ts";
import { readManifest } from "../lab/manifest.ts";
import { solutionDir } from "../paths.ts";
import { print, styled } from "../terminal.ts";

const CODE = /\.(ts|mjs|json)$/;

/** `slab solution <lab>`: prints the solution's files. It changes nothing in work/. */
export async function solutionCommand(lab: string): Promise<number> {
  readManifest(lab);
  for (const file of appFiles(lab, "solution").filter((name) => CODE.test(name))) {
    print(styled("bold", `── solutions/${lab}/${file}`));
    print(readFileSync(join(solutionDir(lab), file), "utf8"));
  }
  print(t("solution.next", { lab }));
  return 0;
}
