/** Prices by Region: docs/facts/prices.json, the only place of them. What is a fact already is named there, not typed again. */
import { languages } from "../../../course.config.ts";
import { formatFact, readFact, readSource, type Source } from "../facts.ts";
import { readJson } from "../read.ts";
import type { Line } from "./architecture.ts";
import { REGIONS, type Prices, type Region } from "./bill.ts";
import type { Tier } from "./tiers.ts";

interface TierEntry {
  value?: number;
  /** Id in docs/facts/facts.json, instead of a value. */
  fact?: string;
  /** The fact counts a smaller unit: a price per second × 3600 is one per hour. */
  times?: number;
  upTo?: number;
}

interface RegionEntry {
  tiers?: TierEntry[];
  /** Id in docs/facts/sources.json. A tier with a fact has the source of the fact. */
  source?: string;
}

interface PriceEntry {
  /** AWS's code of the service, and the usage type without the prefix of the Region. */
  service: string;
  usage: string;
  unit: string;
  regions: Partial<Record<Region, RegionEntry>>;
}

interface PriceFile {
  /** Sources that show AWS's own price list, and the day on which AWS published it or somebody read it there. */
  lists: Record<string, string>;
  prices: Record<Line, PriceEntry>;
}

const FILE = "docs/facts/prices.json";

/** page: a page of AWS. list: AWS's price list, as a public repository copies or quotes it. other: somebody else's figure. */
type Evidence = "page" | "list" | "other";

export interface SourcedTier extends Tier {
  /** As the source states it, for people: per million, per hour. */
  stated: number;
  source: Source;
  evidence: Evidence;
  /** Of a price list. */
  published?: string;
}

export interface Price {
  line: Line;
  service: string;
  usage: string;
  unit: string;
  /** Undefined: not verified. */
  regions: Record<Region, SourcedTier[] | undefined>;
}

/** How many of what a bill counts are in the unit of a price. */
function countOf(unit: string): number {
  return unit === "usd-per-million" ? 1e6 : 1;
}

export function readPrices(): Price[] {
  const { lists, prices } = readJson<PriceFile>(FILE);
  return Object.entries(prices).map(([line, { service, usage, unit, regions }]) => ({
    line: line as Line,
    service,
    usage,
    unit,
    regions: Object.fromEntries(
      REGIONS.map((region) => [region, verifiedTiers(regions[region], unit, lists)]),
    ) as Price["regions"],
  }));
}

/** Undefined as soon as one tier has no value, no source or no day of checking: half a price is none. */
function verifiedTiers(
  { tiers = [], source }: RegionEntry = {},
  unit: string,
  lists: PriceFile["lists"],
): SourcedTier[] | undefined {
  const found: SourcedTier[] = [];
  for (const { value, fact, times = 1, upTo } of tiers) {
    const known = fact ? readFact(fact, languages[0]!.code) : undefined;
    const stated = known ? known.value * times : value;
    const from = known?.source ?? (source ? readSource(source) : undefined);
    if (stated === undefined || !from?.checked) return undefined;
    found.push({
      stated: Number(stated.toPrecision(12)),
      // 0.9 ÷ 1,000,000 is 9e-7, and not a hair more.
      price: Number((stated / countOf(unit)).toPrecision(12)),
      source: from,
      evidence: evidenceOf(from, lists),
      ...(upTo !== undefined && { upTo }),
      ...(lists[from.id] !== undefined && { published: lists[from.id]! }),
    });
  }
  return found.length ? found : undefined;
}

function evidenceOf({ id, url }: Source, lists: PriceFile["lists"]): Evidence {
  if (lists[id]) return "list";
  return /^https:\/\/(docs\.)?aws\.amazon\.com\//.test(url) ? "page" : "other";
}

/** What the calculator calculates with; sources stay at home. */
export function calculable(prices: Price[]): Prices {
  return Object.fromEntries(
    prices.map(({ line, regions }) => [
      line,
      Object.fromEntries(
        REGIONS.flatMap((region) => {
          const tiers = regions[region];
          return tiers
            ? [[region, tiers.map(({ price, upTo }) => ({ price, ...(upTo !== undefined && { upTo }) }))]]
            : [];
        }),
      ),
    ]),
  );
}

export function priceProblems(): string[] {
  const { lists, prices } = readJson<PriceFile>(FILE);
  const problems: string[] = [];
  const say = (where: string, what: string): void => void problems.push(`${FILE}: ${where} ${what}`);
  for (const [id, day] of Object.entries(lists)) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) say(`lists.${id}`, 'wants the day of the list: "YYYY-MM-DD"');
    readSource(id);
  }
  for (const [line, { service, usage, unit, regions }] of Object.entries(prices)) {
    if (!service || !usage) say(line, "wants service and usage in AWS's words");
    for (const { code } of languages) formatFact({ value: 1, unit }, code);
    for (const [region, { tiers = [] }] of Object.entries(regions)) {
      const where = `${line} ${region}`;
      if (!REGIONS.some((known) => known === region)) say(where, "is no Region of the calculator");
      for (const [index, { value, fact, upTo }] of tiers.entries()) {
        if ((value === undefined) === (fact === undefined)) say(where, "wants a value or a fact in each tier");
        if (value !== undefined && !(value > 0)) say(where, `has ${value} as a price`);
        if (upTo === undefined ? index < tiers.length - 1 : upTo <= (tiers[index - 1]?.upTo ?? 0))
          say(where, "wants tiers that end one after the other");
      }
    }
    if (REGIONS.some((region) => !regions[region]))
      say(line, `wants each of ${REGIONS.join(", ")}; {} is: not verified`);
  }
  readPrices();
  return problems;
}
