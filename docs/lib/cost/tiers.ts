/** A price that falls with the amount: each tier's price holds for the part of the amount that lies in it. */
export interface Tier {
  /** US dollars for one unit. */
  price: number;
  /** The amount at which the tier ends. None: it does not end. */
  upTo?: number;
}

/** In US dollars. Undefined: there is no verified price, or none for so much. */
export function priceOf(amount: number, tiers: readonly Tier[] | undefined): number | undefined {
  if (!Number.isFinite(amount) || amount < 0) throw new Error(`${amount} is no amount`);
  if (!tiers) return undefined;
  let sum = 0;
  let from = 0;
  for (const { price, upTo = Infinity } of tiers) {
    sum += Math.max(0, Math.min(amount, upTo) - from) * price;
    if (amount <= upTo) return sum;
    from = upTo;
  }
  return undefined;
}
