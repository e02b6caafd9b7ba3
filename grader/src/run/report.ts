import type { Hop } from "@course/sandbox";
import { readStrings, type Manifest } from "../lab/manifest.ts";
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

/** The verdict for people: every check by task; for what did not pass: expected, found, where, hint, and what happened. */
export function printReport(manifest: Manifest, results: CheckResult[], resources: Evidence["resources"]): void {
  const shorten = nameShortener(resources);
  const strings = readStrings(manifest.id);
  const verdicts: Verdict[] = ["pass", "fail", "error", "skip"];
  const width = Math.max(...verdicts.map((verdict) => cells(t(`verdict.${verdict}`))));
  manifest.tasks.forEach((task, index) => {
    print();
    print(styled("bold", t("report.task", { number: index + 1, title: strings.tasks[task.id]?.title ?? task.id })));
    for (const result of results.filter((candidate) => candidate.task === task.id)) {
      const label = styled(COLORS[result.verdict], padCells(t(`verdict.${result.verdict}`), width));
      printHanging(
        `  ${label}  `,
        `${strings.checks[result.id]?.title ?? result.id} ${styled("gray", `(${result.id})`)}`,
      );
      if (result.verdict === "fail" || result.verdict === "error")
        printDetails(result, strings.checks[result.id]?.hint, " ".repeat(width + 4), shorten);
    }
  });
  print();
  printSummary(results);
}

function printDetails(
  result: CheckResult,
  hint: string | undefined,
  margin: string,
  shorten: (text: string) => string,
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
  const count = (verdict: Verdict): number => results.filter((result) => result.verdict === verdict).length;
  const { reached, possible } = pointsOf(results);
  const status = statusOf(results);
  const headline = styled(["bold", COLORS[status]], t(`report.status.${status}`));
  print(
    `${headline}  ${t("report.points", { reached, possible })}  ${t("report.counts", { pass: count("pass"), fail: count("fail"), error: count("error") })}`,
  );
  if (status === "error") print(t("report.notYours"));
}
