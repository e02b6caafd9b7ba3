/** What older material says and what is true now: docs/corrections/corrections.json (facts) and <language>.json (words). */
import { languages, modules } from "../../course.config.ts";
import { formatFact, readFact, readSource, type Source } from "./facts.ts";
import { readJson } from "./read.ts";

const VERDICTS = ["outdated", "wrong", "misleading", "buggy", "incomplete"] as const;

export interface Correction {
  id: string;
  verdict: (typeof VERDICTS)[number];
  topic: string;
  /** Page of the lesson that treats it: "api/rest-api". */
  lesson?: string;
  claim: string;
  now: string;
  sources: Source[];
}

type Entry = Pick<Correction, "verdict" | "topic" | "lesson"> & { sources: string[] };

/** In the order of their ids; `{fact:<id>}` in a text is replaced by the fact. Throws, naming what is missing. */
export function readCorrections(language: string): Correction[] {
  const entries = readJson<Record<string, Entry>>("docs/corrections/corrections.json");
  const words = readJson<Record<string, { claim: string; now: string }>>(`docs/corrections/${language}.json`);
  return Object.entries(entries).map(([id, entry]) => {
    const text = words[id];
    if (!text?.claim || !text.now) throw new Error(`docs/corrections/${language}.json has no claim and now for ${id}`);
    if (!VERDICTS.includes(entry.verdict))
      throw new Error(
        `docs/corrections/corrections.json: ${id} has the verdict "${entry.verdict}"; one of ${VERDICTS.join(", ")}`,
      );
    if (!entry.sources.length) throw new Error(`docs/corrections/corrections.json: ${id} names no source`);
    if (
      entry.lesson &&
      !modules.some(({ slug, lessons }) => lessons.some((lesson) => `${slug}/${lesson.slug}` === entry.lesson))
    )
      throw new Error(
        `docs/corrections/corrections.json: ${id} names a lesson ${entry.lesson} that course.config.ts does not have`,
      );
    return {
      id,
      ...entry,
      claim: text.claim,
      now: withFacts(text.now, language),
      sources: entry.sources.map(readSource),
    };
  });
}

function withFacts(text: string, language: string): string {
  return text.replace(/\{fact:([a-zA-Z0-9-]+)\}/g, (_, id: string) => formatFact(readFact(id, language), language));
}

export function correctionProblems(): string[] {
  return languages.flatMap(({ code }) => {
    try {
      readCorrections(code);
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  });
}
