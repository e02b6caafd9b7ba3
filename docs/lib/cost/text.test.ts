import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { languages } from "../../../course.config.ts";
import { initialState } from "../../simulators/state.ts";
import { root } from "../root.ts";
import { ARCHITECTURES, FIELDS, SIZES, type Plan, type Size } from "./architecture.ts";
import { basis, limits } from "./basis.ts";
import { REGIONS } from "./bill.ts";
import { billHtml } from "./html.ts";
import { LEVERS } from "./levers.ts";
import { readPrices } from "./prices.ts";
import { PRESETS, planOf, settingsOf, type Preset } from "./settings.ts";
import { billText, compact } from "./text.ts";

const start = basis();
const settings = settingsOf("calculator", limits());

describe.each(languages)("in $code", ({ tag }) => {
  const words = JSON.parse(readFileSync(join(root, "docs/content/i18n", `${tag}.json`), "utf8")) as Record<
    string,
    string
  >;

  test("every setting, option, line, Region and change has its words", () => {
    const keys = [
      ...Object.entries(settings).flatMap(([name, setting]) => [
        `setting.${name}`,
        ...(setting.kind === "choice" ? setting.options.map((option) => `option.${name}.${option}`) : []),
      ]),
      ...readPrices().map(({ line }) => `line.${line}`),
      ...REGIONS.map((region) => `region.${region}`),
      ...LEVERS.map((lever) => `lever.${lever}`),
    ];
    expect(keys.filter((key) => !words[`cost.${key}`])).toEqual([]);
  });

  test("a bill of every architecture and size reads without gaps", () => {
    const { plan } = planOf(initialState(settings));
    const plans: Plan[] = [
      ...(Object.keys(PRESETS) as Preset[]).map((preset) => planOf(initialState(settingsOf(preset, limits()))).plan),
      ...ARCHITECTURES.map((architecture) => ({ ...plan, architecture, requests: 1e10, nat: 2, cpu: "x86" as const })),
      ...(Object.keys(SIZES) as Size[]).map((size) => ({
        ...plan,
        architecture: "container" as const,
        size,
        tasks: 3,
      })),
      { ...plan, architecture: "functions", requests: 0, nat: 0 },
    ];
    for (const each of plans)
      for (const region of REGIONS) {
        const html = billHtml(billText(each, region, start, words, tag), words);
        expect(html.replaceAll(/ style="[^"]*"/g, "")).not.toMatch(/[{}]|NaN|undefined|Infinity/);
      }
  });
});

test("only settings that an architecture uses change its bill", () => {
  const { plan } = planOf(initialState(settings));
  const words = JSON.parse(readFileSync(join(root, "docs/content/i18n/en.json"), "utf8")) as Record<string, string>;
  const changes: Partial<Plan> = {
    ms: 77,
    megabytes: 999,
    cpu: "x86",
    answerKB: 99,
    logKB: 9,
    logDays: 99,
    writes: 77,
    itemKB: 9,
    reads: "eventual",
    tableGB: 99,
    nat: 2,
    steps: 9,
    tasks: 9,
    size: "huge",
  };
  for (const architecture of ARCHITECTURES) {
    const amounts = (changed: Plan): string[] =>
      billText(changed, "us-east-1", start, words, "en").sums.map(({ text }) => text);
    const before = amounts({ ...plan, architecture });
    for (const [name, value] of Object.entries(changes)) {
      const isUsed = FIELDS[architecture].includes(name as keyof Plan);
      const after = amounts({ ...plan, architecture, [name]: value });
      expect({ architecture, name, isChanged: after.join() !== before.join() }).toEqual({
        architecture,
        name,
        isChanged: isUsed,
      });
    }
  }
});

test("amounts as people write them", () => {
  expect([8e5, 1.25e7, 1e10].map((amount) => compact(amount, "en"))).toEqual(["800,000", "12.5 million", "10 billion"]);
  expect([8e5, 1.25e7, 1e10].map((amount) => compact(amount, "zh-CN"))).toEqual(["800,000", "1250 万", "100 亿"]);
  expect([8e5, 1.25e7, 1e10].map((amount) => compact(amount, "vi"))).toEqual(["800.000", "12,5 triệu", "10 tỷ"]);
});
