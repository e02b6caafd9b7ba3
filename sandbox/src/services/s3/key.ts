import * as errors from "./errors.ts";
import { KEY_BYTES } from "./limits.ts";

/** S3 sorts keys by their UTF-8 bytes. JavaScript's order differs only where surrogates meet U+E000-U+FFFF. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

export function checkKey(key: string): void {
  const size = Buffer.byteLength(key);
  if (size > KEY_BYTES) throw errors.keyTooLong(size, KEY_BYTES);
}

/** `encoding-type=url` in listings: as in form data, but with slashes left alone. */
export function urlEncode(text: string): string {
  return encodeURIComponent(text)
    .replaceAll("%20", "+")
    .replaceAll("%2F", "/")
    .replaceAll(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The encoder of a listing, after checking what was asked for. */
export function keyEncoder(encodingType: string | undefined): (text: string) => string {
  if (encodingType === undefined) return (text) => text;
  if (encodingType !== "url")
    throw errors.invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", encodingType);
  return urlEncode;
}
