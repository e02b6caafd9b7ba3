/** Simulators: docs/simulators/<id>/simulator.ts is the machine, <language>.json its words, rules.ts what AWS does. */
import { languages } from "../../course.config.ts";
import { simulators } from "../simulators/all.ts";
import type { Facts, Outcome, Sentence, Shown, Simulator } from "../simulators/define.ts";
import { initialState } from "../simulators/state.ts";
import { readFact } from "./facts.ts";
import { withFacts } from "./quiz/text.ts";
import { foldersIn, readJson } from "./read.ts";

/** Texts by path: `settings.rate.label`. */
type Words = Record<string, string>;

export function simulatorOf(id: string): Simulator {
  const simulator = simulators[id];
  if (!simulator)
    throw new Error(`<Simulator>: there is no simulator "${id}"; there are ${Object.keys(simulators).join(", ")}`);
  return simulator;
}

/** Numbers of docs/facts have their place in the texts already. */
export function simulatorWords(id: string, language: string): Words {
  const words: Words = {};
  const walk = (value: unknown, path: string): void => {
    if (typeof value === "string") words[path] = withFacts(value, language);
    else for (const [key, inner] of Object.entries(value as object)) walk(inner, path ? `${path}.${key}` : key);
  };
  walk(readJson(`docs/simulators/${id}/${language}.json`), "");
  return words;
}

export function factsFor({ facts }: Simulator): Facts {
  return Object.fromEntries(facts.map((id) => [id, readFact(id, languages[0]!.code).value]));
}

/** The first case, for readers without JavaScript. */
export function firstOutcome(simulator: Simulator): Outcome {
  const facts = factsFor(simulator);
  return simulator.run(initialState(simulator.settings(facts)), facts);
}

export function simulatorProblems(): string[] {
  const folders = foldersIn("docs/simulators");
  const known = Object.keys(simulators);
  return [
    ...folders.filter((id) => !known.includes(id)).map((id) => `docs/simulators/all.ts: ${id} is missing`),
    ...known.filter((id) => !folders.includes(id)).map((id) => `docs/simulators/all.ts: there is no folder ${id}`),
    ...known
      .filter((id) => folders.includes(id))
      .flatMap((id) => {
        try {
          return problemsOf(id);
        } catch (error) {
          return [`docs/simulators/${id}: ${(error as Error).message}`];
        }
      }),
  ];
}

function problemsOf(id: string): string[] {
  const simulator = simulatorOf(id);
  const facts = factsFor(simulator);
  const settings = simulator.settings(facts);
  const problems: string[] = [];
  const grouped = Object.values(simulator.groups).flat();
  for (const name of Object.keys(settings))
    if (!grouped.includes(name))
      problems.push(`docs/simulators/${id}/simulator.ts: no group shows the setting ${name}`);

  const needed = new Set([
    "title",
    "intro",
    "static",
    "note",
    ...Object.keys(simulator.groups).map((name) => `groups.${name}`),
    ...Object.keys(simulator.cases(facts)).map((name) => `cases.${name}`),
    ...Object.entries(settings).flatMap(([name, setting]) => [
      `settings.${name}.label`,
      ...(setting.kind === "choice" ? setting.options.map((option) => `settings.${name}.options.${option}`) : []),
    ]),
    ...simulator.predictions.flatMap((prediction) => [
      `predictions.${prediction.id}.prompt`,
      ...(prediction.kind === "choice"
        ? prediction.options.map((option) => `predictions.${prediction.id}.options.${option}`)
        : []),
    ]),
  ]);
  const outcomes = Object.values(simulator.cases(facts)).map((changes) =>
    simulator.run({ ...initialState(settings), ...changes }, facts),
  );
  for (const outcome of outcomes) for (const key of wordsOf(outcome)) needed.add(key);

  for (const { code } of languages) {
    const words = simulatorWords(id, code);
    for (const key of needed) if (!words[key]) problems.push(`docs/simulators/${id}/${code}.json: ${key} is missing`);
  }
  return problems;
}

function wordsOf({ summary, figures, chart, table, trace }: Outcome): string[] {
  const sentences: Sentence[] = [
    summary,
    ...figures.map(({ value }) => value),
    ...(chart ? [...chart.times, ...chart.readouts] : []),
    ...(table?.rows.flatMap(({ head, note, cells }) => [
      head,
      ...(note ? [note] : []),
      ...cells.flatMap(({ texts }) => texts),
    ]) ?? []),
    ...trace,
  ];
  const isWord = (value: Shown): value is { word: string } => typeof value === "object" && "word" in value;
  return [
    ...sentences.flatMap(({ key, values = {} }) => [
      key,
      ...Object.values(values)
        .filter(isWord)
        .map(({ word }) => word),
    ]),
    ...figures.map(({ id }) => `figures.${id}`),
    ...(chart ? ["chart", ...chart.series.map(({ id }) => `series.${id}`)] : []),
    ...(table?.columns.map((id) => `columns.${id}`) ?? []),
  ];
}
