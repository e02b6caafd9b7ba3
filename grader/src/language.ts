import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInstance, type i18n } from "i18next";
import { languages } from "../../course.config.ts";
import { UserError } from "./errors.ts";
import { root } from "./paths.ts";

export const languageCodes: string[] = languages.map((language) => language.code);

/** --lang, then SLAB_LANG, then the system's locale; English when none of them names a language of the course. An unknown --lang is refused. */
export function chooseLanguage(option: string | undefined, environment: NodeJS.ProcessEnv = process.env): string {
  if (option !== undefined) {
    const code = matchLanguage(option);
    if (!code) throw new UserError("unknownLanguage", { language: option, known: languageCodes.join(", ") });
    return code;
  }
  const wishes = [
    environment["SLAB_LANG"],
    environment["LC_ALL"] || environment["LC_MESSAGES"] || environment["LANG"],
    Intl.DateTimeFormat().resolvedOptions().locale,
  ];
  for (const wish of wishes) {
    const code = wish && matchLanguage(wish);
    if (code) return code;
  }
  return languageCodes[0]!;
}

/** zh-CN, zh_CN.UTF-8 and zh are all zh. */
function matchLanguage(locale: string): string | undefined {
  const primary = locale.toLowerCase().split(/[-_.@]/)[0];
  return languageCodes.find((code) => code === primary);
}

export type Translate = (key: string, values?: Record<string, string | number>) => string;

let instance: i18n | undefined;

/** Must be called once before `t`. A missing key is a fault of ours and throws. */
export function initLanguage(code: string): void {
  instance = createInstance();
  void instance.init({
    lng: code,
    fallbackLng: false,
    initAsync: false,
    resources: { [code]: { translation: readStrings(code) } },
    interpolation: { escapeValue: false },
  });
}

export function currentLanguage(): string {
  return instance?.language ?? languageCodes[0]!;
}

export const t: Translate = (key, values = {}) => {
  if (!instance?.exists(key, values)) throw new Error(`no text "${key}" in grader/strings/${currentLanguage()}.json`);
  return instance.t(key, values);
};

function readStrings(code: string): object {
  return JSON.parse(readFileSync(join(root, "grader", "strings", `${code}.json`), "utf8")) as object;
}
