import { UserError } from "../errors.ts";
import type { Manifest } from "./manifest.ts";

/** The checks that a list of ids names, of checks or of tasks. */
export function selectChecks(manifest: Manifest, text: string): Set<string> {
  const selected = new Set<string>();
  for (const id of text.split(",").map((word) => word.trim())) {
    const checks = manifest.tasks.find((task) => task.id === id)?.checks ?? [];
    if (!checks.length && !manifest.checks.some((check) => check.id === id)) throw unknownCheck(manifest, id);
    for (const check of checks.length ? checks : [id]) selected.add(check);
  }
  return selected;
}

export function unknownCheck({ id: lab, tasks }: Manifest, check: string): UserError {
  const known = tasks.map(({ id, checks }) => `  ${id}: ${checks.join(", ")}`).join("\n");
  return new UserError("unknownCheck", { lab, check, known });
}
