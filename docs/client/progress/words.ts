import { dateText } from "../../lib/date-text.ts";

/** Texts, dates and numbers of the page's language for browser code. The texts come from the component: `<script type="application/json" data-words>`. */
export class Words {
  readonly #texts: Readonly<Record<string, string>>;
  readonly #tag: string;

  constructor(texts: Readonly<Record<string, string>>, tag: string) {
    this.#texts = texts;
    this.#tag = tag;
  }

  static of(element: Element): Words {
    return new Words(dataOf(element, "words"), document.documentElement.lang);
  }

  /** The text of a key with its values; `count` chooses among the plural forms `<key>_one` and `<key>_other`. */
  say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    const { count } = values;
    const form =
      typeof count === "number" && !(key in this.#texts)
        ? [new Intl.PluralRules(this.#tag).select(count), "other"].find((one) => `${key}_${one}` in this.#texts)
        : undefined;
    const text = this.#texts[form ? `${key}_${form}` : key];
    if (text === undefined) throw new Error(`the component hands over no text for ${key}`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = values[name];
      return typeof value === "number" ? this.number(value) : (value ?? "");
    });
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.#tag).format(value);
  }

  /** The day of an ISO time, where the reader is. */
  date(iso: string): string {
    return dateText(new Date(iso), this.#tag);
  }

  dateTime(iso: string): string {
    const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
    return dateText(new Date(iso), this.#tag, time);
  }
}

/** What a component hands to its script: `<script type="application/json" data-<name>>`. */
export function dataOf<T>(element: Element, name: string): T {
  return JSON.parse(element.querySelector(`script[data-${name}]`)?.textContent ?? "null") as T;
}
