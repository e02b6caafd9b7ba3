/** One view for all simulators: settings to a guess, a guess to a result. Components/Simulator.astro has the markup. */
import { formatNumber as formatTyped, parseNumber } from "../../lib/quiz/number.ts";
import type {
  Facts,
  NumberSetting,
  Outcome,
  Sentence,
  Setting,
  Shown,
  Simulator,
  State,
} from "../../simulators/define.ts";
import { speaker } from "../../simulators/say.ts";
import { cut, fit, initialState, readState, writeState, type Repair } from "../../simulators/state.ts";
import { h } from "../progress/dom.ts";
import { dataOf } from "../progress/words.ts";
import { chartOf, tableOf } from "./picture.ts";

const SLIDER = 100;
/** Browsers refuse to write the address too often: while a slider moves it waits. */
const ADDRESS_MS = 400;

export function startSimulator(root: HTMLElement, definition: Simulator): void {
  new View(root, definition);
}

class View {
  readonly #root: HTMLElement;
  readonly #id: string;
  readonly #simulator: Simulator;
  readonly #facts: Facts;
  readonly #settings: Readonly<Record<string, Setting>>;
  readonly #tag: string;
  readonly #say: (sentence: Sentence) => string;
  #state: State;
  #isShown = false;
  #stop: () => void = () => {};
  #addressTimer: number | undefined;
  #frame = 0;

  constructor(root: HTMLElement, simulator: Simulator) {
    this.#root = root;
    this.#id = root.dataset["simulator"]!;
    this.#tag = root.dataset["tag"]!;
    this.#simulator = simulator;
    this.#facts = dataOf<Facts>(root, "facts");
    this.#settings = simulator.settings(this.#facts);
    this.#say = speaker(dataOf(root, "words"), this.#tag);

    const { state, repairs } = readState(
      this.#id,
      this.#settings,
      simulator.isSeeded,
      new URLSearchParams(location.search),
    );
    const { state: possible, notes } = simulator.reconcile(state, this.#facts);
    this.#state = possible;
    this.#find("[data-repairs]").textContent = [
      ...repairs.map((repair) => this.#repairText(repair)),
      ...notes.map(this.#say),
    ].join("\n");
    if (repairs.length || notes.length) this.#writeAddress();

    for (const [name, setting] of Object.entries(this.#settings)) this.#connect(name, setting);
    for (const button of root.querySelectorAll<HTMLElement>("[data-case]"))
      button.addEventListener("click", () => this.#take(button.dataset["case"]!));
    root.querySelector("[data-do=seed]")?.addEventListener("click", () => {
      this.#change({ seed: (this.#state.seed % 9999) + 1 });
      this.#announce("simulator.seeded", { seed: this.#state.seed });
    });
    this.#find("[data-do=again]").addEventListener("click", () => {
      this.#hide();
      this.#find("[data-guess] input").focus();
    });
    this.#find("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#answer();
    });
    this.#paintSettings();
  }

  #find<Found extends HTMLElement = HTMLElement>(selector: string): Found {
    return this.#root.querySelector<Found>(selector)!;
  }

  #word(key: string, values: Sentence["values"] = {}): string {
    return this.#say({ key, values });
  }

  // Settings

  #connect(name: string, setting: Setting): void {
    const box = this.#find(`[data-setting="${name}"]`);
    if (setting.kind === "choice") {
      const select = box.querySelector("select")!;
      select.addEventListener("change", () => this.#change({ [name]: select.value }));
      return;
    }
    if (setting.kind === "text") {
      const area = box.querySelector("textarea")!;
      area.addEventListener("input", () => this.#change({ [name]: cut(setting, area.value).value }, ADDRESS_MS));
      return;
    }
    const field = box.querySelector<HTMLInputElement>("input[type=text]")!;
    const slider = box.querySelector<HTMLInputElement>("input[type=range]")!;
    const message = box.querySelector(".message")!;
    field.addEventListener("change", () => {
      const number = parseNumber(field.value, this.#tag);
      if (number === undefined) {
        message.textContent = this.#word("simulator.need.number", { n: setting.initial });
        return;
      }
      const { value, problem } = fit(setting, number);
      const label = { word: `settings.${name}.label` };
      this.#change({ [name]: value });
      message.textContent = problem ? this.#word(`simulator.field.${problem}`, { label, n: value }) : "";
    });
    slider.addEventListener("input", () => {
      message.textContent = "";
      const current = Number(this.#state[name]);
      const position = Number(slider.value);
      const value = fit(setting, fromSlider(setting, position)).value;
      // Every move of the slider changes something, also where two of its positions mean the same value.
      const way = Math.sign(position - toSlider(setting, current));
      this.#change(
        { [name]: value === current ? fit(setting, current + way * setting.step).value : value },
        ADDRESS_MS,
      );
    });
    slider.addEventListener("change", () => this.#writeAddress());
  }

  #change(changes: Partial<State>, addressMs = 0): void {
    const { state, notes } = this.#simulator.reconcile({ ...this.#state, ...changes } as State, this.#facts);
    this.#state = state;
    this.#find("[data-repairs]").textContent = notes.map(this.#say).join("\n");
    this.#paintSettings();
    this.#writeAddress(addressMs);
    if (this.#isShown) this.#paintSoon();
  }

  /** A prepared case is a new question: its result waits for a guess. */
  #take(name: string): void {
    const state = { ...initialState(this.#settings), ...this.#simulator.cases(this.#facts)[name] };
    this.#hide();
    this.#change(state);
  }

  #paintSettings(): void {
    for (const [name, setting] of Object.entries(this.#settings)) {
      const box = this.#find(`[data-setting="${name}"]`);
      const value = this.#state[name]!;
      if (setting.kind === "choice") {
        box.querySelector("select")!.value = String(value);
        continue;
      }
      if (setting.kind === "text") {
        const area = box.querySelector("textarea")!;
        // The caret stays where the reader has it.
        if (area.value !== value) area.value = String(value);
        continue;
      }
      const shown = formatTyped(Number(value), this.#tag);
      box.querySelector<HTMLInputElement>("input[type=text]")!.value = shown;
      const slider = box.querySelector<HTMLInputElement>("input[type=range]")!;
      // The slider that is being moved stays where the reader has it.
      if (fit(setting, fromSlider(setting, Number(slider.value))).value !== value)
        slider.value = String(toSlider(setting, Number(value)));
      slider.setAttribute("aria-valuetext", shown);
    }
    const seed = this.#root.querySelector<HTMLElement>("[data-do=seed]");
    if (seed) seed.hidden = !this.#simulator.usesSeed(this.#state);
    const cases = this.#simulator.cases(this.#facts);
    for (const button of this.#root.querySelectorAll<HTMLElement>("[data-case]")) {
      const its: Record<string, unknown> = { ...initialState(this.#settings), ...cases[button.dataset["case"]!] };
      const isThis = Object.keys(this.#settings).every((name) => its[name] === this.#state[name]);
      button.setAttribute("aria-pressed", String(isThis));
    }
  }

  #writeAddress(afterMs = 0): void {
    clearTimeout(this.#addressTimer);
    this.#addressTimer = undefined;
    if (afterMs > 0) {
      this.#addressTimer = window.setTimeout(() => this.#writeAddress(), afterMs);
      return;
    }
    const url = new URL(location.href);
    writeState(this.#id, this.#settings, this.#simulator.isSeeded, this.#state, url.searchParams);
    history.replaceState(history.state, "", url);
  }

  #repairText(repair: Repair): string {
    if (repair.kind === "unknown") return this.#word("simulator.repair.unknown");
    const { setting: name, kind } = repair;
    const setting = this.#settings[name];
    const value = this.#state[name]!;
    return this.#word(`simulator.repair.${kind}`, {
      label: { word: setting ? `settings.${name}.label` : "simulator.seed-label" },
      value:
        typeof value === "number"
          ? value
          : setting?.kind === "text"
            ? { text: `${value.slice(0, 20)} …` }
            : { word: `settings.${name}.options.${value}` },
    });
  }

  // The guess

  #guesses(): Record<string, number | string> | undefined {
    const guesses: Record<string, number | string> = {};
    for (const { id, kind } of this.#simulator.predictions) {
      const box = this.#find(`[data-prediction="${id}"]`);
      const input = box.querySelector<HTMLInputElement>(kind === "number" ? "input" : "input:checked");
      const value = kind === "number" ? parseNumber(input!.value, this.#tag) : input?.value;
      if (value !== undefined) {
        guesses[id] = value;
        continue;
      }
      this.#find("[data-need]").textContent = this.#word(
        kind === "number" ? "simulator.need.number" : "simulator.need.guess",
        { n: 300 },
      );
      box.querySelector("input")!.focus();
      return undefined;
    }
    return guesses;
  }

  #answer(): void {
    const guesses = this.#guesses();
    if (!guesses) return;
    this.#find("[data-need]").textContent = "";
    this.#isShown = true;
    const outcome = this.#run();
    this.#find(".verdicts").replaceChildren(
      ...this.#simulator.predictions.map((prediction) => {
        const { id } = prediction;
        const guess = guesses[id]!;
        const right = outcome.answers[id]!;
        const isRight =
          prediction.kind === "number"
            ? Math.abs(Number(guess) - Number(right)) <= Number(right) * prediction.tolerance
            : guess === right;
        const shown = (value: number | string): Shown =>
          typeof value === "number" ? value : { word: `predictions.${id}.options.${value}` };
        return h(
          "li",
          { "data-verdict": isRight ? "right" : "wrong" },
          h("span", { class: "hint" }, this.#word(`predictions.${id}.prompt`)),
          h(
            "span",
            {},
            this.#word(isRight ? "simulator.right" : "simulator.wrong", { guess: shown(guess), right: shown(right) }),
          ),
        );
      }),
    );
    this.#setGuessing(false);
    this.#paint(outcome);
    this.#find(".summary").focus();
  }

  #hide(): void {
    this.#isShown = false;
    this.#stop();
    this.#setGuessing(true);
    for (const input of this.#root.querySelectorAll<HTMLInputElement>("[data-guess] input"))
      if (input.type === "radio") input.checked = false;
      else input.value = "";
    this.#find("[data-need]").textContent = "";
  }

  #setGuessing(isGuessing: boolean): void {
    this.#find("[data-guess]").hidden = !isGuessing;
    this.#find(".result").hidden = isGuessing;
  }

  // The result

  #run(): Outcome {
    return this.#simulator.run(this.#state, this.#facts);
  }

  #paintSoon(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      // The guess was about other settings.
      this.#find(".verdicts").replaceChildren();
      this.#paint(this.#run());
      this.#announceText(this.#find(".summary").textContent);
    });
  }

  #paint({ summary, figures, chart, table, trace }: Outcome): void {
    this.#stop();
    this.#find(".summary").textContent = this.#say(summary);
    this.#find(".figures").replaceChildren(
      ...figures.map(({ id, value, tone }) =>
        h(
          "div",
          {},
          h("dt", {}, this.#word(`figures.${id}`)),
          h("dd", tone ? { "data-tone": tone } : {}, this.#say(value)),
        ),
      ),
    );
    const picture = this.#find(".picture");
    picture.replaceChildren();
    if (chart) {
      const { element, stop } = chartOf(chart, this.#say, this.#tag);
      picture.append(element);
      this.#stop = stop;
    }
    if (table) picture.append(tableOf(table, this.#say));
    this.#find(".trace ol").replaceChildren(...trace.map((sentence) => h("li", {}, this.#say(sentence))));
  }

  #announce(key: string, values: Sentence["values"]): void {
    this.#announceText(this.#word(key, values));
  }

  #announceText(text: string): void {
    this.#find("[data-live]").textContent = text;
  }
}

/** Equal steps of the slider add; on a logarithmic one they multiply. */
function fromSlider({ min, max, step, isLog }: NumberSetting, position: number): number {
  if (position <= 0) return min;
  if (position >= SLIDER) return max;
  if (!isLog) return min + ((max - min) * position) / SLIDER;
  const value = min + step * (Math.exp((Math.log((max - min) / step + 1) * position) / SLIDER) - 1);
  return roundish(value);
}

function toSlider({ min, max, step, isLog }: NumberSetting, value: number): number {
  if (!isLog) return ((value - min) / (max - min)) * SLIDER;
  return (Math.log((value - min) / step + 1) / Math.log((max - min) / step + 1)) * SLIDER;
}

/** Two digits are enough for a slider: 1,200 instead of 1,187. */
function roundish(value: number): number {
  if (value === 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1);
  return Math.round(value / unit) * unit;
}
