/** The intrinsic functions: https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html (2026-11) */
import type { Host } from "../host.ts";
import { isObject, type Json } from "../../../../core/json.ts";
import * as arrays from "./arrays.ts";
import { arrayOf, integerOf, IntrinsicFailure, javaText, textOf } from "./values.ts";

type Intrinsic = (values: Json[], host: Host) => Json;

interface Definition {
  /** How many arguments it takes, at least and at most. */
  arity: [number, number];
  run: Intrinsic;
}

const define = (min: number, max: number, run: Intrinsic): Definition => ({ arity: [min, max], run });
const MAX_ENCODED = 10_000;
const HASH_ALGORITHMS: Record<string, string> = {
  MD5: "md5",
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
};

/** States.Format is not here: it needs its first argument as written. */
export const FUNCTIONS: Record<string, Definition> = {
  "States.Array": define(0, Infinity, (values) => values),
  "States.ArrayPartition": define(2, 2, ([array, size]) => arrays.partition(array, size)),
  "States.ArrayContains": define(2, 2, ([array, value]) => arrays.contains(array, value)),
  "States.ArrayRange": define(3, 3, ([first, last, step]) => arrays.range(first, last, step)),
  "States.ArrayGetItem": define(2, 2, ([array, index]) => arrays.getItem(array, index)),
  "States.ArrayLength": define(1, 1, ([array]) => arrayOf(array).length),
  "States.ArrayUnique": define(1, 1, ([array]) => arrays.unique(array)),
  "States.Base64Encode": define(1, 1, ([text]) => encodeBase64(limited(textOf(text)))),
  "States.Base64Decode": define(1, 1, ([text]) => decodeBase64(limited(textOf(text)))),
  "States.Hash": define(2, 2, ([value, algorithm], host) => {
    const name = HASH_ALGORITHMS[textOf(algorithm)];
    if (name === undefined) throw new IntrinsicFailure(`unknown algorithm ${textOf(algorithm)}`);
    return host.hash(limited(typeof value === "string" ? value : JSON.stringify(value)), name);
  }),
  "States.JsonMerge": define(3, 3, ([first, second, deep]) => {
    if (deep !== false) throw new IntrinsicFailure("only the shallow merging mode is supported");
    if (!isObject(first) || !isObject(second)) throw new IntrinsicFailure("expected two objects");
    return { ...first, ...second };
  }),
  "States.JsonToString": define(1, 1, ([value]) => JSON.stringify(value)),
  "States.StringToJson": define(1, 1, ([text]) => parseJson(textOf(text))),
  "States.MathRandom": define(2, 3, ([start, end, seed], host) => {
    const [from, to] = [integerOf(start), integerOf(end)];
    const random = seed === undefined ? host.random() : seeded(integerOf(seed));
    return from + Math.floor(random * (to - from));
  }),
  "States.MathAdd": define(2, 2, ([a, b]) => integerOf(a) + integerOf(b)),
  "States.StringSplit": define(2, 2, ([text, splitter]) => split(textOf(text), textOf(splitter))),
  "States.UUID": define(0, 0, (_, host) => host.uuid()),
};

/** Each character of the splitter separates; nothing stands between two that follow one another. */
function split(text: string, splitter: string): string[] {
  if (splitter === "") return [text];
  const parts: string[] = [""];
  for (const char of text)
    if (splitter.includes(char)) parts.push("");
    else parts[parts.length - 1] += char;
  return parts.filter((part) => part !== "");
}

/** Puts the values at the places {} of a template; \{ \} \' and \\ are the characters themselves. */
export function format(template: string, values: Json[]): string {
  let used = 0;
  const text = template.replaceAll(/\\(.)|\{\}/gs, (_, escaped: string | undefined) =>
    escaped === undefined ? javaText(values[used++] ?? null) : escaped,
  );
  if (used !== values.length)
    throw new IntrinsicFailure(`number of arguments do not match the occurrences of {}: ${template}`);
  return text;
}

function limited(text: string): string {
  if (text.length > MAX_ENCODED) throw new IntrinsicFailure(`the input is longer than ${MAX_ENCODED} characters`);
  return text;
}

function encodeBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function decodeBase64(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
  } catch {
    throw new IntrinsicFailure("the input is not base64");
  }
}

function parseJson(text: string): Json {
  // As recorded.
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new IntrinsicFailure(`cannot parse ${text}`);
  }
}

/** The first number that java.util.Random gives for a seed: a linear congruential generator, whose upper 53 bits make a fraction. */
export function seeded(seed: number): number {
  const MULTIPLIER = 0x5deece66dn;
  const MASK = (1n << 48n) - 1n;
  let state = (BigInt(seed) ^ MULTIPLIER) & MASK;
  const next = (bits: bigint): bigint => {
    state = (state * MULTIPLIER + 0xbn) & MASK;
    return state >> (48n - bits);
  };
  return Number((next(26n) << 27n) + next(27n)) / 2 ** 53;
}
