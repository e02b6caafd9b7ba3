import type { Sentence, Shown } from "./define.ts";

/** Texts and numbers of a language for the sentences of an outcome. */
export function speaker(words: Readonly<Record<string, string>>, tag: string): (sentence: Sentence) => string {
  const show = (value: Shown, values: Sentence["values"]): string => {
    if (typeof value === "number") return formatNumber(value, tag);
    if ("text" in value) return value.text;
    if ("word" in value) return say({ key: value.word, ...(values && { values }) });
    if ("share" in value) {
      // A small share is not none.
      const digits = value.share > 0 && value.share < 0.0995 ? 1 : 0;
      const share = value.share > 0 ? Math.max(value.share, 0.001) : 0;
      return new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: digits }).format(share);
    }
    return new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value.money);
  };
  const say = ({ key, values = {} }: Sentence): string => {
    const text = words[key];
    if (text === undefined) throw new Error(`the simulator has no text for ${key}`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      const value = values[name];
      return value === undefined ? "" : show(value, values);
    });
  };
  return say;
}

/** No more digits than say something: 8,000 · 12.35 · 0.145. */
export function formatNumber(value: number, tag: string): string {
  const digits = Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 1 ? 2 : 3;
  return new Intl.NumberFormat(tag, { maximumFractionDigits: digits }).format(value);
}
