/** From the reader's numbers to a bill. Components/Cost.astro has the markup; the rules are those of the build. */
import { FIELDS } from "../../lib/cost/architecture.ts";
import { billHtml } from "../../lib/cost/html.ts";
import { planOf, settingsOf, type Limits, type Preset, type Settings } from "../../lib/cost/settings.ts";
import { billText, type Basis } from "../../lib/cost/text.ts";
import { formatNumber, parseNumber } from "../../lib/quiz/number.ts";
import type { NumberSetting, State } from "../../simulators/define.ts";
import { fit, readState, writeState, type Repair } from "../../simulators/state.ts";
import { dataOf } from "../progress/words.ts";

const ID = "cost";
/** A screen reader hears the sum when the reader stops typing; browsers refuse to write the address too often. */
const PAUSE_MS = 500;

export function startCost(root: HTMLElement): void {
  new View(root);
}

class View {
  readonly #root: HTMLElement;
  readonly #tag: string;
  readonly #words: Record<string, string>;
  readonly #basis: Basis;
  readonly #settings: Settings;
  #state: State;
  #pause: number | undefined;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#tag = root.dataset["tag"]!;
    this.#words = dataOf(root, "words");
    const { basis, limits } = dataOf<{ basis: Basis; limits: Limits }>(root, "start");
    this.#basis = basis;
    this.#settings = settingsOf(root.dataset["lesson"] as Preset, limits);

    const { state, repairs } = readState(ID, this.#settings, false, new URLSearchParams(location.search));
    this.#state = state;
    this.#find("[data-repairs]").textContent = repairs.map((repair) => this.#repairText(repair)).join("\n");
    if (repairs.length) this.#writeAddress();
    for (const [name, setting] of Object.entries(this.#settings)) {
      if (setting.kind === "number") this.#connectNumber(name, setting);
      else
        this.#field(name).addEventListener("change", (event) =>
          this.#change({ [name]: (event.target as HTMLSelectElement).value }),
        );
    }
    this.#paintFields();
    this.#paintBill();
  }

  #find<Found extends HTMLElement = HTMLElement>(selector: string): Found {
    return this.#root.querySelector<Found>(selector)!;
  }

  #field(name: string): HTMLInputElement | HTMLSelectElement {
    return this.#find<HTMLInputElement>(`[data-setting="${name}"] :is(input, select)`);
  }

  #connectNumber(name: string, setting: NumberSetting): void {
    const field = this.#field(name);
    const message = this.#find(`[data-setting="${name}"] .message`);
    field.addEventListener("input", () => {
      const number = parseNumber(field.value, this.#tag);
      const fitting = number === undefined ? undefined : fit(setting, number);
      // Half a number on the way to a whole one is no mistake yet.
      if (!fitting || fitting.problem || fitting.value !== number) return;
      message.textContent = "";
      this.#change({ [name]: fitting.value });
    });
    field.addEventListener("change", () => {
      const number = parseNumber(field.value, this.#tag);
      if (number === undefined) {
        message.textContent = this.#say("simulator.need.number", { n: formatNumber(setting.initial, this.#tag) });
        return;
      }
      const { value, problem } = fit(setting, number);
      message.textContent = problem
        ? this.#say(`simulator.field.${problem}`, { n: formatNumber(value, this.#tag) })
        : "";
      field.value = formatNumber(value, this.#tag);
      this.#change({ [name]: value });
    });
  }

  #change(changes: Partial<State>): void {
    this.#state = { ...this.#state, ...changes } as State;
    this.#find("[data-repairs]").textContent = "";
    if ("architecture" in changes) this.#showFields();
    this.#paintBill();
    clearTimeout(this.#pause);
    this.#pause = window.setTimeout(() => {
      this.#writeAddress();
      this.#find("[data-live]").textContent = this.#find(".summary").textContent;
    }, PAUSE_MS);
  }

  #paintFields(): void {
    for (const name of Object.keys(this.#settings)) {
      const value = this.#state[name]!;
      this.#field(name).value = typeof value === "number" ? formatNumber(value, this.#tag) : value;
    }
    this.#showFields();
  }

  /** Only what matters for the architecture. */
  #showFields(): void {
    const { plan } = planOf(this.#state);
    const shown: readonly string[] = ["architecture", "region", ...FIELDS[plan.architecture]];
    for (const name of Object.keys(this.#settings))
      this.#find(`[data-setting="${name}"]`).hidden = !shown.includes(name);
  }

  #paintBill(): void {
    const { plan, region } = planOf(this.#state);
    // Texts of the course and numbers; nothing that a reader or an address wrote gets into it.
    this.#find("[data-bill]").innerHTML = billHtml(
      billText(plan, region, this.#basis, this.#words, this.#tag),
      this.#words,
    );
  }

  #writeAddress(): void {
    const url = new URL(location.href);
    writeState(ID, this.#settings, false, this.#state, url.searchParams);
    history.replaceState(history.state, "", url);
  }

  #repairText(repair: Repair): string {
    if (repair.kind === "unknown") return this.#say("cost.repair.unknown");
    const { setting, kind } = repair;
    const value = this.#state[setting]!;
    return this.#say(`cost.repair.${kind}`, {
      label: this.#say(`cost.setting.${setting}`),
      value: typeof value === "number" ? formatNumber(value, this.#tag) : this.#say(`cost.option.${setting}.${value}`),
    });
  }

  #say(key: string, values: Readonly<Record<string, string>> = {}): string {
    return this.#words[key]!.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? "");
  }
}
