import { existsSync } from "node:fs";
import { labs } from "../../../course.config.ts";
import { checkAccount, checkCredentials, checkVariables } from "../doctor/aws.ts";
import type { Finding, Health } from "../doctor/finding.ts";
import {
  checkDisk,
  checkGit,
  checkMemory,
  checkNode,
  checkPackages,
  checkPermissions,
  checkPort,
  checkSandbox,
} from "../doctor/machine.ts";
import { t } from "../language.ts";
import { starterState } from "../lab/starter-base.ts";
import { workDir } from "../paths.ts";
import { cells, padCells, print, printHanging, styled } from "../terminal.ts";

const COLORS = { ok: "green", note: "gray", warn: "yellow", bad: "red" } as const;

/** `slab doctor`: what slab needs of this machine (with `--aws`, of the account), each finding with its cure. Exit code 2 when slab cannot run. */
export async function doctorCommand(options: { aws?: boolean }): Promise<number> {
  const width = Math.max(...(Object.keys(COLORS) as Health[]).map((health) => cells(t(`doctor.health.${health}`))));
  const findings: Finding[] = [];
  for await (const finding of examine(options.aws === true)) {
    findings.push(finding);
    const { id, health, values = {} } = finding;
    const lead = `${styled(COLORS[health], padCells(t(`doctor.health.${health}`), width))}  `;
    printHanging(lead, t(`doctor.${id}.${health}`, values));
    if (health !== "ok") printHanging(`${" ".repeat(width + 2)}-> `, t(`doctor.${id}.cure`, values));
  }
  const count = (health: Health): number => findings.filter((finding) => finding.health === health).length;
  print();
  print(t(count("bad") ? "doctor.cannotRun" : "doctor.canRun", { bad: count("bad"), warn: count("warn") }));
  return count("bad") ? 2 : 0;
}

/** One after the other, so that each is shown as soon as it is known. */
async function* examine(withAccount: boolean): AsyncGenerator<Finding> {
  yield checkNode();
  yield checkPackages();
  yield checkGit();
  yield checkPermissions();
  yield checkDisk();
  yield checkMemory();
  yield await checkPort();
  yield await checkSandbox();
  yield checkVariables();
  yield checkCredentials();
  if (withAccount) yield* await checkAccount();
  for (const lab of labs.filter((slug) => existsSync(workDir(slug)))) {
    const state = starterState(lab);
    if (state !== "current")
      yield { id: state === "newer" ? "newerStarter" : "noBase", health: "note", values: { lab } };
  }
}
