import { languages, modules, type Language } from "../../../course.config.ts";
import { readFact } from "../facts.ts";
import { readJson } from "../read.ts";
import { root } from "../root.ts";
import { readRegion, type Region } from "../source.ts";

/** What a quiz refers to; the unit tests give their own. */
export interface Course {
  /** Holds quizzes/ and docs/. */
  root: string;
  /** The first is the one that the others are translated from. */
  languages: Pick<Language, "code" | "tag">[];
  modules: { slug: string; lessons: { slug: string }[]; hasReview?: true }[];
  /** These two throw, naming what is missing. */
  readRegion(file: string, region: string): Region;
  readFact(id: string): { value: number; unit: string };
  /** Unit -> language -> text with `{{n}}`. */
  units(): Record<string, Record<string, string>>;
}

export const course: Course = {
  root,
  languages,
  modules,
  readRegion,
  readFact: (id) => readFact(id, languages[0]!.code),
  units: () => readJson("docs/facts/units.json"),
};
