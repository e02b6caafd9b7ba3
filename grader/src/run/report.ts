import type { Hop } from "@course/sandbox";
import { readStrings, type LabStrings, type Manifest } from "../lab/manifest.ts";
import { t } from "../language.ts";
import { cells, padCells, print, printHanging, styled } from "../terminal.ts";
import type { Evidence } from "./evidence.ts";
import { pointsOf, statusOf, type CheckResult, type Verdict } from "./verdict.ts";

const COLORS: Record<Verdict, "green" | "red" | "yellow" | "gray"> = {
  pass: "green",
  fail: "red",
  error: "yellow",
  skip: "gray",
};

export interface ReportOptions {
  /** Checks that passed for the first time: of these it is told why they matter. */
  newlyPassed?: ReadonlySet<string>;
  /** The checks that were asked for; the others are left out. */
  only?: ReadonlySet<string> | undefined;
}

/** The verdict for people: every check by task; for what did not pass: expected, found, where, hint, and what happened. */
export function printReport(
  manifest: Manifest,
  results: CheckResult[],
  resources: Evidence["resources"],
  { newlyPassed, only }: ReportOptions = {},
): void {
  const shorten = nameShortener(resources);
  const strings = readStrings(manifest.id);
  manifest.tasks.forEach((task, index) => {
    const shown = results.filter(({ id, task: of }) => of === task.id && (only?.has(id) ?? true));
    if (!shown.length) return;
    print();
    print(styled("bold", t("report.task", { number: index + 1, title: strings.tasks[task.id]?.title ?? task.id })));
    for (const result of shown) {
      printVerdict(result, strings);
      if (result.verdict === "fail" || result.verdict === "error")
        printDetails(result, strings.checks[result.id]?.hint, detailMargin(), shorten);
      else if (newlyPassed?.has(result.id)) printWhy(result, strings);
    }
  });
  print();
  printSummary(results);
  if (only) print(t("report.only", { run: only.size, total: results.length, lab: manifest.id }));
}

const verdictWidth = (): number => Math.max(...Object.keys(COLORS).map((verdict) => cells(t(`verdict.${verdict}`))));
const detailMargin = (): string => " ".repeat(verdictWidth() + 4);

function printVerdict({ id, verdict }: CheckResult, strings: LabStrings): void {
  const label = styled(COLORS[verdict], padCells(t(`verdict.${verdict}`), verdictWidth()));
  printHanging(`  ${label}  `, `${strings.checks[id]?.title ?? id} ${styled("gray", `(${id})`)}`);
}

function printWhy({ id }: CheckResult, strings: LabStrings): void {
  printHanging(`${detailMargin()}${styled("bold", t("report.why"))}  `, strings.checks[id]?.why ?? "");
}

/** The round of a loop: what changed since the last one, the first check that does not pass, and the sum. */
export function printChanges(
  manifest: Manifest,
  results: CheckResult[],
  resources: Evidence["resources"],
  { before, newlyPassed, only }: ReportOptions & { before: CheckResult[] },
): void {
  const strings = readStrings(manifest.id);
  const said = new Map(before.map(({ id, verdict }) => [id, verdict]));
  const shown = results.filter(({ id }) => only?.has(id) ?? true);
  const first = shown.find(({ verdict }) => verdict === "fail" || verdict === "error");
  print();
  for (const result of shown) {
    if (said.get(result.id) === result.verdict && result !== first) continue;
    printVerdict(result, strings);
    if (result === first)
      printDetails(result, strings.checks[result.id]?.hint, detailMargin(), nameShortener(resources));
    else if (newlyPassed?.has(result.id)) printWhy(result, strings);
  }
  print();
  // No headline: a loop gives no verdict.
  print(sumUp(results));
}

/** Four lines of what did not pass, and what happened. */
export function printDetails(
  result: CheckResult,
  hint: string | undefined,
  margin: string,
  shorten: (text: string) => string = (text) => text,
): void {
  const { failure, error, hops } = result;
  const rows: [string, string | undefined][] = failure
    ? [
        [t("report.expected"), failure.expected],
        [t("report.found"), failure.found],
        [t("report.where"), failure.where],
        [t("report.hint"), hint],
      ]
    : [[t("report.error"), error]];
  const width = Math.max(...rows.map(([label]) => cells(label)));
  for (const [label, value] of rows) {
    if (value === undefined) continue;
    printHanging(`${margin}${styled("bold", padCells(label, width))}  `, value);
  }
  if (!hops.length) return;
  print(`${margin}${styled("bold", t("report.hops"))}`);
  for (const hop of hops) printHanging(`${margin}  `, describeHop(hop, shorten));
}

/** One step in a line: time, who, what, on what, result; names as the learner wrote them where CloudFormation made them longer. */
function describeHop(hop: Hop, shorten: (text: string) => string): string {
  const caller = hop.caller
    .replace(/^arn:aws:sts::\d*:assumed-role\/([^/]+)\/.*$/, "$1")
    .replace(/^arn:aws:iam::\d*:/, "");
  const resource = hop.resource ? ` ${hop.resource.split(":").slice(5).join(":") || hop.resource}` : "";
  const result = hop.result === "ok" ? hop.result : styled("red", hop.result);
  const line = `${hop.time.slice(11, 23)} ${caller} -> ${hop.service} ${hop.action}${resource}: ${result} (${hop.durationMs.toFixed(1)} ms)`;
  return shorten(hop.detail ? `${line}\n  ${hop.detail}` : line);
}

/** Puts logical ids for physical ones. */
function nameShortener(resources: Evidence["resources"]): (text: string) => string {
  const long = resources.filter(({ logicalId, physicalId }) => physicalId.length > logicalId.length);
  const byLength = long.toSorted((a, b) => b.physicalId.length - a.physicalId.length);
  return (text) => byLength.reduce((short, { logicalId, physicalId }) => short.replaceAll(physicalId, logicalId), text);
}

function printSummary(results: CheckResult[]): void {
  const status = statusOf(results);
  print(`${styled(["bold", COLORS[status]], t(`report.status.${status}`))}  ${sumUp(results)}`);
  if (status === "error") print(t("report.notYours"));
}

function sumUp(results: CheckResult[]): string {
  const count = (verdict: Verdict): number => results.filter((result) => result.verdict === verdict).length;
  const { reached, possible } = pointsOf(results);
  const counts = t("report.counts", { pass: count("pass"), fail: count("fail"), error: count("error") });
  return `${t("report.points", { reached, possible })}  ${counts}`;
}
