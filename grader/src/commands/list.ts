import { existsSync } from "node:fs";
import { labs } from "../../../course.config.ts";
import { t } from "../language.ts";
import { readManifest, readStrings } from "../lab/manifest.ts";
import { workDir } from "../paths.ts";
import { cells, padCells, print, styled } from "../terminal.ts";

/** `slab list`: the labs in the order of the course, with what the learner has begun. */
export async function listCommand(): Promise<number> {
  const width = Math.max(...labs.map(cells));
  for (const lab of labs) {
    const manifest = readManifest(lab);
    const { title } = readStrings(lab);
    const state = existsSync(workDir(lab)) ? t("list.started", { folder: `work/${lab}` }) : t("list.notStarted");
    const facts = t("list.facts", { minutes: manifest.minutes, checks: manifest.checks.length });
    print(`${styled("bold", padCells(lab, width))}  ${title}  ${styled("gray", `${facts}  ${state}`)}`);
  }
  return 0;
}
