import { existsSync } from "node:fs";
import { UserError } from "../errors.ts";
import { t } from "../language.ts";
import { unknownCheck } from "../lab/check-selection.ts";
import { HINT_LEVELS, readHintLevels, saveHintLevel } from "../lab/hint-levels.ts";
import { readManifest, readStrings, type Manifest } from "../lab/manifest.ts";
import { lineOf } from "../lab/solution-pointer.ts";
import { workDir } from "../paths.ts";
import { isEditedSince, readLastCheck, type LastCheck } from "../run/last-check.ts";
import { printDetails } from "../run/report.ts";
import type { CheckResult } from "../run/verdict.ts";
import { print, printHanging, styled } from "../terminal.ts";

const MARGIN = "  ";

/**
 * `slab hint <lab> [check]`: help in four levels, one more with each call: what was observed, the concept, the API or property, where the
 * solution does it. Without a check, the first that did not pass. Of a check that passed: why it matters.
 */
export async function hintCommand(
  lab: string,
  wanted: string | undefined,
  options: { level?: string },
): Promise<number> {
  const manifest = readManifest(lab);
  const level = options.level === undefined ? undefined : Number(options.level);
  if (level !== undefined && !(Number.isInteger(level) && level >= 1 && level <= HINT_LEVELS))
    throw new UserError("badLevel", { level: options.level!, levels: HINT_LEVELS });
  if (!existsSync(workDir(lab))) throw new UserError("notStarted", { lab });
  if (wanted !== undefined && !manifest.checks.some(({ id }) => id === wanted)) throw unknownCheck(manifest, wanted);
  const last = readLastCheck(lab);
  if (!last && wanted === undefined) throw new UserError("notChecked", { lab });

  const check = wanted ?? last?.results.find(({ verdict }) => verdict === "fail" || verdict === "error")?.id;
  if (last && isEditedSince(lab, last)) print(styled("yellow", t("hint.edited", { lab })));
  if (check === undefined) {
    print(t("hint.allPass", { lab }));
    return 0;
  }
  const strings = readStrings(lab).checks[check]!;
  const result = last?.results.find(({ id }) => id === check);
  print(`${styled("bold", strings.title)} ${styled("gray", `(${check})`)}`);
  if (result?.verdict === "pass" && level === undefined) {
    printHanging(`${styled("bold", t("report.why"))}  `, strings.why);
    return 0;
  }
  const upTo = level ?? Math.min(HINT_LEVELS, (readHintLevels(lab)[check] ?? 0) + 1);
  printLevels(manifest, check, upTo, last, result);
  saveHintLevel(lab, check, upTo);
  print();
  print(upTo < HINT_LEVELS ? t("hint.more", { lab, check }) : t("hint.last", { lab }));
  return 0;
}

function printLevels(
  manifest: Manifest,
  check: string,
  upTo: number,
  last: LastCheck | undefined,
  result: CheckResult | undefined,
): void {
  const lab = manifest.id;
  const strings = readStrings(lab).checks[check]!;
  const levels: (() => void)[] = [
    () => {
      if (!last || !result) printHanging(MARGIN, t("hint.notChecked", { lab, check }));
      else if (result.verdict === "pass") printHanging(MARGIN, t("hint.passed"));
      else printDetails({ ...result, hops: [] }, undefined, MARGIN);
    },
    () => printHanging(MARGIN, strings.hint),
    () => printHanging(MARGIN, strings.api),
    () => {
      const pointers = manifest.checks.find(({ id }) => id === check)!.solution;
      for (const pointer of pointers)
        print(`${MARGIN}solutions/${lab}/${pointer.file}:${lineOf(lab, pointer)}  ${styled("gray", pointer.at)}`);
      for (const file of new Set(pointers.map((pointer) => pointer.file)))
        print(`${MARGIN}${t("hint.compare", { lab, file })}`);
    },
  ];
  levels.slice(0, upTo).forEach((printLevel, index) => {
    print();
    print(
      styled("bold", t("hint.level", { number: index + 1, levels: HINT_LEVELS, name: t(`hint.levels.${index + 1}`) })),
    );
    printLevel();
  });
}
