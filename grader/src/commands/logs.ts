import { UserError } from "../errors.ts";
import { t } from "../language.ts";
import { readManifest } from "../lab/manifest.ts";
import { readEvidence } from "../run/evidence.ts";
import { print, styled } from "../terminal.ts";

/** `slab logs <lab>`: what the functions printed in the last check, and the resources and items that existed at its end. */
export async function logsCommand(lab: string): Promise<number> {
  readManifest(lab);
  const evidence = readEvidence(lab);
  if (!evidence) throw new UserError("noEvidence", { lab });
  print(t("logs.of", { stack: evidence.stackName, target: evidence.target, time: evidence.collectedAt }));

  heading(t("logs.resources"));
  for (const { logicalId, physicalId, type } of evidence.resources) print(`  ${type}  ${logicalId}  ${physicalId}`);

  heading(t("logs.contents"));
  for (const { source, items, more } of evidence.contents) {
    print(`  ${source}: ${t("logs.items", { count: items.length })}${more ? ` ${t("logs.more")}` : ""}`);
    for (const item of items) print(`    ${JSON.stringify(item, printableSets)}`);
  }

  heading(t("logs.printed"));
  for (const { source, time, message } of evidence.logs) print(`  ${time.slice(11, 23)} ${source}  ${message}`);
  if (!evidence.logs.length) print(`  ${t("logs.nothing")}`);
  if (evidence.problems.length) {
    heading(t("logs.problems"));
    for (const problem of evidence.problems) print(`  ${problem}`);
  }
  return 0;
}

function heading(text: string): void {
  print();
  print(styled("bold", text));
}

function printableSets(_key: string, value: unknown): unknown {
  return value instanceof Set ? [...(value as Set<unknown>)] : value;
}
