import { existsSync } from "node:fs";
import { UserError } from "../errors.ts";
import { t } from "../language.ts";
import { readManifest, readStrings } from "../lab/manifest.ts";
import { copyStarter } from "../lab/work.ts";
import { workDir } from "../paths.ts";
import { print, printHanging, styled } from "../terminal.ts";

/** `slab start <lab>`: copies the starter to work/<lab> and says what to do. Never over existing work. */
export async function startCommand(lab: string): Promise<number> {
  const manifest = readManifest(lab);
  if (existsSync(workDir(lab))) throw new UserError("alreadyStarted", { lab });
  copyStarter(lab);
  const strings = readStrings(lab);
  print(styled("bold", strings.title));
  printHanging("", strings.goal);
  print();
  manifest.tasks.forEach(({ id }, index) => {
    const task = strings.tasks[id];
    print(styled("bold", t("report.task", { number: index + 1, title: task?.title ?? id })));
    printHanging("  ", task?.text ?? "");
  });
  print();
  print(t("start.next", { lab }));
  return 0;
}
