import { existsSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { sweepTempFolders } from "@course/sandbox/temp-folder";
import { printableSize, sizeOf } from "../disk-size.ts";
import { t } from "../language.ts";
import { root, stateDir, workRoot } from "../paths.ts";
import { print } from "../terminal.ts";

/** Rests: what slab made, and can do without. */
type Kind = "evidence" | "composed" | "assemblies" | "synthesized" | "copying" | "backups";

/** `slab clean`: removes what earlier runs left, never a learner's work; backups of it only when asked for by name. */
export async function cleanCommand(options: { dryRun?: boolean; backups?: boolean }): Promise<number> {
  const rests = findRests();
  const removed = rests.filter(({ kind }) => options.backups || kind !== "backups");
  let freed = 0;
  for (const { kind, path } of removed) {
    const size = sizeOf(path);
    freed += size;
    if (!options.dryRun) rmSync(path, { recursive: true, force: true });
    print(`${printableSize(size).padStart(8)}  ${relative(root, path)}  ${t(`clean.kinds.${kind}`)}`);
  }
  if (!options.dryRun) sweepTempFolders();
  print(t(options.dryRun ? "clean.would" : "clean.done", { size: printableSize(freed) }));
  const kept = rests.filter((rest) => !removed.includes(rest));
  if (kept.length)
    print(t("clean.keptBackups", { count: kept.length, folder: relative(root, join(stateDir, "backups")) }));
  return 0;
}

function findRests(): { kind: Kind; path: string }[] {
  const [composed, assemblies] = ["composed", "assemblies"].map((name) =>
    inFolder(join(stateDir, name)).filter((path) => !isInUse(path)),
  );
  const works = inFolder(workRoot);
  return [
    ...["evidence", "checks", "hints"].flatMap((name) => inFolder(join(stateDir, name))).map(as("evidence")),
    ...composed!.map(as("composed")),
    ...assemblies!.map(as("assemblies")),
    ...works.filter((path) => path.endsWith(".copying")).map(as("copying")),
    ...works
      .map((path) => join(path, "cdk.out"))
      .filter((path) => existsSync(path))
      .map(as("synthesized")),
    ...inFolder(join(stateDir, "backups")).map(as("backups")),
  ];
}

const as =
  (kind: Kind) =>
  (path: string): { kind: Kind; path: string } => ({ kind, path });

function inFolder(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

/** A proof that is running names its folders with its process id. */
function isInUse(path: string): boolean {
  const pid = Number(/-(\d+)$/.exec(path)?.[1]);
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
