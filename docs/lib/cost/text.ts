/** A bill in the words of a language: the same for the build and the browser. */
import type { Shown } from "../../simulators/define.ts";
import { formatNumber, speaker } from "../../simulators/say.ts";
import type { Line, Meters, Plan } from "./architecture.ts";
import { billOf, REGIONS, type Bill, type Prices, type Region } from "./bill.ts";
import { adviceFor, isHalved, type Lever } from "./levers.ts";

/** What a calculator needs besides the reader's numbers; the component hands it to the browser as it is. */
export interface Basis {
  prices: Prices;
  meters: Meters;
  megabytesMin: number;
}

interface Amount {
  text: string;
  isMissing: boolean;
}

export interface BillText {
  summary: string;
  /** Names of the Regions; `current` is the one of the details. */
  columns: { text: string; isCurrent: boolean }[];
  rows: {
    line: Line;
    label: string;
    count: string;
    share: string;
    part: number;
    isLargest: boolean;
    cells: Amount[];
  }[];
  sums: Amount[];
  /** Which Region's sum lacks what. */
  gaps: string[];
  advice: { title: string; lead: string; items: { text: string; saving: string; isHalving: boolean }[] };
}

/** 800,000 · 12.5 million · 1250 万 · 12,5 triệu */
export function compact(amount: number, tag: string): string {
  if (amount < 1e6) return formatNumber(amount, tag);
  const text = new Intl.NumberFormat(tag, {
    notation: "compact",
    compactDisplay: "long",
    maximumSignificantDigits: 4,
  }).format(amount);
  return text.replaceAll(/(?<=\d)(?=\p{Script=Han})/gu, " ");
}

/** What a line counts. */
const counts: Readonly<Record<Line, "thing" | "gb-second" | "vcpu-hour" | "gb-hour" | "hour" | "gb" | "gb-month">> = {
  "http-api-request": "thing",
  "rest-api-request": "thing",
  "state-transition": "thing",
  "lambda-request": "thing",
  "lambda-arm64": "gb-second",
  "lambda-x86": "gb-second",
  "fargate-vcpu": "vcpu-hour",
  "fargate-memory": "gb-hour",
  "load-balancer": "hour",
  "dynamodb-read": "thing",
  "dynamodb-write": "thing",
  "dynamodb-storage": "gb-month",
  "logs-written": "gb",
  "logs-kept": "gb-month",
  "data-out": "gb",
  "nat-gateway": "hour",
};

export function billText(
  plan: Plan,
  region: Region,
  { prices, meters, megabytesMin }: Basis,
  words: Readonly<Record<string, string>>,
  tag: string,
): BillText {
  const speak = speaker(words, tag);
  const say = (key: string, values: Readonly<Record<string, Shown>> = {}): string =>
    speak({ key: `cost.${key}`, values });
  const word = (key: string): Shown => ({ word: `cost.${key}` });
  const money = (usd: number): string => {
    const small = usd > 0 && usd < 0.005;
    return `${small ? "<" : ""}${new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(small ? 0.01 : usd)}`;
  };
  const list = (parts: string[]): string => new Intl.ListFormat(tag, { type: "conjunction" }).format(parts);

  const bills = Object.fromEntries(REGIONS.map((each) => [each, billOf(plan, each, prices, meters)])) as Record<
    Region,
    Bill
  >;
  const shown = bills[region];
  const here = word(`option.region.${region}`);
  const shareOf = (usd: number | undefined): number => (shown.total > 0 && usd ? usd / shown.total : 0);
  const advice = adviceFor(plan, region, prices, meters, megabytesMin);
  const values = { ms: plan.ms, megabytes: plan.megabytes };
  const lever = (id: Lever): string => say(`lever.${id}`, values);
  const halving = advice.savings.filter(isHalved).length;

  return {
    summary: shown.largest
      ? say(shown.missing.length ? "summary.incomplete" : "summary.whole", {
          region: here,
          usd: { money: shown.total },
          line: word(`line.${shown.largest.line}`),
          share: { share: shareOf(shown.largest.usd) },
        })
      : say("summary.empty", { region: here }),
    columns: REGIONS.map((each) => ({ text: say(`region.${each}`), isCurrent: each === region })),
    rows: shown.lines.map(({ line, amount, usd }, index) => {
      const unit = counts[line];
      return {
        line,
        label: say(`line.${line}`),
        count: unit === "thing" ? compact(amount, tag) : say(`count.${unit}`, { n: amount }),
        share: usd === undefined ? "" : say("share", { share: { share: shareOf(usd) } }),
        part: shareOf(usd),
        isLargest: line === shown.largest?.line,
        cells: REGIONS.map((each) => {
          const price = bills[each].lines[index]!.usd;
          return { text: price === undefined ? say("unverified") : money(price), isMissing: price === undefined };
        }),
      };
    }),
    sums: REGIONS.map((each) => ({ text: money(bills[each].total), isMissing: bills[each].missing.length > 0 })),
    gaps: REGIONS.filter((each) => bills[each].missing.length > 0).map((each) =>
      say("gap", {
        region: word(`option.region.${each}`),
      }).replace("{lines}", list(bills[each].missing.map((line) => `“${say(`line.${line}`)}”`))),
    ),
    advice: {
      title: say("advice.title", { region: here }),
      lead: !advice.savings.length
        ? say("advice.nothing")
        : halving
          ? say("advice.halves", { n: halving })
          : advice.pair
            ? say("advice.pair", { usd: { money: advice.pair.total } }).replace(
                "{levers}",
                advice.pair.levers.map((id) => `“${lever(id)}”`).join(" + "),
              )
            : say("advice.none"),
      items: advice.savings.map((saving) => ({
        text: lever(saving.levers[0]!),
        saving: say("saving", { share: { share: saving.share }, usd: { money: saving.total } }),
        isHalving: isHalved(saving),
      })),
    },
  };
}
