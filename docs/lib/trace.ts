/** Traces: requests to a lab's app, recorded in the sandbox by `npm run record-traces` into docs/traces/<name>/trace.json; <language>.json holds the words. */
import { languages } from "../../course.config.ts";
import type { NodeKind } from "./diagram.ts";
import { foldersIn, readJson } from "./read.ts";

export interface TraceStep {
  /** "<request>-<n>"; permanent, the words are kept under it. */
  id: string;
  request: string;
  from: string;
  to: string;
  kind: "call" | "return";
  /** AWS's words: the route, the operation, the status or error code. */
  what: string;
  failed?: boolean;
  /** Milliseconds since the first request was sent. */
  at: number;
}

export interface Recording {
  recordedAt: string;
  lanes: { id: string; kind: NodeKind }[];
  steps: TraceStep[];
}

interface Words {
  title: string;
  description: string;
  lanes: Record<string, string>;
  steps: Record<string, string>;
}

export type Trace = Recording & { words: Words };

/** Throws, naming trace, language and what is missing. */
export function readTrace(name: string, language: string): Trace {
  const recording = readJson<Recording>(`docs/traces/${name}/trace.json`);
  const file = `docs/traces/${name}/${language}.json`;
  const words = readJson<Words>(file);
  const problems: string[] = [];
  if (!words.title || !words.description) problems.push(`${file}: title and description are needed`);
  for (const { id } of recording.lanes) if (!words.lanes?.[id]) problems.push(`${file}: lanes.${id} is missing`);
  for (const { id } of recording.steps) if (!words.steps?.[id]) problems.push(`${file}: steps.${id} is missing`);
  const known = new Set([...recording.lanes, ...recording.steps].map(({ id }) => id));
  for (const id of [...Object.keys(words.lanes ?? {}), ...Object.keys(words.steps ?? {})])
    if (!known.has(id)) problems.push(`${file}: ${id} names nothing in trace.json`);
  if (problems.length) throw new Error(problems.join("\n"));
  return { ...recording, words };
}

export function traceProblems(): string[] {
  return foldersIn("docs/traces").flatMap((name) =>
    languages.flatMap(({ code }) => {
      try {
        readTrace(name, code);
        return [];
      } catch (error) {
        return (error as Error).message.split("\n");
      }
    }),
  );
}
