/** Reads the file that `slab check --results` writes (grader/schemas/results.schema.json) and turns it into a run to keep. */
import {
  fields,
  idOf,
  isObject,
  oneOf,
  parsed,
  parseJson,
  Refused,
  timeOf,
  versionOf,
  wholeNumber,
  type Parsed,
} from "./refusal.ts";
import { mergeRun } from "./merge.ts";
import {
  readPoints,
  TARGETS,
  VERDICTS,
  type LabRun,
  type Points,
  type Target,
  type Time,
  type Verdict,
} from "./record.ts";

/** What the site knows of its labs: from labs/<lab>/lab.json. */
export type KnownLabs = Readonly<Record<string, { version: string; checks: readonly string[] }>>;

export interface Results {
  lab: string;
  labVersion: string;
  slab: string;
  target: Target;
  at: Time;
  points: Points;
  verdicts: Record<string, Verdict>;
  /** Every check of the file passed, and none of the lab is missing. */
  passed: boolean;
  /** Checks that the file names and the lab of this site does not have: not kept. */
  unknownChecks: string[];
  /** Checks of the lab that the file does not name. */
  missingChecks: string[];
}

/** Strict: a file that is not slab's in every detail is refused whole. Its messages and evidence are checked and not kept. */
export function parseResults(text: string, labs: KnownLabs): Parsed<{ results: Results }> {
  return parsed(() => ({ results: readResults(parseJson(text), labs) }));
}

interface Test {
  name: string;
  verdict: Verdict;
}

function readResults(value: unknown, labs: KnownLabs): Results {
  if (isObject(value) && "lessons" in value && "quizzes" in value) throw new Refused({ code: "is-record" });
  if (!isObject(value) || !("slab" in value) || !("tests" in value)) throw new Refused({ code: "not-results" });
  if (typeof value["version"] === "number" && value["version"] > 3)
    throw new Refused({ code: "newer", version: value["version"] });
  const file = fields(
    value,
    "",
    ["version", "slab", "lab", "target", "lang", "startedAt", "status", "points", "tests"],
    ["message"],
  );
  if (file["version"] !== 3) throw new Refused({ code: "shape", at: "version" });
  textOf(file["lang"], "lang");
  oneOf(file["status"], "status", ["pass", "fail", "error"]);
  if ("message" in file) textOf(file["message"], "message");
  const lab = fields(file["lab"], "lab", ["id", "version"]);
  const id = idOf(lab["id"], "lab.id");
  const labVersion = versionOf(lab["version"], "lab.version");
  const run = {
    lab: id,
    labVersion,
    slab: versionOf(file["slab"], "slab"),
    target: oneOf(file["target"], "target", TARGETS),
    at: timeOf(file["startedAt"], "startedAt"),
    points: readPoints(file["points"], "points"),
  };
  const tests = listOf(file["tests"], "tests", 100, readTest);
  const names = new Set<string>();
  for (const [index, { name }] of tests.entries()) {
    if (names.has(name)) throw new Refused({ code: "shape", at: `tests[${index}].name` });
    names.add(name);
  }

  const known = Object.hasOwn(labs, id) ? labs[id] : undefined;
  if (!known) throw new Refused({ code: "unknown-lab", lab: id });
  if (!tests.some(({ verdict }) => verdict === "pass" || verdict === "fail"))
    throw new Refused({ code: "nothing-judged" });
  const missingChecks = known.checks.filter((check) => !names.has(check));
  return {
    ...run,
    verdicts: Object.fromEntries(
      tests.filter(({ name }) => known.checks.includes(name)).map(({ name, verdict }) => [name, verdict]),
    ),
    passed: missingChecks.length === 0 && tests.every(({ verdict }) => verdict === "pass"),
    unknownChecks: [...names].filter((name) => !known.checks.includes(name)),
    missingChecks,
  };
}

function readTest(value: unknown, at: string): Test {
  const test = fields(value, at, ["name", "task_id", "status", "verdict", "points", "durationMs"], ["message", "hops"]);
  const name = idOf(test["name"], `${at}.name`);
  idOf(test["task_id"], `${at}.task_id`);
  oneOf(test["status"], `${at}.status`, ["pass", "fail", "error"]);
  if ("message" in test) textOf(test["message"], `${at}.message`);
  wholeNumber(test["points"], `${at}.points`, 0, 10_000);
  durationOf(test["durationMs"], `${at}.durationMs`);
  if ("hops" in test) listOf(test["hops"], `${at}.hops`, 10_000, readHop);
  return { name, verdict: oneOf(test["verdict"], `${at}.verdict`, VERDICTS) };
}

function readHop(value: unknown, at: string): void {
  if (!isObject(value)) throw new Refused({ code: "shape", at });
  for (const key of ["time", "caller", "service", "action", "result"]) textOf(value[key], `${at}.${key}`);
  for (const key of ["resource", "detail"]) if (key in value) textOf(value[key], `${at}.${key}`);
  if (typeof value["durationMs"] !== "number") throw new Refused({ code: "shape", at: `${at}.durationMs` });
}

function listOf<T>(value: unknown, at: string, limit: number, read: (value: unknown, at: string) => T): T[] {
  if (!Array.isArray(value)) throw new Refused({ code: "shape", at });
  if (value.length > limit) throw new Refused({ code: "too-many", at, limit });
  return value.map((item: unknown, index) => read(item, `${at}[${index}]`));
}

function textOf(value: unknown, at: string): void {
  if (typeof value !== "string") throw new Refused({ code: "shape", at });
}

function durationOf(value: unknown, at: string): void {
  if (typeof value !== "number" || value < 0) throw new Refused({ code: "shape", at });
}

/** The run to keep. A check that could not be judged (error, skip) keeps what an earlier run of the same version of the lab found. */
export function runOf(results: Results, earlier: LabRun | undefined): LabRun {
  const { at, labVersion, slab, points } = results;
  const known = earlier?.labVersion === labVersion && earlier.at <= at ? earlier.checks : {};
  const checks: LabRun["checks"] = {};
  for (const [check, verdict] of Object.entries(results.verdicts)) {
    const before = known[check];
    const judged = verdict === "pass" || verdict === "fail";
    checks[check] = !judged && before ? before : { verdict, at };
  }
  const run: LabRun = { at, labVersion, slab, points, checks };
  if (results.passed) run.passed = { at, labVersion, slab, points };
  return earlier ? mergeRun(earlier, run) : run;
}
