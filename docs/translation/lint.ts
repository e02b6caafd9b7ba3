/** Rules for the prose of a language, from the course's style guide: only what a program can tell without doubt. */
import { CODE, OBJECT } from "./normal.ts";
import type { Glossary } from "./terms.ts";

interface Finding {
  /** In the text that was given. */
  index: number;
  what: string;
  fix: string;
}

interface Rule {
  /** Its first group, if it has one, is what the message shows. */
  pattern: RegExp;
  what: (found: string) => string;
  fix: string | ((found: string) => string);
}

const HAN = String.raw`\p{Script=Han}`;
/** A letter or digit of another script, or a code span. */
const LATIN = String.raw`[A-Za-z0-9${CODE}]`;
const FULL = "，。；：？！、（）《》";

const rules: Record<string, Rule[]> = {
  zh: [
    banned(["您"], "the learner is 你, or the sentence starts with the verb"),
    banned(["赋能", "打造", "助力", "一站式", "众所周知", "让我们"], "say plainly what happens"),
    banned(["「", "」", "『", "』"], "quotes are “ ”"),
    banned(["帐号", "登陆"], "a wrong character: 账号, 登录"),
    {
      pattern: new RegExp(`(?<=${HAN})[ \\n]?([,;:?!])|([,;:?!])(?=[ \\n]?${HAN})`, "gu"),
      what: (found) => `half-width “${found.trim()}” next to Chinese`,
      fix: (found) => `write “${"，；：？！"[",;:?!".indexOf(found.trim())]}” without a space`,
    },
    {
      pattern: new RegExp(`(?<=${HAN})\\.(?![A-Za-z0-9])|\\.(?=${HAN})`, "gu"),
      what: () => "half-width full stop next to Chinese",
      fix: "write “。”",
    },
    {
      pattern: new RegExp(`(?<=${HAN}[ \\n]?)[()]|[()](?=[ \\n]?${HAN})`, "gu"),
      what: (found) => `half-width bracket “${found}” next to Chinese`,
      fix: "write （ and ） without spaces, also around Latin",
    },
    {
      pattern: new RegExp(`(?<=${HAN})"|"(?=${HAN})`, "gu"),
      what: () => "straight quotation mark next to Chinese",
      fix: "write “ and ”",
    },
    {
      pattern: new RegExp(`${HAN}${LATIN}|${LATIN}${HAN}`, "gu"),
      what: (found) => `no space between Chinese and Latin, a digit or code: “${shown(found)}”`,
      fix: "put one space between them",
    },
    {
      pattern: new RegExp(`[ \\n]+[${FULL}]|[${FULL}][ \\n]+`, "gu"),
      what: (found) => `white space next to “${found.trim()}”${found.includes("\n") ? " (a line break is one)" : ""}`,
      fix: "remove it: full-width punctuation has its own space",
    },
    {
      pattern: new RegExp(`${HAN}\\n+${HAN}`, "gu"),
      what: (found) => `line break between “${found.at(0)}” and “${found.at(-1)}”, which shows as a space`,
      fix: "join the lines",
    },
  ],
  vi: [
    bannedWords(["các bạn", "anh em", "anh/chị", "chúng mình"], "the learner is bạn"),
    bannedWords(["mạnh mẽ", "tuyệt vời", "toàn diện", "thôi nào", "nhé"], "say plainly what happens"),
    {
      pattern: /(?<!\p{L})(?<!chúng )tôi(?!\p{L})/giu,
      what: (found) => `“${found}” as a pronoun`,
      fix: "the authors are chúng tôi, reader and text together chúng ta",
    },
    {
      pattern: /(?<![q\p{M}])(?:o[áàảãạéèẻẽẹ]|u[ýỳỷỹỵ])(?!\p{L})/giu,
      what: (found) => `tone mark on the second vowel: “${found}”`,
      fix: (found) => `write “${moveToneLeft(found)}”, as in hóa, khỏe, hủy`,
    },
    {
      pattern: /[óòỏõọ][ae](?=\p{L})|q[úùủũụ]\p{L}/giu,
      what: (found) => `tone mark on the first vowel: “${found}”`,
      fix: "before a further letter, and after q, it stands on the second: hoán, loại, quý",
    },
    {
      pattern: /[ \n][,.:;?!](?=[\s”)]|$)/gu,
      what: (found) => `space before “${found.trim()}”`,
      fix: "remove it",
    },
    {
      pattern: /(?<=\p{L})[,;](?=\p{L})/gu,
      what: (found) => `no space after “${found}”`,
      fix: "put one space after it",
    },
    {
      pattern: new RegExp(`[${FULL}「」]`, "gu"),
      what: (found) => `full-width “${found}”`,
      fix: "Vietnamese has half-width punctuation",
    },
    {
      pattern: /[\u0300\u0301\u0302\u0303\u0306\u0309\u031B\u0323]/gu,
      what: () => "a letter with a combining mark",
      fix: "save the text in Unicode NFC, one character per letter",
    },
  ],
};

/** Prose with CODE and OBJECT marks in; findings in the order of the text. */
export function lintProse(text: string, language: string, glossary: Glossary): Finding[] {
  const findings: Finding[] = [];
  const stars = text.indexOf("**");
  if (stars >= 0)
    findings.push({
      index: stars,
      what: "“**” that is shown as it stands",
      fix: "between letters and punctuation Markdown does not see bold: move the punctuation out, or put a space",
    });
  for (const { pattern, what, fix } of rules[language] ?? [])
    for (const match of text.matchAll(pattern)) {
      const found = match[1] ?? match[0];
      findings.push({ index: match.index, what: what(found), fix: typeof fix === "string" ? fix : fix(found) });
    }
  for (const ban of glossary.bans(language))
    for (const match of text.matchAll(language === "zh" ? pattern([ban.text]) : wordPattern([ban.text])))
      findings.push({
        index: match.index,
        what: `“${match[0]}” is banned by the glossary`,
        fix: `${ban.term} is “${glossary.headForms(ban.term, language).join(" / ")}”`,
      });
  return findings.toSorted((a, b) => a.index - b.index);
}

/** Text of a JSON file as prose: backticks, addresses and `call()` are code, `{{placeholders}}` unknown. */
export function proseOfText(text: string, fact: (id: string) => string | undefined): string {
  return text
    .replaceAll(/`[^`]*`|\b\w+\(\)/g, CODE)
    .replaceAll(/https?:\/\/[^\s，。；）]+/g, CODE)
    .replaceAll(/\{fact:([\w-]+)\}/g, (_, id: string) => fact(id) ?? OBJECT)
    .replaceAll(/\{\{[^}]*\}\}/g, OBJECT);
}

function banned(texts: string[], fix: string): Rule {
  return { pattern: pattern(texts), what: (found) => `“${found}” is banned`, fix };
}

function bannedWords(texts: string[], fix: string): Rule {
  return { pattern: wordPattern(texts), what: (found) => `“${found}” is banned`, fix };
}

function pattern(texts: string[], before = "", after = ""): RegExp {
  const choices = texts.map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)).join("|");
  return new RegExp(`${before}(?:${choices})${after}`, "giu");
}

/** Chinese has no word boundaries, so this is for the others. */
function wordPattern(texts: string[]): RegExp {
  return pattern(texts, String.raw`(?<!\p{L})`, String.raw`(?!\p{L})`);
}

function shown(found: string): string {
  return found.replaceAll(CODE, "`…`");
}

/** oá -> óa: the mark is one code point of the decomposed second letter. */
function moveToneLeft(pair: string): string {
  const [letter, ...marks] = pair.slice(1).normalize("NFD");
  return (pair[0] + marks.join("")).normalize("NFC") + letter;
}
