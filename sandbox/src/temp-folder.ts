import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PREFIX = "course-";
const OWNED = new RegExp(`^${PREFIX}[a-z]+-(\\d+)-`);

/** A temporary folder of this process. Its name carries the process id, so that the next start can remove what a killed one left. */
export function createTempFolder(purpose: "sandbox" | "slab"): string {
  sweepTempFolders();
  return mkdtempSync(join(tmpdir(), `${PREFIX}${purpose}-${process.pid}-`));
}

/** Removes the folders of processes that are gone. */
export function sweepTempFolders(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = OWNED.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
