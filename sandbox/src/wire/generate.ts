import type { NormalizedSchema } from "@smithy/core/schema";
import { structureOf, traitsOf, type MemberTraits } from "./schema.ts";

/** A repeatable source of numbers below `n`. */
export type Random = (n: number) => number;

export function createRandom(seed: number): Random {
  let state = seed;
  return (n) => (state = (state * 1103515245 + 12345) & 0x7fffffff) % n;
}

const TEXTS = ["plain", "a b/c", "é-中文", "x&y<z>", "q=1", "Đặng"];
const HEADER_TEXTS = ["plain", "val", "abc-1", "x.y"];
const MAX_DEPTH = 9;

type Place = "header" | "label" | "query" | "code" | "body";

/** A value of a shape: what it needs, some of what it may have, texts that have to be escaped. For round-trip tests. */
export function generate(ref: NormalizedSchema, random: Random, depth = 0, place: Place = "body"): unknown {
  const traits = traitsOf(ref) as MemberTraits & { mediaType?: string };
  if (traits.mediaType === "application/json") return JSON.stringify({ a: 1 });
  if (ref.isUnionSchema()) return generateUnion(ref, random, depth);
  if (ref.isStructSchema()) return generateStructure(ref, random, depth);
  if (ref.isListSchema())
    return depth > MAX_DEPTH - 1
      ? []
      : Array.from({ length: 1 + random(2) }, () => generate(ref.getValueSchema(), random, depth + 1, place));
  if (ref.isMapSchema()) {
    const keys = ["k1", place === "body" ? "ké" : "k2"].slice(0, 1 + random(2));
    return Object.fromEntries(keys.map((key) => [key, generate(ref.getValueSchema(), random, depth + 1, place)]));
  }
  if (ref.isTimestampSchema()) return new Date(1_700_000_000_000 + random(1000) * 1000);
  if (ref.isBlobSchema()) return new Uint8Array(Buffer.from(`bin\u0001${random(99)}`));
  if (ref.isBooleanSchema()) return random(2) === 1;
  if (place === "code") return 200;
  if (ref.isNumericSchema()) return 1 + random(5);
  if (ref.isBigIntegerSchema()) return 5n;
  if (ref.isDocumentSchema()) return { a: 1, b: ["x"] };
  const texts = place === "header" || place === "label" ? HEADER_TEXTS : TEXTS;
  return texts[random(texts.length)];
}

function generateUnion(ref: NormalizedSchema, random: Random, depth: number): unknown {
  const members = [...ref.structIterator()];
  const flat = members.filter(([, member]) => depth < 3 || !member.isStructSchema());
  const choice = flat.length ? flat : members;
  if (depth > MAX_DEPTH - 2) return {};
  const [name, member] = choice[random(choice.length)]!;
  return { [name]: generate(member, random, depth + 1) };
}

function generateStructure(ref: NormalizedSchema, random: Random, depth: number): unknown {
  const members = [...ref.structIterator()];
  const required = structureOf(ref)[6] ?? 0;
  const value: Record<string, unknown> = {};
  members.forEach(([name, member], index) => {
    const isOptional = !member.isIdempotencyToken() && index >= required;
    if (isOptional && (depth > 3 || random(100) > (depth === 0 ? 70 : 40))) return;
    if (depth > MAX_DEPTH) return;
    value[name] = generate(member, random, depth + 1, placeOf(traitsOf(member)));
  });
  // An empty structure does not survive XML and query; give it one simple member.
  if (!Object.keys(value).length && depth > 0 && depth < MAX_DEPTH && members.length) {
    const isSimple = (member: NormalizedSchema): boolean =>
      !member.isStructSchema() && !member.isListSchema() && !member.isMapSchema();
    const [name, member] = members.find(([, candidate]) => isSimple(candidate)) ?? members[0]!;
    value[name] = generate(member, random, depth + 1);
  }
  return value;
}

function placeOf(traits: MemberTraits): Place {
  if (traits.httpLabel) return "label";
  if (traits.httpHeader || traits.httpPrefixHeaders !== undefined || traits.httpQueryParams) return "header";
  if (traits.httpQuery) return "query";
  return traits.httpResponseCode ? "code" : "body";
}
