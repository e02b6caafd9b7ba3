import * as fc from "fast-check";
import { expect, test } from "vitest";
import { languages } from "../../../course.config.ts";
import { formatNumber, parseNumber } from "./number.ts";

const everywhere: [text: string, number: number | undefined][] = [
  ["29", 29],
  [" 29 ", 29],
  ["+29", 29],
  ["-3", -3],
  ["− 3", -3],
  ["0.2", 0.2],
  ["0,2", 0.2],
  [".5", 0.5],
  [",5", 0.5],
  ["5.", 5],
  ["1,50", 1.5],
  ["1.5", 1.5],
  ["0.200", 0.2],
  ["0,200", 0.2],
  ["0.0000166667", 0.0000166667],
  ["1,000,000", 1_000_000],
  ["1.000.000", 1_000_000],
  ["1 000 000", 1_000_000],
  ["1\u00a0000\u202f000", 1_000_000],
  ["1'000'000", 1_000_000],
  ["1_000_000", 1_000_000],
  ["1,234.5", 1234.5],
  ["1.234,5", 1234.5],
  ["1 234,5", 1234.5],
  ["1000", 1000],
  ["10000", 10_000],
  ["２９", 29],
  ["１，０００，０００", 1_000_000],
  ["0。5", 0.5],
  ["", undefined],
  ["-", undefined],
  [".", undefined],
  ["about 5", undefined],
  ["5 x", undefined],
  ["1e3", undefined],
  ["0x1f", undefined],
  ["1/2", undefined],
  ["1,00,0", undefined],
  ["1.2.3", undefined],
  ["1.2.3,4", undefined],
  ["1,234.567.8", undefined],
  ["5 6", undefined],
  ["--5", undefined],
  ["Infinity", undefined],
  ["9".repeat(400), undefined],
];

test.each(languages)("in $code, what can be read in one way only", ({ tag }) => {
  for (const [text, number] of everywhere) expect(parseNumber(text, tag), JSON.stringify(text)).toBe(number);
});

test.each([
  ["en", "1,000", 1000],
  ["en", "1.000", 1],
  ["en", "12,345", 12_345],
  ["en", "12.345", 12.345],
  ["zh-CN", "1,000", 1000],
  ["zh-CN", "１，０００", 1000],
  ["zh-CN", "1.000", 1],
  ["vi", "1.000", 1000],
  ["vi", "1,000", 1],
  ["vi", "12.345", 12_345],
  ["vi", "12,345", 12.345],
  ["vi", "-1.000", -1000],
])("in %s, %s is %d", (tag, text, number) => {
  expect(parseNumber(text, tag)).toBe(number);
});

test.each([
  ["en", "30 seconds", ["", "seconds"], 30],
  ["en", "30Seconds", ["", "seconds"], 30],
  ["en", "$0.20", ["$", ""], 0.2],
  ["en", "$0.20 per million", ["$", "per million"], 0.2],
  ["zh-CN", "30 秒", ["", "秒"], 30],
  ["zh-CN", "30秒", ["", "秒", "", "seconds"], 30],
  ["zh-CN", "每百万次 0.20 美元", ["每百万次", "美元"], 0.2],
  ["vi", "0,20 USD", ["", "USD"], 0.2],
  ["vi", "15 phút", ["", "phút", "", "minutes"], 15],
  ["en", "99%", ["", "%"], 99],
  ["en", "30 minutes", ["", "seconds"], undefined],
])("in %s, %s with its unit", (tag, text, units, number) => {
  expect(parseNumber(text, tag, units)).toBe(number);
});

test.each(languages)("in $code, a number that the site prints is read back", ({ tag }) => {
  const printed = fc.oneof(
    fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
    fc
      .tuple(fc.integer({ min: -10_000_000, max: 10_000_000 }), fc.integer({ min: 1, max: 7 }))
      .map(([n, digits]) => n / 10 ** digits),
  );
  fc.assert(
    fc.property(printed, (number) => {
      expect(parseNumber(formatNumber(number, tag), tag)).toBe(number === 0 ? 0 : number);
      expect(parseNumber(`${formatNumber(number, tag)} GB`, tag, ["", "GB"])).toBe(number === 0 ? 0 : number);
    }),
  );
});

test("any text gives a finite number or nothing", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."0123456789.,-+ '_".split("")) })),
      fc.constantFrom("en", "zh-CN", "vi"),
      (text, tag) => {
        const number = parseNumber(text, tag, ["$", "GB"]);
        expect(number === undefined || Number.isFinite(number)).toBe(true);
      },
    ),
  );
});
