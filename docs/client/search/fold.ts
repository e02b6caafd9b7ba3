/** How a search compares: without tone marks and case, đ as d, hyphens as spaces. */

/** đ is a letter of its own, not a d with a mark, so taking marks off leaves it. Pagefind takes marks off: to it we write đ as d and a mark that looks like the stroke. */
const STROKE = "\u0335";

export function strokeToMark(text: string): string {
  return text.replaceAll("đ", `d${STROKE}`).replaceAll("Đ", `D${STROKE}`);
}

export function markToStroke(text: string): string {
  return text.replaceAll(`d${STROKE}`, "đ").replaceAll(`D${STROKE}`, "Đ");
}

const SEPARATOR = /^[-\u2010-\u2015/·,;:!?()[\]{}"'“”‘’「」（），。；：！？、\s]$/u;
const folded = new Map<string, string>();

function foldCharacter(character: string): string {
  let result = folded.get(character);
  if (result === undefined) {
    result = SEPARATOR.test(character)
      ? " "
      : character.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll(/[đĐ]/g, "d").toLowerCase();
    folded.set(character, result);
  }
  return result;
}

export function fold(text: string): string {
  let result = "";
  for (const character of text.normalize("NFC")) result += foldCharacter(character);
  return result;
}

/** The folded text, and for each of its places the place in the text. The text must be in NFC. */
export function foldWithPlaces(text: string): { folded: string; places: number[] } {
  let result = "";
  const places: number[] = [];
  let place = 0;
  for (const character of text) {
    const part = foldCharacter(character);
    for (let index = 0; index < part.length; index++) places.push(place);
    result += part;
    place += character.length;
  }
  places.push(place);
  return { folded: result, places };
}

/** For comparing names: also without spaces and dots, so that time-out, "time out" and timeout are the same. */
export function compact(text: string): string {
  return fold(text).replaceAll(/[\s.&_]+/g, "");
}

/** Chinese is written without spaces. */
export function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}
