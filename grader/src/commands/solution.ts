import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { t } from "../language.ts";
import { readManifest } from "../lab/manifest.ts";
import { root, solutionDir } from "../paths.ts";
import { print, styled } from "../terminal.ts";

const CODE = /\.(ts|mjs|json)$/;

/** `slab solution <lab>`: prints the solution's files. It changes nothing in work/. */
export async function solutionCommand(lab: string): Promise<number> {
  readManifest(lab);
  for (const file of codeFiles(solutionDir(lab))) {
    print(styled("bold", `── ${relative(root, file)}`));
    print(readFileSync(file, "utf8"));
  }
  print(t("solution.next", { lab }));
  return 0;
}

function codeFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !["mutants", "alternatives", "cdk.out", "node_modules"].includes(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return codeFiles(path);
      return CODE.test(entry.name) ? [path] : [];
    });
}
