/** Which state of the course a file shows: never the day of the build, so that two builds of one state are the same. */
import { spawnSync } from "node:child_process";
import { readJson } from "../read.ts";
import { root } from "../root.ts";

interface Edition {
  version: string;
  /** ISO date. */
  date: string;
  /** Where the folder is a clone. */
  commit?: string;
}

const { version } = readJson<{ version: string }>("package.json");
let known: Edition | undefined;

/** Day and id of the last commit; without git the newest day on which a source was read. */
export function edition(): Edition {
  return (known ??= lastCommit() ?? { version, date: newestReading() });
}

function lastCommit(): Edition | undefined {
  const { status, stdout } = spawnSync("git", ["log", "-1", "--format=%cs %h"], { cwd: root, encoding: "utf8" });
  if (status !== 0) return undefined;
  const [date, commit] = stdout.trim().split(" ");
  return { version, date: date!, commit: commit! };
}

function newestReading(): string {
  const sources = Object.values(readJson<Record<string, { checked: string }>>("docs/facts/sources.json"));
  return sources.map(({ checked }) => checked).reduce((newest, day) => (day > newest ? day : newest));
}
