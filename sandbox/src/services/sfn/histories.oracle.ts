import { afterAll, expect, test } from "vitest";
import { differenceOf } from "./recorded-histories/match.ts";
import { different, hidden } from "./recorded-histories/different.ts";
import {
  readHistories,
  readTemplates,
  templatesFor,
  type Recording,
  type Template,
} from "./recorded-histories/recordings.ts";
import { runAgain } from "./recorded-histories/run-again.ts";

/**
 * Executions recorded on AWS, run again by the interpreter: their tasks answer as they did then, and each event must be the same. A recording
 * does not name its definition: one of those with its states must give its history.
 */
const MAX_CANDIDATES = 12;

const all = readHistories();
const templates = readTemplates();
const withDefinition = all.flatMap((recording) => {
  const candidates = templatesFor(recording, templates);
  return candidates.length ? [{ recording, candidates: candidates.slice(0, MAX_CANDIDATES) }] : [];
});
const isHidden = ({ name }: Recording) =>
  Object.values(hidden)
    .flat()
    .some((begin) => name.startsWith(begin));
const covered = withDefinition.filter(({ recording }) => !isHidden(recording));

let equal = 0;
afterAll(() => {
  console.log(
    `\nHistories recorded from AWS, covered / with a definition / all: ${covered.length} / ${withDefinition.length} / ${all.length}; equal ${equal} (${((100 * equal) / covered.length).toFixed(1)} %)`,
  );
});

/** The first difference to the likeliest definition; undefined when one gives the same history. */
async function differenceIn(recording: Recording, candidates: Template[]): Promise<string | undefined> {
  let first: string | undefined;
  for (const { name, definition } of candidates) {
    const difference = await runAgain(recording, definition).then(
      (events) => differenceOf(recording.events, events),
      (error: unknown) => `threw ${String(error)}`,
    );
    if (difference === undefined) return undefined;
    first ??= `${name}: ${difference}`;
  }
  return first;
}

for (const { recording, candidates } of covered) {
  const { name } = recording;
  const reason = different[name];
  test(reason === undefined ? name : `${name} (different: ${reason})`, { timeout: 10_000 }, async () => {
    const difference = await differenceIn(recording, candidates);
    if (difference === undefined) equal++;
    if (reason === undefined) expect(difference).toBeUndefined();
    else expect(difference).toBeDefined();
  });
}
