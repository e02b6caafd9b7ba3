/** A month's bill of a plan, per line and Region, and the line that dominates it. */
import { usageOf, type Line, type Meters, type Plan } from "./architecture.ts";
import { priceOf, type Tier } from "./tiers.ts";

export const REGIONS = ["us-east-1", "eu-west-1", "ap-southeast-1"] as const;
export type Region = (typeof REGIONS)[number];

/** Verified prices only: a line that has none in a Region is missing there. */
export type Prices = Readonly<Partial<Record<Line, Readonly<Partial<Record<Region, readonly Tier[]>>>>>>;

export interface BillLine {
  line: Line;
  amount: number;
  /** US dollars. Undefined: not verified, and not in the sum. */
  usd: number | undefined;
}

export interface Bill {
  lines: BillLine[];
  /** Of the lines with a verified price. */
  total: number;
  /** Lines that the sum lacks. */
  missing: Line[];
  /** The largest line, if the bill is not empty. */
  largest: BillLine | undefined;
}

export function billOf(plan: Plan, region: Region, prices: Prices, meters: Meters): Bill {
  const lines = usageOf(plan, meters).map(([line, amount]) => ({
    line,
    amount,
    usd: priceOf(amount, prices[line]?.[region]),
  }));
  let total = 0;
  let largest: BillLine | undefined;
  for (const line of lines) {
    total += line.usd ?? 0;
    if (line.usd && line.usd > (largest?.usd ?? 0)) largest = line;
  }
  return { lines, total, missing: lines.filter(({ usd }) => usd === undefined).map(({ line }) => line), largest };
}
