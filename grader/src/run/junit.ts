import { stripVTControlCharacters } from "node:util";
import { readStrings } from "../lab/manifest.ts";
import { writeReportFile, type Run } from "./results.ts";
import type { CheckResult, Verdict } from "./verdict.ts";

interface Case {
  verdict: Verdict;
  name: string;
  durationMs: number;
  /** What stands in the case, if anything does. */
  body: string;
}

/** The file that `--junit` writes, as CI servers read it: a suite per task, failures and errors apart. A run that could not judge is one suite with one error. */
export function writeJunit(file: string, run: Run): void {
  const { manifest, target, results, message } = run;
  const strings = readStrings(manifest.id);
  const suites = manifest.tasks.map(({ id }) => ({
    name: `${manifest.id}.${id}`,
    cases: results
      .filter(({ task }) => task === id)
      .map((result) => describeCase(result, strings.checks[result.id]?.title ?? result.id)),
  }));
  if (message !== undefined)
    suites.push({
      name: manifest.id,
      cases: [{ verdict: "error", name: "slab check", durationMs: 0, body: element("error", {}, message) }],
    });
  const filled = suites.filter(({ cases }) => cases.length);
  const all = filled.flatMap(({ cases }) => cases);
  const content = element(
    "testsuites",
    { name: `slab check ${manifest.id} (${target})`, ...counts(all) },
    filled.map(({ name, cases }) =>
      element(
        "testsuite",
        { name, timestamp: run.startedAt.toISOString().slice(0, 19), ...counts(cases) },
        cases.map(({ name: of, durationMs, body }) =>
          element("testcase", { classname: name, name: of, time: seconds(durationMs) }, body ? [body] : []),
        ),
      ),
    ),
  );
  writeReportFile(file, `<?xml version="1.0" encoding="UTF-8"?>\n${content}\n`);
}

function describeCase({ id, verdict, durationMs, failure, error, hops }: CheckResult, title: string): Case {
  const common = { verdict, name: `${id}: ${title}`, durationMs };
  if (verdict === "pass") return { ...common, body: "" };
  if (verdict === "skip") return { ...common, body: element("skipped", {}, []) };
  const summary = failure
    ? `expected ${failure.expected}; found ${failure.found}; where ${failure.where}`
    : (error ?? "");
  const lines = [
    summary,
    ...hops.map(
      (hop) => `${hop.time} ${hop.caller} -> ${hop.service} ${hop.action}: ${hop.result} ${hop.detail ?? ""}`,
    ),
  ];
  return {
    ...common,
    body: element(verdict === "fail" ? "failure" : "error", { message: summary.split("\n")[0]! }, lines.join("\n")),
  };
}

function counts(cases: Case[]): Record<string, string> {
  const count = (verdict: Verdict): string => String(cases.filter((one) => one.verdict === verdict).length);
  return {
    tests: String(cases.length),
    failures: count("fail"),
    errors: count("error"),
    skipped: count("skip"),
    time: seconds(cases.reduce((sum, { durationMs }) => sum + durationMs, 0)),
  };
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

/** `content`: text, or elements that stand on lines of their own. */
function element(name: string, attributes: Record<string, string>, content: string | string[]): string {
  const opening = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
  if (typeof content === "string") return `<${name}${opening.join("")}>${escape(content)}</${name}>`;
  if (!content.length) return `<${name}${opening.join("")}/>`;
  return `<${name}${opening.join("")}>\n${content.join("\n")}\n</${name}>`;
}

/** XML 1.0 cannot hold control characters at all; what an app prints may hold colours. */
function escape(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "?")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
