import { existsSync } from "node:fs";
import { UserError } from "../errors.ts";
import { diffOf } from "../git.ts";
import { t } from "../language.ts";
import { appFiles } from "../lab/app-files.ts";
import { readManifest } from "../lab/manifest.ts";
import { workDir } from "../paths.ts";
import { print, printHanging } from "../terminal.ts";

/** `slab diff <lab> [file]`: the learner's files against the solution's, file by file. Changes nothing. */
export async function diffCommand(lab: string, wanted: string | undefined): Promise<number> {
  readManifest(lab);
  if (!existsSync(workDir(lab))) throw new UserError("notStarted", { lab });
  const yours = new Set(appFiles(lab, "work"));
  const course = new Set(appFiles(lab, "solution"));
  const all = [...new Set([...yours, ...course])].toSorted();
  const file = wanted?.replaceAll("\\", "/").replace(new RegExp(`^(\\./)?((work|solutions)/${lab}/)?`), "");
  if (file !== undefined && !all.includes(file))
    throw new UserError("noSuchFile", { lab, file: wanted!, known: all.join(", ") });

  print(t("diff.legend", { lab }));
  let differing = 0;
  for (const name of file === undefined ? all : [file]) {
    const from = yours.has(name) ? `work/${lab}/${name}` : undefined;
    const to = course.has(name) ? `solutions/${lab}/${name}` : undefined;
    const difference = diffOf(from, to, { ignoresMarks: true });
    if (!difference) continue;
    differing++;
    print();
    print(difference);
  }
  if (differing) print();
  printHanging("", t("diff.count", { count: differing }));
  return 0;
}
