/**
 * What a simulator is: settings, a guess, and a pure function from the settings to what is shown. No DOM and no words here:
 * components/Simulator.astro and client/simulator/ show any simulator, <language>.json has its words.
 */

export interface NumberSetting {
  kind: "number";
  min: number;
  max: number;
  initial: number;
  /** Values are multiples of it. */
  step: number;
  /** Equal steps of the slider multiply instead of adding. */
  isLog?: boolean;
}

export interface ChoiceSetting {
  kind: "choice";
  options: readonly string[];
  initial: string;
}

/** A text of several lines, such as JSON. */
export interface TextSetting {
  kind: "text";
  initial: string;
  /** Characters. */
  max: number;
}

export type Setting = NumberSetting | ChoiceSetting | TextSetting;
export type Settings = Readonly<Record<string, Setting>>;

type StateOf<S extends Settings> = {
  [Name in keyof S]: S[Name] extends { options: readonly (infer Option)[] }
    ? Option
    : S[Name] extends { kind: "text" }
      ? string
      : number;
};
/** The value of each setting, and the seed. */
export type State = Record<string, number | string> & { seed: number };

/** A guess that the reader states before the result is shown. */
export type Prediction =
  | {
      id: string;
      kind: "number";
      /** Shares of the right number by which a guess may miss and still be right. */ tolerance: number;
    }
  | { id: string; kind: "choice"; options: readonly string[] };

/** A text of <language>.json by its path, with what stands in its placeholders. */
export interface Sentence {
  key: string;
  values?: Readonly<Record<string, Shown>>;
}
/** A number, an amount of money, a share of 1, another text with the same values in its placeholders, or what the reader or AWS wrote, as it stands. */
export type Shown = number | { money: number } | { share: number } | { word: string } | { text: string };

export interface Chart {
  /** One value per step of time; all series have the same length. */
  series: { id: string; style: "area" | "line" | "limit"; values: number[] }[];
  /** What a step is, in words: "12 s". */
  times: Sentence[];
  /** The same per step in words, under the picture. */
  readouts: Sentence[];
}

interface Row {
  head: Sentence;
  note?: Sentence;
  isCurrent?: boolean;
  cells: { texts: Sentence[]; /** Length of a bar, 0 to 1. */ bar?: number; tone?: "good" | "bad" }[];
}

export interface Outcome {
  answers: Record<string, number | string>;
  /** Said first, and to a screen reader. */
  summary: Sentence;
  figures: { id: string; value: Sentence; tone?: "bad" }[];
  chart?: Chart;
  table?: { columns: string[]; rows: Row[] };
  /** The same in words, step by step. */
  trace: Sentence[];
}

export interface Simulator {
  /** Ids of docs/facts that the rules calculate with. */
  facts: readonly string[];
  /** Whether anything in it is random; the seed then stands in the address. */
  isSeeded: boolean;
  /** Whether another seed would change anything. */
  usesSeed(state: State): boolean;
  predictions: readonly Prediction[];
  settings(facts: Facts): Settings;
  /** Names of settings, in the order in which they are shown. */
  groups: Readonly<Record<string, readonly string[]>>;
  /** Prepared settings; what a case does not name has its initial value. */
  cases(facts: Facts): Record<string, Record<string, number | string>>;
  /** Settings that contradict each other; `notes` tells the reader what was changed. */
  reconcile(state: State, facts: Facts): { state: State; notes: Sentence[] };
  run(state: State, facts: Facts): Outcome;
}

/** Values of docs/facts by id. */
export type Facts = Readonly<Record<string, number>>;

/** Gives `run` and the others the types of the facts and settings that the definition names; `settings` has to stand before them. */
export function defineSimulator<const Fact extends string, const S extends Settings>(definition: {
  facts: readonly Fact[];
  isSeeded?: boolean;
  usesSeed?(state: StateOf<S>): boolean;
  predictions: readonly Prediction[];
  settings(facts: Readonly<Record<Fact, number>>): S;
  groups: Readonly<Record<string, readonly (keyof S & string)[]>>;
  cases(facts: Readonly<Record<Fact, number>>): Record<string, Partial<StateOf<S>>>;
  reconcile?(
    state: StateOf<S> & { seed: number },
    facts: Readonly<Record<Fact, number>>,
  ): { state: StateOf<S> & { seed: number }; notes: Sentence[] };
  run(state: StateOf<S> & { seed: number }, facts: Readonly<Record<Fact, number>>): Outcome;
}): Simulator {
  return {
    isSeeded: false,
    usesSeed: () => true,
    reconcile: (state: State) => ({ state, notes: [] }),
    ...definition,
  } as unknown as Simulator;
}
