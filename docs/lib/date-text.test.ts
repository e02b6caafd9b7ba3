import { expect, test } from "vitest";
import { dateText } from "./date-text.ts";

const noon = new Date("2026-11-21T12:05:00Z");

test("a date is written as each language writes it", () => {
  const inUtc = (tag: string) => dateText(noon, tag, { timeZone: "UTC" });
  expect(["en", "zh-CN", "vi"].map(inUtc)).toEqual(["November 21, 2026", "2026 年 11 月 21 日", "21/11/2026"]);
});

test("with the time of day", () => {
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC" } as const;
  expect(dateText(noon, "zh-CN", time)).toBe("2026 年 11 月 21 日 12:05");
});
