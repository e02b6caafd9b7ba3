import { t } from "../language.ts";
import { forgetHintLevels } from "../lab/hint-levels.ts";
import { readManifest } from "../lab/manifest.ts";
import { backUpWork, copyStarter } from "../lab/work.ts";
import { forgetLastCheck } from "../run/last-check.ts";
import { print } from "../terminal.ts";

/** `slab reset <lab>`: a fresh starter; what was there is kept as a backup, never deleted. */
export async function resetCommand(lab: string): Promise<number> {
  readManifest(lab);
  const backup = backUpWork(lab);
  forgetLastCheck(lab);
  forgetHintLevels(lab);
  copyStarter(lab);
  print(backup ? t("reset.done", { lab, backup }) : t("reset.nothing", { lab }));
  return 0;
}
